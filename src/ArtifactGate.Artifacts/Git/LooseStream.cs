using System.Security.Cryptography;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Git;

/// <summary>The content of a loose object. Its length must be what it says, its name the hash over all of it.</summary>
internal sealed class LooseStream : ForwardStream
{
    private readonly ZlibStream _content;
    private readonly IncrementalHash _hash;
    private readonly byte[] _id;
    private readonly long _length;
    private long _given;
    private bool _checked;

    /// <summary>Reads over the header.</summary>
    public LooseStream(ZlibStream content, LooseObject loose, byte[] id)
    {
        (_content, _id, _length) = (content, id, loose.Length);
        _hash = IncrementalHash.CreateHash(LooseObject.HashOf(id.Length));
        var header = new byte[loose.HeaderLength];
        content.ReadExactly(header);
        _hash.AppendData(header);
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || _checked)
        {
            return 0;
        }

        int read = _content.Read(buffer);
        _hash.AppendData(buffer[..read]);
        _given += read;
        if (read == 0)
        {
            _checked = true;
            if (_given != _length || (_id.Length > 0 && !_hash.GetHashAndReset().AsSpan().SequenceEqual(_id)) || _content.TakeByte() >= 0)
            {
                throw new InvalidDataException("a git object of another length or name than it says");
            }
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            _content.Dispose();
        }

        base.Dispose(disposing);
    }
}
