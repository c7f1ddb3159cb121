using System.Buffers;
using ArtifactGate.Artifacts;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>Runs the detector over one leaf, or over the bytes that a container keeps for itself, and over what is encoded in it.</summary>
internal sealed class NodeScanner(Walker walker, Detector detector, ContentNode node, int depth, IReadOnlyList<string> chain, FragmentBatch? fragments = null)
{
    /// <summary>Findings in one node beyond which the rest is not listed: nobody reads that far, and memory has an end.</summary>
    private const int MostMatches = 20_000;

    private const int HeadLength = 4096;

    /// <summary>A run that does not end in its window is pulled in up to this many bytes; what is longer is decoded in pieces.</summary>
    private const int LongestRun = 1 << 20;

    /// <summary>Fewer bytes than this after a run may be the beginning of its next line.</summary>
    private const int NearEnd = 64;

    private const int MaxNestedEncodings = 3;

    /// <summary>Decoded runs shorter than this are no container and no key store.</summary>
    private const int SmallestContainer = 64;

    private readonly List<PlacedMatch> _matches = [];
    private readonly List<Match> _found = [];
    private readonly List<EncodedRun> _runs = [];
    private readonly DecodedBatch _batch = walker.RentBatch();
    private LineTracker? _lines;
    private bool _isText;
    private bool _bigEndian;
    private long _decodedTo;
    private OpenRun? _open;
    private (long Offset, (int? Line, int? Column) At) _place = (-1, default);

    /// <summary>Bytes read.</summary>
    public long Bytes { get; private set; }

