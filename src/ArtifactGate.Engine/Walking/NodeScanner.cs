using System.Buffers;
using System.Runtime.ExceptionServices;
using ArtifactGate.Artifacts;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>Runs the detector over one leaf, or over the bytes that a container keeps for itself, and over what is encoded in it.</summary>
internal sealed class NodeScanner(Walker walker, Detector detector, ContentNode node, int depth, IReadOnlyList<string> chain, FragmentBatch? fragments = null, OuterRun? outer = null, int stride = 1, EmbeddedParts? embedded = null)
{
    /// <summary>Findings in one node beyond which the rest is not listed: nobody reads that far, and memory has an end.</summary>
    private const int MostMatches = 20_000;

    private const int HeadLength = 4096;

    /// <summary>A run that does not end in its window is pulled in up to this many bytes; what is longer is decoded in pieces.</summary>
    private const int LongestRun = 1 << 20;

    /// <summary>Fewer bytes than this after a run may be the beginning of its next line.</summary>
    private const int NearEnd = 64;

    private readonly List<PlacedMatch> _matches = [];
    private readonly List<Match> _found = [];
    private readonly DecodedBatch _batch = walker.RentBatch();
    private readonly EncodedTexts _texts = new();
    private readonly ListedBytes _lists = new();
    private LineTracker? _lines;
    private DecodedScanner? _decoded;
    private bool _isText;
    private bool _bigEndian;
    private long _decodedTo;
    private OpenRun? _open;
    private (long Offset, (int? Line, int? Column) At) _place = (-1, default);

    /// <summary>Bytes read.</summary>
    public long Bytes { get; private set; }

    /// <summary>Why the stream ended before the node does, or null. Known after <see cref="Scan"/>.</summary>
    public ExceptionDispatchInfo? Failure { get; private set; }

    /// <summary>Scans the stream to its end, or to where it fails.</summary>
    /// <param name="stream">The node's bytes.</param>
    /// <param name="kept">The same bytes, where they are a container's without those that it handed out; null otherwise.</param>
    /// <returns>The matches, overlaps resolved.</returns>
    public IReadOnlyList<PlacedMatch> Scan(Stream stream, KeptStream? kept = null)
    {
        using var reader = new NodeReader(stream, node.Length);
        bool first = true;
        while (reader.Next(_lines))
        {
            if (first)
            {
                ReadOnlySpan<byte> head = reader.Bytes[..Math.Min(HeadLength, reader.Bytes.Length)];
                _isText = node.Label is not null || TextKind.IsText(head);
                _bigEndian = head is [0xFE, 0xFF, ..] or [0, > 0, 0, > 0, ..];
                _lines = _isText && node.Label is null ? new LineTracker(head) : null;
                ExamineContent(reader);
                first = false;
            }

            ScanWindow(reader);
            embedded?.Note(reader, kept);
            Bytes = reader.Offset + reader.Bytes.Length;
            if (_matches.Count > MostMatches)
            {
                walker.Unread(node, UnreadReason.Size, $"more than {MostMatches} matches in one file; the rest is not listed");
                break;
            }
        }

        if (embedded is { IsFull: true })
        {
            walker.Unread(node, UnreadReason.Size, "more beginnings of compressed files in one file than are looked at");
        }

        Failure = reader.Failure;
        walker.ReturnBatch(_batch);
        return OverlapResolver.Resolve(kept is null || _matches.Count == 0 ? _matches
            : [.. _matches.Select(m => InContainer(m, kept)).Where(m => !kept.IsHandedOut(m.Offset))]);
    }

    private static PlacedMatch InContainer(PlacedMatch match, KeptStream kept)
    {
        long offset = match.Places.Outermost.Offset;
        return match with { Places = match.Places.From(offset - kept.OriginalOf(offset)) };
    }

    /// <summary>What a fragment is only because of its label.</summary>
    public void ScanLabelled(ContentNode fragment, ReadOnlySpan<byte> bytes, List<PlacedMatch> matches)
    {
        detector.ScanLabelled(bytes, fragment.Label!, _found);
        foreach (Match match in _found)
        {
            matches.Add(new PlacedMatch(match, fragment, chain, new MatchPlaces([], new ByteRange(match.Offset, match.ByteLength)), null, null));
        }

        _found.Clear();
    }

