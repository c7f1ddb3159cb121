using System.Globalization;
using ArtifactGate.Artifacts;
using ArtifactGate.Artifacts.Embedded;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Engine.Walking;

/// <summary>
/// What begins in the middle of a node: compressed files and archives. Beginnings are noted while the node is scanned; what is there is measured and
/// opened afterwards, when all of the node can be read again. A node that can be read only once is kept from its first beginning on.
/// </summary>
/// <param name="node">The node.</param>
/// <param name="budget">Pays.</param>
/// <param name="onlyAtEnd">Its bytes are in pieces that do not follow each other as they stand: only what its end tells is behind it.</param>
internal sealed class EmbeddedParts(ContentNode node, Budget budget, bool onlyAtEnd = false) : IDisposable
{
    /// <summary>Beginnings in one node beyond which the rest is not looked at: each costs time, and nobody packs that many.</summary>
    private const int MostBeginnings = 100_000;

    private readonly List<(int At, byte Pairs)> _pairs = [];
    private readonly List<(int At, EmbeddedKind Kind)> _begun = [];
    private readonly List<(long At, EmbeddedKind Kind, bool IsExpected)> _noted = [];
    private readonly List<long> _zipEnds = [];
    private readonly List<long> _zipEntries = [];
    private readonly List<ByteRange> _opened = [];
    private long? _zipFrom;
    private Materialized? _held;
    private long _heldFrom;
    private KeptStream? _kept;
    private bool _isScript;
    private long _seen;

    /// <summary>Whether more beginnings were met than are looked at. An archive may have as many entries, but then it has an end.</summary>
    public bool IsFull => _seen > MostBeginnings || (_zipEntries.Count == MostBeginnings && _zipEnds.Count == 0);

    /// <summary>Notes what begins among the bytes that the window owns.</summary>
    /// <param name="reader">The window.</param>
    /// <param name="kept">The same bytes, where they are a container's without those that it handed out; null otherwise.</param>
    public void Note(NodeReader reader, KeptStream? kept)
    {
        _kept = kept;
        if (onlyAtEnd)
        {
            return;
        }

        _isScript |= reader.Offset == 0 && reader.Bytes is [(byte)'#', (byte)'!', ..];
        _begun.Clear();
        EmbeddedKind.Find(reader.Bytes, reader.OwnedStart, reader.OwnedEnd, _pairs, _begun);
        foreach ((int at, EmbeddedKind kind) in _begun)
        {
            long offset = kept?.OriginalOf(reader.Offset + at) ?? (reader.Offset + at);

            // What the whole node is was asked before. A script has what it unpacks behind its last line.
            bool expected = _isScript && at > 0 && reader.Bytes[at - 1] == (byte)'\n';
            if (kind is EmbeddedZip or EmbeddedZipEnd)
            {
                NoteZip(reader, at, offset, kind);
            }
            else if (offset > 0 && kept?.IsHandedOut(offset) != true && ++_seen <= MostBeginnings && (expected || GoesOn(reader, at, kind, kept is not null)))
            {
                _noted.Add((offset, kind, expected));
                Hold(reader, at);
            }
        }
    }

    /// <summary>Opens what was noted and is there.</summary>
    /// <param name="visit">Visits it.</param>
    public void Open(Action<ContentNode> visit)
    {
        NoteEndingZip();
        NoteZips();
        NoteEntries();
        if (_noted.Count == 0)
        {
            return;
        }

        _noted.Sort((a, b) => a.At.CompareTo(b.At));
        (ContentNode source, long shift) = Source();
        long length = source.Length ?? LengthOf(source);
        long end = 0;
        foreach ((long at, EmbeddedKind kind, bool expected) in _noted)
        {
            if (at < end || Measure(source, at - shift, length - (at - shift), kind, expected) is not { } extent)
            {
                continue;
            }

            // What is damaged says so when it is opened; how far it reaches nobody knows.
            long taken = extent.Reach ?? (extent.IsWhole ? extent.Length : length - (at - shift));
            end = at + Math.Max(1, extent.Length);
            _opened.Add(new ByteRange(at, end - at));
            visit(new ContentNode(node.Path.Inside(string.Create(CultureInfo.InvariantCulture, $"@{at}")), source, at - shift, taken));
        }
    }

