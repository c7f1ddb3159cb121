namespace ArtifactGate.Artifacts.BuildLogs;

/// <summary>
/// Makes content of the strings of a build log: each that has a name is a fragment under it; the many others share fragments, with zeros between
/// them, so that a log of millions of strings is not as many nodes.
/// </summary>
/// <param name="container">The log, unpacked.</param>
/// <param name="stream">Its bytes.</param>
internal sealed class TextFragments(ContentNode container, Stream stream)
{
    private const int Largest = 48 * 1024;
    private const int Separator = 32;

    /// <summary>Values shorter than this are no secret under any name, and most values are.</summary>
    private const int ShortestValue = 6;

    private readonly List<(long At, long Original)> _pieces = [];
    private readonly byte[] _shared = new byte[Largest + Largest + Separator];
    private int _filled;

    /// <summary>The fragments, and the bytes of the log that they are.</summary>
    public IEnumerable<WalkItem> Of(IEnumerable<(long Offset, int Length, string? Label, string? Member)> texts, Budget budget)
    {
        foreach ((long offset, int length, string? label, string? member) in texts)
        {
            budget.CheckTime();
            if (length == 0)
            {
                continue;
            }

            yield return new WalkItem.HandedOut(offset, length);
            if (length > Largest || (label is not null && length >= ShortestValue))
            {
                yield return new WalkItem.Content(new ContentNode(container.Path, container, offset, length)
                {
                    Label = label ?? "",
                    Member = member,
                    OffsetInContainer = at => offset + at,
                });
                continue;
            }

            Append(offset, length);
            if (_filled >= Largest)
            {
                yield return Shared();
            }
        }

        if (_pieces.Count > 0)
        {
            yield return Shared();
        }
    }

    private void Append(long offset, int length)
    {
        _pieces.Add((_filled, offset));
        stream.Position = offset;
        stream.ReadExactly(_shared, _filled, length);
        _shared.AsSpan(_filled + length, Separator).Clear();
        _filled += length + Separator;
    }

    private WalkItem.Content Shared()
    {
        byte[] text = _shared[.._filled];
        (long At, long Original)[] pieces = [.. _pieces];
        _filled = 0;
        _pieces.Clear();
        return new WalkItem.Content(new ContentNode(container.Path, () => new MemoryStream(text, writable: false))
        {
            Length = text.Length,
            RandomAccess = true,
            Label = "",
            OffsetInContainer = at => PlaceOf(pieces, at),
        });
    }

    private static long PlaceOf((long At, long Original)[] pieces, long at)
    {
        int found = Array.BinarySearch(pieces, (at, long.MaxValue));
        (long start, long original) = pieces[Math.Max(0, found < 0 ? ~found - 1 : found)];
        return original + at - start;
    }
}
