using System.Buffers.Binary;
using System.Collections;

namespace ArtifactGate.Artifacts.Cfb;

/// <summary>
/// The sectors of a compound file and which follows which ([MS-CFB] 2.3 to 2.5). Every sector is given out once: that ends cycles, and what is
/// left over belongs to nothing.
/// </summary>
internal sealed class CfbSectors
{
    private const uint Last = 0xFFFFFFFE;
    private const uint Free = 0xFFFFFFFF;
    private const long MostSectors = 16 << 20;

    private readonly uint[] _next;
    private readonly BitArray _taken;

    private CfbSectors(long count, int size, long length)
    {
        _next = new uint[count];
        Array.Fill(_next, Free);
        _taken = new BitArray((int)count);
        (Size, Length) = (size, length);
    }

    /// <summary>Bytes of a sector.</summary>
    public int Size { get; }

    /// <summary>Bytes of the file.</summary>
    public long Length { get; }

    /// <summary>Whether sectors are in use that the file does not have.</summary>
    public bool IsCutOff { get; private set; }

    /// <summary>Reads the table of a file.</summary>
    /// <exception cref="BudgetExceededException">It is too large for memory.</exception>
    public static CfbSectors Read(Stream stream, CfbHeader header, Budget budget)
    {
        long count = Math.Max(0, (stream.Length - 1) / header.SectorSize);
        if (count > MostSectors)
        {
            throw new BudgetExceededException(UnreadReason.Size, $"a compound file of more than {MostSectors} sectors");
        }

        var sectors = new CfbSectors(count, header.SectorSize, stream.Length);
        sectors.ReadTable(stream, header, budget);
        return sectors;
    }

    /// <summary>Where a sector is in the file.</summary>
    public long OffsetOf(long sector) => (sector + 1) * Size;

    /// <summary>
    /// Follows a chain over <paramref name="length"/> bytes, or to its end when that is negative. <c>Whole</c> tells whether all was there;
    /// <c>Slack</c> what is left of the last sector.
    /// </summary>
    public CfbChain Follow(uint first, long length)
    {
        var chain = new CfbChain();
        uint sector = first;
        for (long left = length; left != 0; sector = _next[sector])
        {
            if (length < 0 && sector == Last)
            {
                return chain;
            }

            if (!Take(sector))
            {
                chain.IsWhole = false;
                return chain;
            }

            long there = Math.Min(Size, Length - OffsetOf(sector));
            long used = left < 0 ? there : Math.Min(there, left);
            chain.Add(OffsetOf(sector), used);
            chain.Slack = (OffsetOf(sector) + used, there - used);
            chain.IsWhole = used == there || used == left;
            left -= left < 0 ? 0 : used;
            if (used < Size && left != 0)
            {
                chain.IsWhole = false;
                return chain;
            }
        }

        return chain;
    }

    /// <summary>The sectors that no chain took, neighbours together.</summary>
    public IEnumerable<(long Offset, long Length)> Untaken()
    {
        for (int i = 0; i < _next.Length; i++)
        {
            int start = i;
            while (i < _next.Length && !_taken[i])
            {
                i++;
            }

            if (i > start)
            {
                yield return (OffsetOf(start), Math.Min(OffsetOf(i), Length) - OffsetOf(start));
            }
        }
    }

    private bool Take(uint sector)
    {
        if (sector >= _next.Length || _taken[(int)sector])
        {
            return false;
        }

        _taken[(int)sector] = true;
        return true;
    }

    private void ReadTable(Stream stream, CfbHeader header, Budget budget)
    {
        var part = new byte[Size];
        long filled = 0;
        foreach (uint sector in TableSectors(stream, header))
        {
            budget.CheckTime();
            if (!ReadSector(stream, sector, part))
            {
                IsCutOff = true;
            }
            else
            {
                Fill(part, filled);
            }

            filled += Size / sizeof(uint);
            if (filled >= _next.Length + (Size / sizeof(uint)))
            {
                break;
            }
        }
    }

    private void Fill(ReadOnlySpan<byte> part, long filled)
    {
        for (int i = 0; i < part.Length / sizeof(uint); i++)
        {
            uint next = BinaryPrimitives.ReadUInt32LittleEndian(part[(i * sizeof(uint))..]);
            if (filled + i < _next.Length)
            {
                _next[filled + i] = next;
            }
            else
            {
                IsCutOff |= next != Free;
            }
        }
    }

    // The sectors that hold the table: 109 in the header, more in a chain of their own.
    private IEnumerable<uint> TableSectors(Stream stream, CfbHeader header)
    {
        foreach (uint sector in header.Difat.Where(s => s != Free))
        {
            yield return sector;
        }

        var part = new byte[Size];
        for (uint at = header.FirstDifat; at is not (Last or Free);)
        {
            if (!ReadSector(stream, at, part))
            {
                IsCutOff = true;
                yield break;
            }

            for (int i = 0; i < Size - sizeof(uint); i += sizeof(uint))
            {
                uint sector = BinaryPrimitives.ReadUInt32LittleEndian(part.AsSpan(i));
                if (sector != Free)
                {
                    yield return sector;
                }
            }

            at = BinaryPrimitives.ReadUInt32LittleEndian(part.AsSpan(Size - sizeof(uint)));
        }
    }

    private bool ReadSector(Stream stream, uint sector, byte[] into)
    {
        if (OffsetOf(sector) + Size > Length || !Take(sector))
        {
            return false;
        }

        stream.Position = OffsetOf(sector);
        stream.ReadExactly(into);
        return true;
    }
}
