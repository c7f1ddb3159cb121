using SharpCompress.Compressors.Xz.Filters;

namespace ArtifactGate.Artifacts.Xz;

/// <summary>The delta filter of xz (format 5.3.3): each byte is told as its difference to the one some bytes before it.</summary>
internal sealed class XzDelta : BlockFilter
{
    private readonly byte[] _history = new byte[256];
    private int _distance;
    private byte _at;

    public override bool AllowAsLast => false;

    public override bool AllowAsNonLast => true;

    public override bool ChangesDataSize => false;

    /// <summary>Takes the only property: the distance, less one.</summary>
    /// <exception cref="InvalidDataException">There is another number of them.</exception>
    public override void Init(byte[] properties) =>
        _distance = properties is [var distance] ? distance + 1 : throw new InvalidDataException("no distance of an xz delta filter");

    public override void ValidateFilter()
    {
    }

    public override void SetBaseStream(Stream stream) => BaseStream = stream;

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = BaseStream.Read(buffer, offset, count);
        foreach (ref byte b in buffer.AsSpan(offset, read))
        {
            // The place of a byte counts modulo 256, as the distances do.
            b += _history[(byte)(_at - _distance)];
            _history[_at++] = b;
        }

        return read;
    }
}
