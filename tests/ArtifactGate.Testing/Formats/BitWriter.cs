namespace ArtifactGate.Testing.Formats;

/// <summary>Writes numbers bit by bit, least significant first.</summary>
internal sealed class BitWriter
{
    private readonly List<byte> _bytes = [];
    private int _count;

    /// <summary>Appends the lowest bits of a number.</summary>
    public void Write(int value, int bits)
    {
        for (int i = 0; i < bits; i++, _count++)
        {
            if (_count % 8 == 0)
            {
                _bytes.Add(0);
            }

            _bytes[^1] |= (byte)(((value >> i) & 1) << (_count % 8));
        }
    }

    /// <summary>Everything written; the last byte is filled up with zeros.</summary>
    public byte[] ToArray() => [.. _bytes];
}