    /// <summary>Whether a byte of the node is in what was opened, and told there.</summary>
    public bool IsOpened(long offset)
    {
        foreach (ByteRange range in _opened)
        {
            if (offset >= range.Offset && offset < range.Offset + range.Length)
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _held?.Dispose();

    /// <summary>Whether the last byte of what was read ends a zip of which everything is at hand.</summary>
    /// <param name="length">Bytes that were read.</param>
    public bool OpensEnd(long length)
    {
        NoteZips();
        return _noted.Exists(n => n.Kind is EmbeddedZip zip && n.At + zip.Length == length);
    }

    // Of zips the ends say where they began, but from the first entry on everything must be at hand.
    private void NoteZip(NodeReader reader, int at, long offset, EmbeddedKind kind)
    {
        if (offset == 0 || _kept?.IsHandedOut(offset) == true)
        {
            return;
        }

        if (kind is EmbeddedZip)
        {
            _zipFrom ??= offset;
            Hold(reader, at);
            if (_zipEntries.Count < MostBeginnings && EmbeddedZip.BeginsNamed(reader.Bytes[at..]))
            {
                _zipEntries.Add(offset);
            }
        }
        else if (_zipFrom is not null && ++_seen <= MostBeginnings)
        {
            _zipEnds.Add(offset);
        }
    }

    private void NoteZips()
    {
        if (_zipEnds.Count == 0)
        {
            return;
        }

        (ContentNode source, long shift) = Source();
        using Stream stream = source.Open();
        foreach (long end in _zipEnds)
        {
            budget.CheckTime();
            if (EmbeddedZipEnd.Archive(source.Open, stream, end - shift) is (var start, var length) && start + shift > 0 && _kept?.IsHandedOut(start + shift) != true)
            {
                _noted.Add((start + shift, new EmbeddedZip(length, hasDirectory: true), true));
            }
        }

        _zipEnds.Clear();
    }

    // What no end led to has lost its own. It ends where an archive begins that has one.
    private void NoteEntries()
    {
        ByteRange[] zips = [.. _noted.Where(n => n.Kind is EmbeddedZip).Select(n => new ByteRange(n.At, ((EmbeddedZip)n.Kind).Length ?? (long.MaxValue - n.At))).OrderBy(z => z.Offset)];
        int next = 0;
        long covered = 0;
        foreach (long entry in _zipEntries.Order())
        {
            for (; next < zips.Length && zips[next].Offset <= entry; next++)
            {
                covered = Math.Max(covered, zips[next].Offset + zips[next].Length);
            }

            if (entry >= covered)
            {
                _noted.Add((entry, new EmbeddedZip(next < zips.Length ? zips[next].Offset - entry : null), false));
            }
        }

        _zipEntries.Clear();
    }

    // Of what is no container, the end was asked when it was recognised.
    private void NoteEndingZip()
    {
        if (_kept is not null && node.RandomAccess && EmbeddedZip.Start(node) is long start && !_kept.IsHandedOut(start))
        {
            _noted.Add((start, new EmbeddedZip(hasDirectory: true), true));
        }
    }

    // Most of what only looks like a beginning does not even go on to the end of the window.
    private bool GoesOn(NodeReader reader, int at, EmbeddedKind kind, bool isKept)
    {
        if (kind.IsCertain || isKept)
        {
            return true;
        }

        try
        {
            EmbeddedExtent extent = kind.Measure(() => reader.From(at), budget);
            return extent.IsCutOff || extent.IsEnough;
        }
        catch (BudgetExceededException limit) when (limit.Reason == UnreadReason.Size)
        {
            return true;
        }
    }

    private EmbeddedExtent? Measure(ContentNode source, long start, long length, EmbeddedKind kind, bool expected)
    {
        try
        {
            EmbeddedExtent extent = kind.Measure(() => new SubStream(source.Open(), start, length), budget);
            return extent.IsEnough || kind.IsCertain || expected ? extent : null;
        }
        catch (BudgetExceededException limit) when (limit.Reason == UnreadReason.Size)
        {
            return EmbeddedExtent.CutOff(0);
        }
    }

    private void Hold(NodeReader reader, int at)
    {
        if (_held is null && node is { RandomAccess: false, Reopens: false })
        {
            _heldFrom = reader.Offset + at;
            _held = reader.Hold(at, node, budget);
        }
    }

    private (ContentNode Source, long Shift) Source()
    {
        if (node.RandomAccess)
        {
            return (node, 0);
        }

        if (_held is null)
        {
            using Stream again = new MeteredStream(node.Open(), budget, node);
            _heldFrom = Math.Min(_zipFrom ?? long.MaxValue, _noted.Count > 0 ? _noted.Min(n => n.At) : long.MaxValue);
            Skip(again, _heldFrom);
            _held = Materializer.Materialize(again, node.With(node.Open, null, randomAccess: false), budget);
        }

        return (_held.Node, _heldFrom);
    }

    private static void Skip(Stream stream, long count)
    {
        byte[] buffer = new byte[64 * 1024];
        while (count > 0 && stream.Read(buffer, 0, (int)Math.Min(buffer.Length, count)) is var read and > 0)
        {
            count -= read;
        }

        Array.Clear(buffer);
    }

    private static long LengthOf(ContentNode source)
    {
        using Stream stream = source.Open();
        return stream.Length;
    }
}