    private void ExamineContent(NodeReader reader)
    {
        ReadOnlySpan<byte> head = reader.Bytes[..Math.Min(HeadLength, reader.Bytes.Length)];
        string path = node.Path.Segments.IsEmpty ? node.Path.Name : node.Path.Segments[^1];
        foreach (ContentRule rule in node.Label is null ? detector.ContentRulesFor(head, path) : [])
        {
            ReadOnlySpan<byte> content = reader.Extend(rule.MaxContent + 1);
            if (content.Length > rule.MaxContent)
            {
                walker.Unread(node, UnreadReason.Size, $"larger than the {rule.MaxContent} bytes that {rule.Code} reads");
                continue;
            }

            foreach (string detail in detector.Examine(rule, content, path, _found))
            {
                walker.Unread(node, UnreadReason.Corrupt, detail);
            }

            PlaceAll(reader);
        }
    }

    private void ScanWindow(NodeReader reader)
    {
        List<EncodedRun> runs = _batch.RunsAround;
        runs.Clear();
        detector.Scan(
            new ScanWindow
            {
                Bytes = reader.Bytes,
                Offset = reader.Offset,
                OwnedStart = reader.OwnedStart,
                OwnedEnd = reader.OwnedEnd,
                IsText = _isText,
                BigEndian = _bigEndian,
                Label = node.Label,
                Tail = reader,
            },
            _found,
            runs);
        PlaceAll(reader);
        if (_open is { } open && _decodedTo < reader.Offset + reader.OwnedEnd)
        {
            AddRun(reader, (int)(_decodedTo - reader.Offset), open.Form);
        }

        foreach (EncodedRun run in runs)
        {
            // A run that was followed over line breaks, or out of the window before, has been decoded already.
            if (run.Start >= reader.OwnedStart && run.Start < reader.OwnedEnd && reader.Offset + run.Start >= _decodedTo
                && RunText.InStep(reader.Bytes, _isText ? run : RunText.BehindLength(reader.Bytes, run)) is var inStep && RunText.CanHide(reader.Bytes, inStep))
            {
                AddRun(reader, inStep.Start, run.Form);
            }
        }

        _lists.Add(reader, _bigEndian, chain, _batch);
        ScanDecoded(reader, isText: true, (0, long.MaxValue));
        _texts.Add(reader, _isText, _bigEndian, node.Label is null, chain, _batch);
        ScanDecoded(reader, _isText, (reader.Offset + reader.OwnedStart, reader.Offset + reader.OwnedEnd));
    }

    private void ScanDecoded(NodeReader reader, bool isText, (long From, long To) owned)
    {
        if (_batch.Pieces.Count > 0)
        {
            _decoded ??= new DecodedScanner(walker, detector, node, depth, fragments, outer, stride, _matches);
            _decoded.Scan(_batch, isText, owned, offset => offset == _place.Offset ? _place.At : LineAt(reader, offset));
        }
    }

    private void AddRun(NodeReader reader, int start, TextForm form)
    {
        OpenRun run = _open ?? new OpenRun(reader.Offset + start, form, [], 0);
        ReadOnlySpan<byte> bytes = reader.Bytes;
        ArrayBufferWriter<byte> characters = _batch.Characters(run.Carried);
        int end = RunText.Gather(bytes, start, form, characters);
        if (bytes.Length - end < NearEnd)
        {
            bytes = reader.Extend(start + LongestRun);
            characters = _batch.Characters(run.Carried);
            end = RunText.Gather(bytes, start, form, characters);
        }

        _decodedTo = reader.Offset + end;
        if (_open is not null || !RunText.GoesOnEscaped(bytes, start, end, form))
        {
            _batch.Add(characters.WrittenSpan, new ByteRange(run.Offset, _decodedTo - run.Offset), run.Decoded, [], chain);
        }

        bool goesOn = bytes.Length - end < NearEnd && bytes.Length - start >= LongestRun;
        _place = goesOn && run.Decoded == 0 ? (run.Offset, LineAt(reader, run.Offset)) : _place;
        _open = goesOn ? run.Continue(characters.WrittenSpan) : null;
    }

    private void PlaceAll(NodeReader reader)
    {
        foreach (Match match in _found)
        {
            if (!Holds(match, match.Offset))
            {
                continue;
            }

            (int? line, int? column) = LineAt(reader, match.Offset);
            _matches.Add(new PlacedMatch(match, node, chain, new MatchPlaces([], new ByteRange(match.Offset, match.ByteLength)), line, column));
        }

        _found.Clear();
    }

    // Before overlaps are resolved: what does not count here must not win over what does.
    private bool Holds(Match match, long offset) => Walker.Holds(match, (fragments?.At(offset).Node ?? node).Path);

    private (int? Line, int? Column) LineAt(NodeReader reader, long offset) =>
        _lines?.At(reader.Bytes[..(int)(offset - reader.Offset)], reader.Offset == 0) ?? ((int?, int?))(null, null);
}