    /// <summary>Scans the stream to its end.</summary>
    /// <param name="stream">The node's bytes.</param>
    /// <param name="handedOut">Ranges that are nodes of their own, whose matches are reported there; by offset.</param>
    /// <returns>The matches, overlaps resolved.</returns>
    public IReadOnlyList<PlacedMatch> Scan(Stream stream, IReadOnlyList<WalkItem.HandedOut> handedOut)
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
                ExamineContent(reader, head.ToArray());
                first = false;
            }

            ScanWindow(reader);
            Bytes = reader.Offset + reader.Bytes.Length;
            if (_matches.Count > MostMatches)
            {
                walker.Unread(node.Path, UnreadReason.Size, $"more than {MostMatches} matches in one file; the rest is not listed");
                break;
            }
        }

        walker.ReturnBatch(_batch);
        return OverlapResolver.Resolve(handedOut.Count == 0 || _matches.Count == 0 ? _matches
            : [.. _matches.Where(m => !handedOut.Any(h => m.Offset >= h.Offset && m.Offset < h.Offset + h.Length))]);
    }

    /// <summary>What a fragment is only because of its label.</summary>
    public void ScanLabelled(ContentNode fragment, ReadOnlySpan<byte> bytes, List<PlacedMatch> matches)
    {
        detector.ScanLabelled(bytes, fragment.Label!, _found);
        foreach (Match match in _found)
        {
            matches.Add(new PlacedMatch(match, fragment, chain, match.Offset, match.ByteLength, null, null));
        }

        _found.Clear();
    }

    private void ExamineContent(NodeReader reader, byte[] head)
    {
        string path = node.Path.Segments.IsEmpty ? node.Path.Name : node.Path.Segments[^1];
        foreach (ContentRule rule in node.Label is null ? detector.ContentRulesFor(head, path) : [])
        {
            ReadOnlySpan<byte> content = reader.Extend(rule.MaxContent + 1);
            if (content.Length > rule.MaxContent)
            {
                walker.Unread(node.Path, UnreadReason.Size, $"larger than the {rule.MaxContent} bytes that {rule.Code} reads");
                continue;
            }

            foreach (string detail in detector.Examine(rule, content, path, _found))
            {
                walker.Unread(node.Path, UnreadReason.Corrupt, detail);
            }

            PlaceAll(reader);
        }
    }

    private void ScanWindow(NodeReader reader)
    {
        _runs.Clear();
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
            _runs);
        PlaceAll(reader);
        if (_open is not null && _decodedTo < reader.Offset + reader.OwnedEnd)
        {
            AddRun(reader, (int)(_decodedTo - reader.Offset), _open.Form);
        }

        foreach (EncodedRun run in _runs)
        {
            // A run that was followed over line breaks, or out of the window before, has been decoded already.
            if (run.Start >= reader.OwnedStart && run.Start < reader.OwnedEnd && reader.Offset + run.Start >= _decodedTo && RunText.CanHide(reader.Bytes, run))
            {
                AddRun(reader, run.Start, run.Form);
            }
        }

        ScanBatch(_batch, chain, 1, reader);
    }

    private void AddRun(NodeReader reader, int start, TextForm form)
    {
        OpenRun run = _open ?? new OpenRun(reader.Offset + start, form, [], 0);
        ReadOnlySpan<byte> bytes = reader.Bytes;
        ArrayBufferWriter<byte> characters = _batch.Characters(run.Carried);
        int end = RunText.Gather(bytes, start, form, _isText, characters);
        if (bytes.Length - end < NearEnd)
        {
            bytes = reader.Extend(start + LongestRun);
            characters = _batch.Characters(run.Carried);
            end = RunText.Gather(bytes, start, form, _isText, characters);
        }

        _decodedTo = reader.Offset + end;
        _batch.Add(characters.WrittenSpan, run.Offset, _decodedTo - run.Offset, run.Decoded);
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
            _matches.Add(new PlacedMatch(match, node, chain, match.Offset, match.ByteLength, line, column));
        }

        _found.Clear();
    }

    // Before overlaps are resolved: what does not count here must not win over what does.
    private bool Holds(Match match, long offset) => (fragments?.At(offset).Node ?? node).Path is var path && match.HoldsAt(Walker.PathOf(path), path.Name);

    private (int? Line, int? Column) LineAt(NodeReader reader, long offset) =>
        _lines?.At(reader.Bytes[..(int)(offset - reader.Offset)], reader.Offset == 0) ?? ((int?, int?))(null, null);

    // Lines are counted only for matches; a run that began before this window had its place noted when it was left.
    private void PlaceDecoded(NodeReader reader, DecodedPiece piece, IReadOnlyList<string> pieceChain, Match match, long at)
    {
        if (!Holds(match, piece.Offset))
        {
            return;
        }

        (int? line, int? column) = piece.Offset == _place.Offset ? _place.At : LineAt(reader, piece.Offset);
        _matches.Add(new PlacedMatch(match, node, pieceChain, piece.Offset, piece.Span, line, column)
        {
            DecodedOffset = piece.Base + at,
        });
    }

    private void ScanBatch(DecodedBatch batch, IReadOnlyList<string> around, int nested, NodeReader reader)
    {
        if (batch.Pieces.Count > 0)
        {
            var runs = new List<EncodedRun>();
            detector.Scan(new ScanWindow { Bytes = batch.Bytes, OwnedEnd = batch.Bytes.Length, IsText = true }, _found, runs);
            foreach (Match match in _found)
            {
                DecodedPiece piece = batch.PieceAt(match.Offset);
                PlaceDecoded(reader, piece, [.. around, piece.Encoding], match, match.Offset - piece.Start);
            }

            _found.Clear();
            foreach (DecodedPiece piece in batch.Pieces)
            {
                OpenPiece(batch, piece, [.. around, piece.Encoding], reader);
            }

            if (nested < MaxNestedEncodings && runs.Count > 0)
            {
                ScanNested(batch, runs, around, nested, reader);
            }
        }

        batch.Clear();
    }

    private void ScanNested(DecodedBatch batch, List<EncodedRun> runs, IReadOnlyList<string> around, int nested, NodeReader reader)
    {
        // Runs with the same encoding around them make one batch; nearly always there is one.
        foreach (IGrouping<string, EncodedRun> group in runs.GroupBy(r => batch.PieceAt(r.Start).Encoding))
        {
            var inner = new DecodedBatch();
            int decodedTo = 0;
            foreach (EncodedRun run in group.Where(r => r.Start >= decodedTo))
            {
                DecodedPiece piece = batch.PieceAt(run.Start);
                ArrayBufferWriter<byte> characters = inner.Characters([]);
                decodedTo = RunText.Gather(batch.Bytes, run.Start, run.Form, true, characters);
                inner.Add(characters.WrittenSpan, piece.Offset, piece.Span, piece.Base + run.Start - piece.Start);
            }

            ScanBatch(inner, [.. around, group.Key], nested + 1, reader);
        }
    }

    // What is encoded may be a container or a key store: it goes through the walker like any other content, at the path it sits in.
    private void OpenPiece(DecodedBatch batch, DecodedPiece piece, IReadOnlyList<string> pieceChain, NodeReader reader)
    {
        if (piece.Length < SmallestContainer || piece.Base > 0)
        {
            return;
        }

        ReadOnlySpan<byte> bytes = batch.BytesOf(piece);
        foreach (ContentRule rule in detector.ContentRulesFor(bytes[..Math.Min(HeadLength, bytes.Length)], ""))
        {
            if (bytes.Length > rule.MaxContent)
            {
                walker.Unread(NodeOf(piece).Path, UnreadReason.Size, $"larger than the {rule.MaxContent} bytes that {rule.Code} reads");
                continue;
            }

            // What a rule cannot understand of bytes that only may be an encoding is no loss: they are read as bytes as well.
            _ = detector.Examine(rule, bytes, "", _found);
            foreach (Match match in _found)
            {
                PlaceDecoded(reader, piece, pieceChain, match, match.Offset);
            }

            _found.Clear();
        }

        walker.VisitDecoded(NodeOf(piece), bytes, depth + 1, pieceChain);
    }

    private ContentNode NodeOf(DecodedPiece piece) => fragments?.At(piece.Offset).Node ?? node;
}
