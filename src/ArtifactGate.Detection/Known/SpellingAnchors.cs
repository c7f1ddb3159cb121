using System.Buffers;
using System.Text;

namespace ArtifactGate.Detection.Known;

/// <summary>What a spelling is found by: a rare stretch of it that no escaping changes and no line break is likely to cut.</summary>
internal static class SpellingAnchors
{
    private const int Window = 4;
    private const int Shortest = 3;
    private const int Longest = 10;

    // Lines of base64 have 64 or 76 characters: a break that cuts one anchor leaves another this near alone.
    private const int Nearest = 12;
    private const int Farthest = 40;

    private static readonly ByteFrequencies Frequencies = new();

    // Letters and digits are what no encoding changes. What is exact may be found by anything, but UTF-16 is looked for only of ASCII.
    private static readonly SearchValues<char> LettersAndDigits = SearchValues.Create([.. Range(0x80).Where(char.IsAsciiLetterOrDigit)]);
    private static readonly SearchValues<char> AllAscii = SearchValues.Create([.. Range(0x80)]);
    private static readonly SearchValues<char> AllBytes = SearchValues.Create([.. Range(0x100)]);

    /// <summary>Whether a text has a stretch of letters and digits that is long enough.</summary>
    public static bool HasLetters(string text) => Starts([.. text], LettersAndDigits, 0, text.Length).Any();

    /// <summary>The anchors of a spelling and where in it they begin; two where one could be cut.</summary>
    public static IEnumerable<(Anchor Anchor, int Start)> Of(Spelling spelling)
    {
        // A text that escaping changes everywhere is found as it stands.
        SearchValues<char> usable = spelling.Form == TextForm.Binary && spelling.Kind == SpellingKind.Exact ? AllBytes
            : spelling.Kind != SpellingKind.Exact && Starts(spelling.Symbols, LettersAndDigits, spelling.CoreStart, spelling.CoreEnd).Any() ? LettersAndDigits
            : AllAscii;
        if (Rarest(spelling, usable, spelling.CoreStart, spelling.CoreEnd) is not { } best)
        {
            yield break;
        }

        yield return Make(spelling, usable, best);
        if (spelling.Kind == SpellingKind.Base64
            && (Rarest(spelling, usable, best + Nearest, Math.Min(best + Farthest, spelling.CoreEnd))
                ?? Rarest(spelling, usable, Math.Max(spelling.CoreStart, best - Farthest), best - Nearest)) is { } other)
        {
            yield return Make(spelling, usable, other);
        }
    }

    private static int? Rarest(Spelling spelling, SearchValues<char> usable, int from, int to)
    {
        int? best = null;
        float rarest = float.MaxValue;
        foreach (int start in Starts(spelling.Symbols, usable, from, to))
        {
            int length = LengthAt(spelling.Symbols, usable, start, Math.Min(to, start + Window));
            float share = AnchorWindow.At(AnchorOf(spelling, start, length), 0).Share(Frequencies);
            if (share < rarest)
            {
                (best, rarest) = (start, share);
            }
        }

        return best;
    }

    private static (Anchor Anchor, int Start) Make(Spelling spelling, SearchValues<char> usable, int start) =>
        (AnchorOf(spelling, start, LengthAt(spelling.Symbols, usable, start, Math.Min(spelling.CoreEnd, start + Longest))), start);

    private static Anchor AnchorOf(Spelling spelling, int start, int length) =>
        new(Encoding.Latin1.GetBytes(spelling.Symbols, start, length), spelling.Kind == SpellingKind.Hex, spelling.Forms);

    private static IEnumerable<int> Starts(char[] symbols, SearchValues<char> usable, int from, int to)
    {
        for (int start = from; start + Shortest <= to; start++)
        {
            if (LengthAt(symbols, usable, start, Math.Min(to, start + Window)) >= Shortest)
            {
                yield return start;
            }
        }
    }

    private static int LengthAt(char[] symbols, SearchValues<char> usable, int start, int end)
    {
        ReadOnlySpan<char> here = symbols.AsSpan(start..Math.Max(start, end));
        int length = here.IndexOfAnyExcept(usable);
        return length < 0 ? here.Length : length;
    }

    private static IEnumerable<char> Range(int count) => Enumerable.Range(0, count).Select(i => (char)i);
}
