using System.Buffers.Binary;
using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Lzma;

/// <summary>
/// Decompresses LZMA2: chunks, each with a control byte and its lengths, that are stored or LZMA and may begin dictionary, properties or
/// probabilities anew; a zero ends them.
/// </summary>
/// <param name="dictionary">Bytes of the dictionary.</param>
/// <param name="input">The data; it is not owned.</param>
/// <param name="memory">Lends the window.</param>
internal sealed class Lzma2Data(int dictionary, StrictInput input, MemoryAccount memory) : ForwardStream
{
    private const int MostLiteralBits = 4;

    private readonly LzmaCoder _coder = new();
    private readonly LzmaWindow _window = new(dictionary, memory);
    private bool _needsDictionary = true;
    private bool _needsProperties = true;
    private bool _stored;
    private int _left;
    private long _chunkEnd;
    private bool _ended;

    /// <summary>Fills the buffer, unless the data ends: filters behind it count on that.</summary>
    /// <exception cref="InvalidDataException">The data is damaged.</exception>
    /// <exception cref="EndOfStreamException">The input is cut off.</exception>
    /// <exception cref="BudgetExceededException">The window cannot grow as it must.</exception>
    public override int Read(Span<byte> buffer)
    {
        int done = 0;
        while (done < buffer.Length && !_ended)
        {
            if (_left == 0)
            {
                Begin();
                continue;
            }

            int wanted = Math.Min(Math.Min(buffer.Length - done, _left), MemoryAccount.PieceLength);
            Span<byte> target = buffer.Slice(done, wanted);
            if (_stored)
            {
                input.ReadExactly(target);
                _window.Put(target);
            }
            else
            {
                Decode(target);
            }

            done += wanted;
            _left -= wanted;
            if (_left == 0 && !_stored && (!_coder.IsAtEnd || input.Position != _chunkEnd))
            {
                throw new InvalidDataException("a chunk of LZMA2 of another length");
            }
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

    private void Decode(Span<byte> target)
    {
        if (_coder.Decode(_window, input, target.Length) < target.Length)
        {
            throw new InvalidDataException("LZMA2 with a mark, which it has not");
        }

        _window.CopyLast(target);
    }

    // 0 ends the data; 1 and 2 are stored; from 0x80 on LZMA, with what begins anew in bits 5 and 6, and the upper bits of the length.
    private void Begin()
    {
        int control = input.ReadByte();
        if (control == 0)
        {
            _ended = true;
            return;
        }

        if (control is 1 or >= 0xE0)
        {
            (_needsDictionary, _needsProperties) = (false, true);
            _window.Reset();
        }

        _stored = control < 0x80;
        if (_needsDictionary || control is > 2 and < 0x80)
        {
            throw new InvalidDataException("no chunk of LZMA2");
        }

        _left = Number() + (_stored ? 0 : (control & 0x1F) << 16);
        if (!_stored)
        {
            BeginPacked(control);
        }
    }

    private void BeginPacked(int control)
    {
        int packed = Number();
        if (control >= 0xC0)
        {
            int coding = input.ReadByte();
            if ((coding % 9) + (coding / 9 % 5) > MostLiteralBits)
            {
                throw new InvalidDataException("no LZMA2 properties");
            }

            _coder.SetProperties((byte)coding);
            _needsProperties = false;
        }
        else if (_needsProperties)
        {
            throw new InvalidDataException("a chunk of LZMA2 without properties");
        }
        else if (control >= 0xA0)
        {
            _coder.Reset();
        }

        _chunkEnd = input.Position + packed;
        _coder.Begin(input);
    }

    private int Number()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        input.ReadExactly(bytes);
        return BinaryPrimitives.ReadUInt16BigEndian(bytes) + 1;
    }
}
