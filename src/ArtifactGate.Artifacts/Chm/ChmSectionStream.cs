using System.Buffers;
using ArtifactGate.Artifacts.Cab;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Chm;

/// <summary>A range of the compressed section, unpacked from the last place before it where LZX begins anew.</summary>
/// <param name="stream">The file, owned.</param>
/// <param name="section">The section.</param>
/// <param name="start">The first byte of the range, of what the section unpacks to.</param>
/// <param name="length">How many.</param>
internal sealed class ChmSectionStream(Stream stream, ChmSection section, long start, long length) : ForwardStream
{
    private readonly byte[] _packed = ArrayPool<byte>.Shared.Rent(2 * ChmSection.FrameLength);
    private readonly long _end = start + length;
    private LzxDecoder? _decoder;
    private ReadOnlyMemory<byte> _frame;
    private long _next = start / ChmSection.FrameLength / section.Interval * section.Interval;
    private long _at = start;
    private bool _disposed;

    public override int Read(Span<byte> buffer)
    {
        while (_frame.IsEmpty && _at < _end && !buffer.IsEmpty)
        {
            Step();
        }

        int count = (int)Math.Min(Math.Min(buffer.Length, _frame.Length), _end - _at);
        _frame.Span[..count].CopyTo(buffer);
        _frame = _frame[count..];
        _at += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _frame = default;
            _decoder?.Dispose();
            ArrayPool<byte>.Shared.Return(_packed, clearArray: true);
            stream.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Step()
    {
        if (_next % section.Interval == 0)
        {
            _decoder?.Dispose();
            _decoder = new LzxDecoder(section.WindowBits);
        }

        (long at, int packed) = section.Frame(_next);
        stream.Position = at;
        stream.ReadExactly(_packed, 0, packed);
        long begins = _next * ChmSection.FrameLength;
        ReadOnlyMemory<byte> frame = _decoder!.Decode(_packed.AsSpan(0, packed), ChmSection.FrameLength);
        _next++;
        _frame = frame[(int)Math.Min(frame.Length, Math.Max(0, _at - begins))..];
    }
}
