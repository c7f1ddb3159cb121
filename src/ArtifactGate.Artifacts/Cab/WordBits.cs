using System.Buffers.Binary;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Cab;

/// <summary>The bits of one LZX block: words of 16 bits, lowest byte first, each used from its highest bit on ([MS-PATCH] 2.1).</summary>
internal ref struct WordBits(ReadOnlySpan<byte> bytes)
{
    // Looking ahead past the end is not using what is not there.
    private const int MostPadding = 64;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private ulong _bits;
    private int _count;
    private int _at;
    private int _padding;

    /// <summary>Whole bytes that were not used.</summary>
    public readonly int BytesLeft => Math.Max(0, _bytes.Length - _at) + ((_count - _padding) / 16 * 2);

    /// <summary>The next 16 bits, which stay.</summary>
    public uint Peek16()
    {
        while (_count < 16)
        {
            Load();
        }

        return (uint)(_bits >> (_count - 16)) & 0xFFFF;
    }

    /// <summary>Uses bits that were looked at.</summary>
    /// <exception cref="EndOfStreamException">They are not there.</exception>
    public void Drop(int count)
    {
        _count -= count;
        if (_count < _padding)
        {
            throw new EndOfStreamException();
        }
    }

    /// <summary>Takes a symbol.</summary>
    /// <exception cref="InvalidDataException">No code begins with these bits.</exception>
    public int Take(CodeTree code)
    {
        int found = code.Find(Peek16());
        Drop(found & 31);
        return found >> 5;
    }

    /// <summary>Takes up to 17 bits as a number.</summary>
    public uint Take(int count)
    {
        if (count > 16)
        {
            uint high = Take(count - 16);
            return (high << 16) | Take(16);
        }

        uint value = Peek16() >> (16 - count);
        Drop(count);
        return count == 0 ? 0 : value;
    }

    /// <summary>Leaves out 1 to 16 bits up to the next word, behind which bytes stand as they are.</summary>
    public void AlignToBytes()
    {
        Take(_count % 16 == 0 ? 16 : _count % 16);
        _at -= (_count - _padding) / 16 * 2;
        (_bits, _count, _padding) = (0, 0, 0);
    }

    /// <summary>Takes bytes, after <see cref="AlignToBytes"/>.</summary>
    /// <exception cref="EndOfStreamException">They are not there.</exception>
    public ReadOnlySpan<byte> TakeBytes(int count)
    {
        if (count > _bytes.Length - _at)
        {
            throw new EndOfStreamException();
        }

        _at += count;
        return _bytes.Slice(_at - count, count);
    }

    private void Load()
    {
        if (_at < _bytes.Length - 1)
        {
            _bits = (_bits << 16) | BinaryPrimitives.ReadUInt16LittleEndian(_bytes[_at..]);
            _at += 2;
        }
        else if (_padding < MostPadding)
        {
            // Of a half word at the end only its byte is there.
            _bits = (_bits << 16) | (_at < _bytes.Length ? _bytes[_at] : 0u);
            _at = _bytes.Length;
            _padding += 16;
        }
        else
        {
            throw new EndOfStreamException();
        }

        _count += 16;
    }
}
