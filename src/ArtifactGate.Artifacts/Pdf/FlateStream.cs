using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Pdf;

/// <summary>The content of a FlateDecode stream: zlib, behind which only white space may stand.</summary>
internal sealed class FlateStream(Stream packed) : ForwardStream
{
    private ZlibStream? _content;
    private bool _ended;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || _ended)
        {
            return 0;
        }

        int read = (_content ??= ZlibStream.Open(packed)).Read(buffer);
        if (read == 0)
        {
            _ended = true;
            for (int next = _content.TakeByte(); next >= 0; next = _content.TakeByte())
            {
                if (next is not (0 or ' ' or '\t' or '\r' or '\n' or '\f'))
                {
                    throw new InvalidDataException("something behind the end of compressed data");
                }
            }
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content?.Dispose();
            packed.Dispose();
        }

        base.Dispose(disposing);
    }
}
