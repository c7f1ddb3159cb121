namespace ArtifactGate.Testing.Formats;

/// <summary>Writes bits as LZX wants them: words of 16, lowest byte first, each filled from its highest bit on.</summary>
public sealed class LzxBitWriter
{
    private readonly List<byte> _bytes = [];
    private uint _word;
    private int _filled;

    /// <summary>Writes a number of up to 17 bits.</summary>
    public void Write(uint value, int count)
    {
        for (int i = count - 1; i >= 0; i--)
        {
            _word = (_word << 1) | ((value >> i) & 1);
            if (++_filled == 16)
            {
                Flush();
            }
        }
    }

    /// <summary>Fills up the word, with a whole one if it is full already, as before stored bytes.</summary>
    public void PadToBytes() => Write(0, 16 - _filled);

    /// <summary>Writes bytes as they are.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

    /// <summary>What was written, filled up to a word.</summary>
    public byte[] ToArray()
    {
        Write(0, (16 - _filled) % 16);
        if (_bytes.Count % 2 != 0)
        {
            _bytes.Add(0);
        }

        return [.. _bytes];
    }

    private void Flush()
    {
        _bytes.Add((byte)_word);
        _bytes.Add((byte)(_word >> 8));
        (_word, _filled) = (0, 0);
    }
}
