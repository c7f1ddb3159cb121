using ArtifactGate.Artifacts;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Engine.Walking;

/// <summary>
/// The bytes of a container without those it handed out as content: they are scanned there, and a satellite assembly is hardly anything
/// else. Zero bytes stand for what was left out, so that its two sides never meet.
/// </summary>
internal sealed class KeptStream : ForwardStream
{
    /// <summary>Ranges shorter than this are not worth a cut.</summary>
    private const int ShortestRange = 64;

    private const int Separator = 16;

    private readonly Stream _around;
    private readonly List<(long Start, long End)> _handedOut;
    private readonly List<(long At, long Original)> _pieces;
    private readonly long[] _borders;
    private int _next;
    private int _nextBorder;
    private int _zeros;
    private long _original;
    private long _given;

    /// <summary>Reads from <paramref name="around"/>, which must seek and is owned.</summary>
    /// <param name="around">The whole container.</param>
    /// <param name="handedOut">In any order; they may overlap.</param>
    /// <param name="borders">Places between two bytes that do not belong together, in any order.</param>
    public KeptStream(Stream around, List<WalkItem.HandedOut> handedOut, params IReadOnlyCollection<long> borders)
    {
        _around = around;
        _borders = [.. borders.Distinct().Order()];
        _handedOut = new(handedOut.Count);
        _pieces = new(handedOut.Count + 1) { (0, 0) };
        long end = 0;
        foreach (WalkItem.HandedOut range in InOrder(handedOut))
        {
            long start = Math.Max(end, range.Offset);
            if (range.Offset + range.Length > start)
            {
                end = range.Offset + range.Length;
                _handedOut.Add((start, end));
            }
        }
    }

    /// <summary>Where a byte that was read stands in the container.</summary>
    public long OriginalOf(long offset)
    {
        (long at, long original) = Sorted.LastAtOrBefore(_pieces, offset, p => p.At);
        return original + offset - at;
    }

    /// <summary>Whether a byte of the container was handed out, be it left out here or not.</summary>
    public bool IsHandedOut(long original) =>
        _handedOut.Count > 0 && Sorted.LastAtOrBefore(_handedOut, original, r => r.Start) is var (start, end) && original >= start && original < end;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        // What is cut out of the middle is read over in one go and closed up in memory; only what reaches the end of the buffer is sought past.
        int filled = 0;
        while (filled == 0)
        {
            if (_zeros > 0)
            {
                filled = Math.Min(_zeros, buffer.Length);
                buffer[..filled].Clear();
                _zeros -= filled;
                break;
            }

            int read = _around.Read(buffer[..(int)Math.Min(buffer.Length, ToBorder())]);
            if (read == 0)
            {
                return 0;
            }

            filled = CloseUp(buffer[..read]);
            if (_nextBorder < _borders.Length && _original == _borders[_nextBorder])
            {
                _zeros = Separator;
                _pieces.Add((_given + filled + Separator, _original));
            }
        }

        _given += filled;
        return filled;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _around.Dispose();
        }

        base.Dispose(disposing);
    }

    // Bytes up to the next border; those that are behind, or in what is left out, are none any more.
    private long ToBorder()
    {
        while (_nextBorder < _borders.Length && _borders[_nextBorder] <= _original)
        {
            _nextBorder++;
        }

        return _nextBorder < _borders.Length ? _borders[_nextBorder] - _original : long.MaxValue;
    }

    // Nearly always they are already.
    private static IEnumerable<WalkItem.HandedOut> InOrder(List<WalkItem.HandedOut> ranges)
    {
        for (int i = 1; i < ranges.Count; i++)
        {
            if (ranges[i - 1].Offset > ranges[i].Offset)
            {
                return ranges.OrderBy(r => r.Offset);
            }
        }

        return ranges;
    }

    private int CloseUp(Span<byte> bytes)
    {
        int from = 0, to = 0;
        while (_next < _handedOut.Count && _handedOut[_next].Start < _original + bytes.Length)
        {
            (long start, long end) = _handedOut[_next++];
            if (end - start < ShortestRange)
            {
                continue;
            }

            int kept = (int)(start - _original) - from;
            bytes.Slice(from, kept).CopyTo(bytes[to..]);
            to += kept;
            bytes.Slice(to, Math.Min(Separator, bytes.Length - to)).Clear();
            to = Math.Min(to + Separator, bytes.Length);
            _pieces.Add((_given + to, end));
            from = (int)Math.Min(end - _original, bytes.Length);
            if (end >= _original + bytes.Length)
            {
                _original = _around.Position = end;
                return to;
            }
        }

        bytes[from..].CopyTo(bytes[to..]);
        _original += bytes.Length;
        return to + bytes.Length - from;
    }
}
