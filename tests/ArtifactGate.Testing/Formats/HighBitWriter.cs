namespace ArtifactGate.Testing.Formats;

/// <summary>Writes bits, highest first.</summary>
public sealed class HighBitWriter
{
    private readonly List<byte> _bytes = [];
    private int _count;

    /// <summary>Bytes that were begun.</summary>
    public int Length => _bytes.Count;

    /// <summary>Writes the lowest bits of a number.</summary>
    public void Write(int value, int count)
    {
        for (int bit = count - 1; bit >= 0; bit--, _count++)
        {
            if (_count % 8 == 0)
            {
                _bytes.Add(0);
            }

            _bytes[^1] |= (byte)(((value >> bit) & 1) << (7 - (_count % 8)));
        }
    }

    /// <summary>Goes to the next whole byte.</summary>
    public void Align() => _count = _bytes.Count * 8;

    /// <summary>What was written; the last byte is filled up with zeros.</summary>
    public byte[] ToArray() => [.. _bytes];
}
