using System.Buffers;
using ArtifactGate.Artifacts;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>Runs the detector over what was encoded in a node, over what is encoded in that, and so on to a bounded depth.</summary>
internal sealed class DecodedScanner(Walker walker, Detector detector, ContentNode node, int depth, FragmentBatch? fragments, OuterRun? outer, int stride, List<PlacedMatch> matches)
{
    private const int HeadLength = 4096;

    private const int MaxNestedEncodings = 4;

    private readonly List<Match> _found = [];

    // What the current window says.
    private Func<long, (int? Line, int? Column)> _lineAt = _ => (null, null);
    private (long From, long To) _owned;

    /// <summary>Scans a batch, and empties it.</summary>
    /// <param name="batch">The decoded runs.</param>
    /// <param name="isText">Whether keywords before a value mean something.</param>
    /// <param name="owned">The bytes of the node in which outermost runs must begin to be reported.</param>
    /// <param name="lineAt">Line and column of a byte of the node.</param>
    public void Scan(DecodedBatch batch, bool isText, (long From, long To) owned, Func<long, (int? Line, int? Column)> lineAt)
    {
        (_owned, _lineAt) = (owned, lineAt);
        Scan(batch, isText, 1);
    }

    private void Scan(DecodedBatch batch, bool isText, int nested)
    {
        List<EncodedRun> runs = batch.RunsInside;
        detector.Scan(new ScanWindow { Bytes = batch.Bytes, OwnedEnd = batch.Bytes.Length, IsText = isText }, _found, runs);
        foreach (Match match in _found)
        {
            Place(batch.PieceAt(match.Offset), match, (int)match.Offset);
        }

        _found.Clear();
        foreach (DecodedPiece piece in batch.Pieces)
        {
            OpenPiece(batch, piece);
        }

        if (nested < MaxNestedEncodings)
        {
            ScanNested(batch, runs, nested);
        }

        batch.Clear();
    }

    private void ScanNested(DecodedBatch batch, List<EncodedRun> runs, int nested)
    {
        DecodedBatch inner = walker.RentBatch();
        AddRuns(batch, runs, inner);
        AddTexts(batch, inner);
        if (inner.Pieces.Count > 0)
        {
            Scan(inner, true, nested + 1);
        }

        walker.ReturnBatch(inner);
    }

    private void AddRuns(DecodedBatch batch, List<EncodedRun> runs, DecodedBatch inner)
    {
        int decodedTo = 0;
        foreach (EncodedRun run in runs.Where(r => r.Start >= decodedTo))
        {
            DecodedPiece piece = batch.PieceAt(run.Start);
            int start = RunText.InStep(batch.Bytes, run).Start;
            ArrayBufferWriter<byte> characters = inner.Characters([]);
            decodedTo = RunText.Gather(batch.Bytes, start, run.Form, characters);
            ByteRange range = piece.Places.Range(start, decodedTo - start);

            if (IsNew(piece, range, decodedTo - start) && !RunText.GoesOnEscaped(batch.Bytes, start, decodedTo, run.Form))
            {
                inner.Add(characters.WrittenSpan, range, 0, piece.Runs, piece.Chain);
                if (piece.Map is not null && range.Length >= EncodedTexts.LongestStretch / 2 && decodedTo >= piece.Start + piece.Length)
                {
                    walker.Unread(NodeOf(piece), UnreadReason.Size, $"an encoded value with escapes in it is longer than {range.Length} bytes; the rest was not decoded");
                }
            }
        }
    }

