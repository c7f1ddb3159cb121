using System.IO.Hashing;

namespace ArtifactGate.Testing.Formats;

/// <summary>
/// Packs one file the way of RAR 2.9 to 4, step by step as a test says, with codes of equal lengths. Keeps what must come out.
/// </summary>
public sealed class Rar3Writer
{
    private const int BlockEnd = 256;
    private const int FilterProgram = 257;
    private const int SameLow = 16;

    private static readonly int[] LengthBits = [.. Enumerable.Range(0, 28).Select(i => Math.Max(0, (i / 4) - 1))];
    private static readonly int[] DistanceBits = [.. Enumerable.Range(0, 60).Select(i => i < 2 ? 0 : i < 34 ? (i / 2) - 1 : i < 48 ? 16 : 18)];
    private static readonly int[] ShortBits = [2, 2, 3, 4, 5, 6, 6, 6];

    private readonly HighBitWriter _bits = new();
    private readonly List<byte> _content;
    private readonly int _start;
    private readonly List<int> _distances;
    private (int Length, int Distance) _last;
    private int _low;
    private int _sameLow;

    /// <summary>Begins with a block, or with the codes of the file before.</summary>
    /// <param name="before">The file that this one goes on with, or null.</param>
    /// <param name="codes">Whether the codes are told.</param>
    public Rar3Writer(Rar3Writer? before = null, bool codes = true)
    {
        (_content, _distances) = (before?._content ?? [], before?._distances ?? [0, 0, 0, 0]);
        _start = _content.Count;
        if (codes)
        {
            WriteCodes();
        }
        else
        {
            (_low, _sameLow) = (before!._low, before._sameLow);
        }
    }

    /// <summary>What must come out, as long as no filter is used.</summary>
    public byte[] Content => [.. _content.Skip(_start)];

    /// <summary>Its bytes.</summary>
    public int Length => _content.Count - _start;

    /// <summary>Bytes as they are.</summary>
    public Rar3Writer Bytes(ReadOnlySpan<byte> bytes)
    {
        foreach (byte value in bytes)
        {
            _bits.Write(value, 9);
            _content.Add(value);
        }

        return this;
    }

    /// <summary>What stands at a distance; its lowest bits are told to be those of the last one, for this and the next fifteen.</summary>
    public Rar3Writer Copy(int length, int distance, bool sameLow = false)
    {
        int told = length - 3 - (distance >= 0x2000 ? 1 : 0) - (distance >= 0x40000 ? 1 : 0);
        int slot = Slot(LengthBits, told, out int rest);
        _bits.Write(271 + slot, 9);
        _bits.Write(rest, LengthBits[slot]);
        slot = Slot(DistanceBits, distance - 1, out rest);
        _bits.Write(slot, 6);
        if (slot < 10)
        {
            _bits.Write(rest, DistanceBits[slot]);
        }
        else
        {
            _bits.Write(rest >> 4, DistanceBits[slot] - 4);
            WriteLow(rest & 15, sameLow);
        }

        Remember(distance);
        return Repeat(length, distance);
    }

    /// <summary>Two bytes from nearby.</summary>
    public Rar3Writer CopyTwo(int distance)
    {
        int slot = Slot(ShortBits, distance - 1, out int rest);
        _bits.Write(263 + slot, 9);
        _bits.Write(rest, ShortBits[slot]);
        Remember(distance);
        return Repeat(2, distance);
    }

    /// <summary>What stands at one of the last four distances.</summary>
    public Rar3Writer CopyOld(int index, int length)
    {
        _bits.Write(259 + index, 9);
        int slot = Slot(LengthBits, length - 2, out int rest);
        _bits.Write(slot, 5);
        _bits.Write(rest, LengthBits[slot]);
        int distance = _distances[index];
        _distances.RemoveAt(index);
        _distances.Insert(0, distance);
        return Repeat(length, distance);
    }

