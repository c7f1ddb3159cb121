using System.Buffers.Binary;
using System.Collections;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Cfb;

/// <summary>The stream that short streams share, in sectors of 64 bytes with a table of their own ([MS-CFB] 2.4).</summary>
internal sealed class CfbMiniStream
{
    private readonly CfbChain _content;
    private readonly long[] _starts;
    private readonly uint[] _next;
    private readonly BitArray _taken;

    /// <summary>Reads the table.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="content">Where the stream is.</param>
    /// <param name="table">Where its table is.</param>
    public CfbMiniStream(Stream stream, CfbChain content, CfbChain table)
    {
        _content = content;
        _starts = new long[content.Runs.Count];
        long start = 0;
        for (int i = 0; i < _starts.Length; i++)
        {
            _starts[i] = start;
            start += content.Runs[i].Length;
        }

        // No more entries than the stream has sectors.
        long count = Math.Min((content.Length + CfbHeader.MiniSector - 1) / CfbHeader.MiniSector, table.Length / sizeof(uint));
        var bytes = new byte[count * sizeof(uint)];
        new RunStream(stream, table.Runs).ReadExactly(bytes);
        _next = new uint[count];
        for (int i = 0; i < count; i++)
        {
            _next[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(i * sizeof(uint)));
        }

        _taken = new BitArray((int)count);
    }

    /// <summary>Follows a chain over so many bytes.</summary>
    public CfbChain Follow(uint first, long length)
    {
        var chain = new CfbChain();
        uint sector = first;
        for (long left = length; left > 0; sector = _next[sector])
        {
            if (sector >= _next.Length || _taken[(int)sector])
            {
                chain.IsWhole = false;
                return chain;
            }

            _taken[(int)sector] = true;
            (long offset, long there) = Place(sector);
            long used = Math.Min(there, left);
            chain.Add(offset, used);
            chain.Slack = (offset + used, there - used);
            left -= used;
            if (used < CfbHeader.MiniSector && left > 0)
            {
                chain.IsWhole = false;
                return chain;
            }
        }

        return chain;
    }

    /// <summary>The sectors that no stream took, neighbours together, and what of the stream has no entry in the table.</summary>
    public IEnumerable<(long Offset, long Length)> Untaken()
    {
        var free = new CfbChain();
        for (int i = 0; i < _next.Length; i++)
        {
            if (!_taken[i])
            {
                (long offset, long length) = Place(i);
                free.Add(offset, length);
            }
        }

        for (long at = (long)_next.Length * CfbHeader.MiniSector; at < _content.Length; at += CfbHeader.MiniSector)
        {
            (long offset, long length) = Place(at / CfbHeader.MiniSector);
            free.Add(offset, length);
        }

        return free.Runs;
    }

    private (long Offset, long Length) Place(long sector)
    {
        long position = sector * CfbHeader.MiniSector;
        int at = Array.BinarySearch(_starts, position);
        at = at >= 0 ? at : ~at - 1;
        return (_content.Runs[at].Offset + position - _starts[at], Math.Min(CfbHeader.MiniSector, _content.Length - position));
    }
}