    private static void AddTexts(DecodedBatch batch, DecodedBatch inner)
    {
        var marks = new List<EscapeMark>();
        if (EscapeSweep.Find(batch.Bytes, bigEndian: false, mayBeMail: true, marks))
        {
            QuotedPrintable.Find(batch.Bytes, QuotedPrintable.IsNamed(batch.Bytes), marks);
        }

        var stretches = new List<EscapedStretch>();
        EscapedText.Cut(batch.Bytes, marks, stretches);
        foreach (EscapedStretch stretch in stretches)
        {
            DecodedPiece piece = batch.PieceAt(stretch.Start);
            if (IsNew(piece, piece.Places.Range(stretch.Start, stretch.End - stretch.Start), stretch.End - stretch.Start))
            {
                inner.AddText(batch.Bytes, stretch, piece.Places, piece.Runs, piece.Chain);
            }
        }

        var lists = new List<ByteList>();
        ByteListSweep.Find(batch.Bytes, bigEndian: false, lists);
        foreach (ByteList list in lists)
        {
            DecodedPiece piece = batch.PieceAt(list.Start);
            if (IsNew(piece, piece.Places.Range(list.Start, list.End - list.Start), list.End - list.Start))
            {
                inner.AddList(batch.Bytes, list, piece.Places, piece.Runs, piece.Chain);
            }
        }

        var wide = new List<Utf32Stretch>();
        foreach (DecodedPiece piece in batch.Pieces)
        {
            ReadOnlySpan<byte> bytes = batch.BytesOf(piece);
            Utf32Sweep.Find(bytes, 0, wide);
            foreach (Utf32Stretch stretch in wide)
            {
                inner.AddUtf32(bytes, stretch, piece.Places with { Shift = piece.Places.Shift + piece.Start }, piece.Runs, piece.Chain);
            }

            wide.Clear();
        }
    }

    // Without an escape in it the same stood in the text around as well, and was decoded there.
    private static bool IsNew(DecodedPiece piece, ByteRange range, int length) =>
        piece.Map is null || piece.Encoding is null || range.Length != (long)length * piece.Map.Stride;

    // Lines are counted only for matches.
    private void Place(DecodedPiece piece, Match match, int at)
    {
        TextForm form = match.Form == TextForm.Utf8 ? piece.Form : match.Form;
        if (form == TextForm.Utf16LittleEndian && piece.IsBigEndian && (at - piece.Start) % 2 == 1)
        {
            // Between zeros both orders fit; the text around tells which it is.
            (form, at) = (TextForm.Utf16BigEndian, at - 1);
        }

        var places = new MatchPlaces(piece.Runs, piece.Places.Range(at, match.ByteLength));
        if (places.Outermost.Offset < _owned.From || places.Outermost.Offset >= _owned.To || !Walker.Holds(match, NodeOf(piece).Path))
        {
            return;
        }

        (int? line, int? column) = _lineAt(places.Outermost.Offset);
        matches.Add(new PlacedMatch(match.Form == form ? match : match with { Form = form }, node, piece.Chain, places, line, column));
    }

    // What is encoded may be a container or a key store: it goes through the walker like any other content, at the path it sits in.
    private void OpenPiece(DecodedBatch batch, DecodedPiece piece)
    {
        ReadOnlySpan<byte> bytes = batch.BytesOf(piece);
        if (piece.Map is not null || piece.Base > 0 || (piece.Length < CompressedRun.SmallestContainer && !CompressedRun.Begins(bytes)))
        {
            return;
        }

        ContentNode around = NodeOf(piece);
        foreach (ContentRule rule in detector.ContentRulesFor(bytes[..Math.Min(HeadLength, bytes.Length)], ""))
        {
            if (bytes.Length > rule.MaxContent)
            {
                walker.Unread(around, UnreadReason.Size, $"larger than the {rule.MaxContent} bytes that {rule.Code} reads");
                continue;
            }

            // What a rule cannot understand of bytes that only may be an encoding is no loss: they are read as bytes as well.
            _ = detector.Examine(rule, bytes, "", _found);
            foreach (Match match in _found)
            {
                Place(piece, match, piece.Start + (int)match.Offset);
            }

            _found.Clear();
        }

        if (walker.MayHold(bytes))
        {
            Visit(piece, around, bytes);
        }
    }

    private void Visit(DecodedPiece piece, ContentNode around, ReadOnlySpan<byte> bytes) =>
        walker.VisitDecoded(around, bytes, depth + 1, piece.Chain, () => OuterOf(piece));

    private OuterRun OuterOf(DecodedPiece piece)
    {
        if (outer is not null)
        {
            return outer;
        }

        ByteRange run = piece.Runs[0];
        (int? line, int? column) = _lineAt(run.Offset);
        return new OuterRun(run.Wider(stride), line, column);
    }

    private ContentNode NodeOf(DecodedPiece piece) => fragments?.At(piece.Runs.Count > 0 ? piece.Runs[0].Offset : piece.Run.Offset).Node ?? node;
}