    /// <summary>The last length and distance once more.</summary>
    public Rar3Writer Again()
    {
        _bits.Write(258, 9);
        return Repeat(_last.Length, _last.Distance);
    }

    /// <summary>A program that is applied to what follows.</summary>
    public Rar3Writer Filter(Rar3Filter filter)
    {
        byte[] data = filter.Data();
        _bits.Write(FilterProgram, 9);
        int length = data.Length;
        _bits.Write(filter.Flags | (length <= 6 ? length - 1 : length < 263 ? 6 : 7), 8);
        _bits.Write(length < 263 ? length - 7 : length, length <= 6 ? 0 : length < 263 ? 8 : 16);
        foreach (byte value in data)
        {
            _bits.Write(value, 8);
        }

        return this;
    }

    /// <summary>Another block.</summary>
    /// <param name="keep">Whether its codes are told as what changes, which is that those of long distances and of old ones are none.</param>
    public Rar3Writer NextBlock(bool keep = false)
    {
        EndBlock();
        WriteCodes(keep);
        return this;
    }

    /// <summary>Another block, which is what the bytes say.</summary>
    public byte[] NextBlock(ReadOnlySpan<byte> block)
    {
        EndBlock();
        return [.. _bits.ToArray(), .. block];
    }

    /// <summary>The end of the file.</summary>
    /// <param name="newCodes">Whether the next one tells its codes.</param>
    public byte[] End(bool newCodes = false)
    {
        _bits.Write(BlockEnd, 9);
        _bits.Write(newCodes ? 1 : 0, 2);
        return _bits.ToArray();
    }

    private void EndBlock()
    {
        _bits.Write(BlockEnd, 9);
        _bits.Write(1, 1);
        _bits.Align();
    }

    private static int Slot(int[] bits, int value, out int rest)
    {
        int slot = 0;
        for (rest = value; slot < bits.Length - 1 && rest >= 1 << bits[slot]; slot++)
        {
            rest -= 1 << bits[slot];
        }

        return slot;
    }

    private void WriteLow(int low, bool sameLow)
    {
        if (_sameLow > 0)
        {
            _sameLow--;
            ArgumentOutOfRangeException.ThrowIfNotEqual(low, _low);
        }
        else if (sameLow)
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(low, _low);
            _bits.Write(SameLow, 5);
            _sameLow = 15;
        }
        else
        {
            _bits.Write(low, 5);
            _low = low;
        }
    }

    private void Remember(int distance)
    {
        _distances.RemoveAt(3);
        _distances.Insert(0, distance);
    }

    private Rar3Writer Repeat(int length, int distance)
    {
        _last = (length, distance);
        for (; length > 0; length--)
        {
            _content.Add(_content[^distance]);
        }

        return this;
    }

    // 299 symbols of nine bits, 60 of six, 17 and 28 of five. Of the codes that tell that eight are used, of three bits each: 0, 5, 6, 9, and four runs.
    private void WriteCodes(bool keep = false)
    {
        (_low, _sameLow) = (0, 0);
        _bits.Write(keep ? 1 : 0, 2);
        _bits.Write(3, 4);
        _bits.Write(15, 4);
        _bits.Write(2, 4);
        foreach (int symbol in Enumerable.Range(5, 15))
        {
            _bits.Write(symbol is 5 or 6 or 9 or >= 16 ? 3 : 0, 4);
        }

        if (keep)
        {
            for (int i = 0; i < 299 + 60; i++)
            {
                _bits.Write(0, 3);
            }

            Run(6, 8, 3, 3);
            Run(7, 37, 11, 7);
            return;
        }

        _bits.Write(3, 3);
        Run(5, 138, 11, 7);
        Run(4, 5, 3, 3);
        Run(5, 138, 11, 7);
        Run(5, 17, 11, 7);
        _bits.Write(2, 3);
        Run(5, 59, 11, 7);
        _bits.Write(1, 3);
        Run(5, 44, 11, 7);
    }

    private void Run(int code, int length, int least, int bits)
    {
        _bits.Write(code, 3);
        _bits.Write(length - least, bits);
    }
}

