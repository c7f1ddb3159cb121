using System.Buffers.Binary;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Lzma;

/// <summary>Decompresses LZMA data behind its properties, to its mark or to its length.</summary>
internal sealed class LzmaData : ForwardStream
{
    /// <summary>Bytes of the properties: how literals and positions are coded, and the size of the dictionary.</summary>
    public const int PropertiesLength = 5;

    private const uint LeastDictionary = 4096;

    private readonly LzmaCoder _coder = new();
    private readonly LzmaWindow _window;
    private readonly StrictInput _input;
    private readonly long _length;
    private long _done;
    private bool _begun;
    private bool _ended;

    /// <summary>Reads the properties.</summary>
    /// <param name="properties">Five bytes.</param>
    /// <param name="input">The data; it is not owned.</param>
    /// <param name="length">Bytes that must come out, or -1 when a mark ends them.</param>
    /// <param name="memory">Lends the window.</param>
    /// <exception cref="InvalidDataException">There are no such properties.</exception>
    /// <exception cref="BudgetExceededException">The dictionary is too large.</exception>
    public LzmaData(ReadOnlySpan<byte> properties, StrictInput input, long length, MemoryAccount memory)
    {
        _coder.SetProperties(properties[0]);

        // A dictionary larger than the content is never looked at.
        long claimed = BinaryPrimitives.ReadUInt32LittleEndian(properties[1..]);
        long needed = Math.Max(LeastDictionary, length >= 0 ? Math.Min(claimed, length) : claimed);
        DecoderMemory.Check(needed);
        _window = new LzmaWindow((int)needed, memory);
        (_input, _length) = (input, length);
    }

    /// <exception cref="InvalidDataException">The data is damaged.</exception>
    /// <exception cref="EndOfStreamException">The input is cut off.</exception>
    /// <exception cref="BudgetExceededException">The window cannot grow as it must.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty)
        {
            return 0;
        }

        if (!_begun)
        {
            _coder.Begin(_input);
            _begun = true;
        }

        int wanted = Math.Min(buffer.Length, MemoryAccount.PieceLength);
        wanted = _length < 0 ? wanted : (int)Math.Min(wanted, _length - _done);
        int done = _coder.Decode(_window, _input, wanted);
        _window.CopyLast(buffer[..done]);
        _done += done;
        if (_coder.Ended || _done == _length)
        {
            End();
        }

        return done;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _window.Dispose();
        }

        base.Dispose(disposing);
    }

    // Where the length is known there may be a mark all the same.
    private void End()
    {
        _ended = true;
        if (!_coder.Ended && !_coder.IsAtEnd)
        {
            _coder.ReadMark(_window, _input);
        }

        if (!_coder.IsAtEnd || (_length >= 0 && _done != _length))
        {
            throw new InvalidDataException("LZMA data of another length");
        }
    }
}
