using System.Runtime.InteropServices;
using ArtifactGate.Detection.Matching;
using ArtifactGate.Detection.Rules;

namespace ArtifactGate.Detection.Known;

/// <summary>
/// Looks for known values in every spelling: one pass of an anchor scanner of its own over the bytes, and around each place where an anchor
/// stands the rest of the spelling is followed. Safe to use from many threads at once.
/// </summary>
internal sealed class KnownValueSearch
{
    private readonly AnchorScanner _scanner;
    private readonly Target[] _targets;
    private readonly MatchFactory _factory;

    private readonly record struct Target(Spelling Spelling, int Start, int Length, string Variables);

    public KnownValueSearch(IEnumerable<KnownValue> values, MatchFactory factory)
    {
        // Pipelines hand over the same value under several names.
        IEnumerable<(KnownSecret Secret, string Variables)> secrets =
            from value in values
            from secret in value.Secrets
            group (value.Variable, Secret: secret) by Convert.ToHexString(secret.Bytes) into same
            select (same.OrderBy(s => s.Secret.Guessable).ThenByDescending(s => s.Secret.Part is null).First().Secret,
                string.Join(", ", same.Select(s => s.Variable).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));
        (Target Target, Anchor Anchor)[] all =
        [
            .. from known in secrets
               from spelling in Spellings.Of(known.Secret)
               from anchor in SpellingAnchors.Of(spelling)
               select (new Target(spelling, anchor.Start, anchor.Anchor.Bytes.Length, known.Variables), anchor.Anchor),
        ];
        _targets = [.. all.Select(t => t.Target)];
        _scanner = AnchorScanner.Create([.. all.Select(t => t.Anchor)]);
        _factory = factory;
    }

    /// <summary>Adds the values that stand in the owned part of a window.</summary>
    /// <param name="window">The window; one owns the values whose decisive part begins in its owned part.</param>
    /// <param name="bytes">Its bytes, and what was pulled after them.</param>
    /// <param name="hits">Empty room for hits; left as it was.</param>
    /// <param name="matches">Receives the matches.</param>
    public void Scan(in ScanWindow window, ReadOnlySpan<byte> bytes, List<AnchorHit> hits, ICollection<Match> matches)
    {
        hits.Clear();
        _scanner.Scan(window.Bytes, hits);
        if (hits.Count == 0)
        {
            return;
        }

        Detector.SortHits(hits, window.BigEndian);
        var last = new Dictionary<KnownSecret, int>();
        foreach (AnchorHit hit in hits)
        {
            Try(window, bytes, hit, last, matches);
        }

        hits.Clear();
    }

    private void Try(in ScanWindow window, ReadOnlySpan<byte> bytes, AnchorHit hit, Dictionary<KnownSecret, int> last, ICollection<Match> matches)
    {
        Target target = _targets[hit.Anchor];
        Spelling spelling = target.Spelling;
        var text = new CharacterView(bytes, hit.Position, hit.Form);
        ReadOnlySpan<char> symbols = spelling.Symbols;
        if (SpellingReader.Forward(text, symbols[(target.Start + target.Length)..spelling.CoreEnd], spelling.Kind, target.Length) is not { } end
            || SpellingReader.Backward(text, symbols[spelling.CoreStart..target.Start], spelling.Kind, 0) is not { } core)
        {
            return;
        }

        // The decisive part tells whose it is: what stands before it may reach out of the window.
        int owner = text.ByteAt(core.At) + (hit.Form == TextForm.Utf16BigEndian ? 1 : 0);
        if (owner < window.OwnedStart || owner >= window.OwnedEnd)
        {
            return;
        }

        (int At, EscapeWays Ways) start = SpellingReader.Backward(text, symbols[..spelling.CoreStart], spelling.Kind, core.At) ?? core;
        (int At, EscapeWays Ways) stop = SpellingReader.Forward(text, symbols[spelling.CoreEnd..], spelling.Kind, end.At) ?? end;
        if (!TakeAfter(text, spelling, ref stop) || (spelling.CoreStart == 0 && !TakeBefore(text, spelling, ref start)))
        {
            return;
        }

        (int from, int to) = (text.ByteAt(start.At), text.ByteAt(stop.At));
        ref int lastEnd = ref CollectionsMarshal.GetValueRefOrAddDefault(last, spelling.Secret, out bool seen);
        if (seen && from < lastEnd)
        {
            return; // the other anchor of the same place, or the same bytes read in the other order
        }

        lastEnd = to;
        TextForm form = spelling.Form ?? hit.Form;
        matches.Add(_factory.FromKnown(KnownValues.EnvironmentVariable, spelling.Secret, target.Variables, window.Offset + from, to - from, form,
            EncodingsOf(spelling, start.Ways | core.Ways | end.Ways | stop.Ways)));
    }

    private static bool TakeAfter(in CharacterView text, Spelling spelling, ref (int At, EscapeWays Ways) stop)
    {
        foreach (char symbol in spelling.After)
        {
            if (SpellingReader.Forward(text, [symbol], spelling.Kind, stop.At) is { } taken)
            {
                stop = (taken.At, taken.Ways | stop.Ways);
                return true;
            }
        }

        return spelling.After.Length == 0;
    }

    private static bool TakeBefore(in CharacterView text, Spelling spelling, ref (int At, EscapeWays Ways) start)
    {
        foreach (char symbol in spelling.Before)
        {
            if (SpellingReader.Backward(text, [symbol], spelling.Kind, start.At) is { } taken)
            {
                start = (taken.At, taken.Ways | start.Ways);
                return true;
            }
        }

        return spelling.Before.Length == 0;
    }

    private static string[] EncodingsOf(Spelling spelling, EscapeWays ways) =>
    [
        .. ways.HasFlag(EscapeWays.Percent) ? ["percent"] : Array.Empty<string>(),
        .. ways.HasFlag(EscapeWays.Json) ? ["json"] : Array.Empty<string>(),
        .. ways.HasFlag(EscapeWays.Xml) ? ["xml"] : Array.Empty<string>(),
        .. spelling.Encoding is null ? Array.Empty<string>() : [spelling.Encoding],
    ];
}