/// <summary>What a filter program is told.</summary>
/// <param name="Program">Its number, or null for that of before.</param>
/// <param name="Start">Bytes up to the piece it is applied to.</param>
/// <param name="Length">The length of the piece, or null for that of before.</param>
/// <param name="Code">The program's code when it is new.</param>
/// <param name="Registers">What the first registers hold.</param>
public sealed record Rar3Filter(int? Program, int Start, int? Length, byte[]? Code, params int[] Registers)
{
    internal int Flags => (Program is null ? 0 : 0x80) | (Start >= 258 ? 0x40 : 0) | (Length is null ? 0 : 0x20) | (Registers.Length == 0 ? 0 : 0x10);

    /// <summary>Bytes that are known as a program by their length and checksum, which is all that is looked at.</summary>
    public static byte[] CodeOf(int length, uint crc)
    {
        byte[] code = new byte[length];
        new Random(length).NextBytes(code);
        for (int attempt = 0; ; attempt++)
        {
            (code[1], code[2]) = ((byte)attempt, (byte)(attempt >> 8));
            code[0] = code[3];
            Force(code, crc);
            if (code.AsSpan(1).ToArray().Aggregate((a, b) => (byte)(a ^ b)) == code[0])
            {
                return code;
            }
        }
    }

    internal byte[] Data()
    {
        var bits = new HighBitWriter();
        if (Program is { } program)
        {
            Number(bits, program);
        }

        Number(bits, Start >= 258 ? Start - 258 : Start);
        if (Length is { } length)
        {
            Number(bits, length);
        }

        bits.Write((1 << Registers.Length) - 1, Registers.Length == 0 ? 0 : 7);
        foreach (int register in Registers)
        {
            Number(bits, register);
        }

        if (Code is not null)
        {
            Number(bits, Code.Length);
            foreach (byte value in Code)
            {
                bits.Write(value, 8);
            }
        }

        return bits.ToArray();
    }

    private static void Number(HighBitWriter bits, int value)
    {
        switch (value)
        {
            case >= 0 and < 16:
                bits.Write(value, 6);
                break;
            case >= 16 and < 256:
                bits.Write(1, 2);
                bits.Write(value, 8);
                break;
            case >= 256 and < 0x10000:
                bits.Write(2, 2);
                bits.Write(value, 16);
                break;
            default:
                bits.Write(3, 2);
                bits.Write(value, 32);
                break;
        }
    }

    // The last four bytes make the checksum what it is to be: each bit of them changes it in a way of its own.
    private static void Force(byte[] code, uint crc)
    {
        Span<byte> end = code.AsSpan(code.Length - 4);
        end.Clear();
        uint wanted = Crc32.HashToUInt32(code) ^ crc;
        var basis = new List<(uint Change, uint Bits)>();
        byte[] zeros = new byte[code.Length];
        uint none = Crc32.HashToUInt32(zeros);
        for (int bit = 0; bit < 32; bit++)
        {
            zeros[zeros.Length - 4 + (bit / 8)] = (byte)(1 << (bit % 8));
            (uint change, uint bits) = (Crc32.HashToUInt32(zeros) ^ none, 1u << bit);
            zeros[zeros.Length - 4 + (bit / 8)] = 0;
            foreach ((uint other, uint otherBits) in basis)
            {
                (change, bits) = (change ^ other) < change ? (change ^ other, bits ^ otherBits) : (change, bits);
            }

            basis.Add((change, bits));
            basis.Sort((a, b) => b.Change.CompareTo(a.Change));
        }

        uint found = 0;
        foreach ((uint change, uint bits) in basis)
        {
            (wanted, found) = (wanted ^ change) < wanted ? (wanted ^ change, found ^ bits) : (wanted, found);
        }

        BitConverter.TryWriteBytes(end, found);
    }
}
