using System.Globalization;

namespace ArtifactGate.Detection;

/// <summary>
/// A sequence of literals and runs. Written as text in which <c>{alphabet:n}</c> and <c>{alphabet:n-m}</c> stand for runs and all
/// else for itself; a leading <c>(?i)</c> makes literals match in any case.
/// </summary>
/// <remarks>Hundreds are made whenever a process starts: loops, and no generics over numbers, for those and queries would be compiled there each time.</remarks>
internal sealed class Pattern
{
    private const int ShortestStart = 3;
    private const int TellingStart = 5;

    private readonly PatternElement[] _elements;
    private readonly StringComparison _comparison;

    public Pattern(string notation)
    {
        Notation = notation;
        IgnoreCase = notation.StartsWith("(?i)", StringComparison.Ordinal);
        _comparison = IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        _elements = Parse(IgnoreCase ? notation[4..] : notation);
        AnchorElement = LongestLiteral();
        Alphabet? runs = null;
        for (int i = 0; i < _elements.Length; i++)
        {
            PatternElement e = _elements[i];
            MinLength += e.Min;
            MaxLength += e.Max;
            MaxBeforeAnchor += i < AnchorElement ? e.Max : 0;
            runs = e.Alphabet is null ? runs : runs?.Union(e.Alphabet) ?? e.Alphabet;
        }

        Runs = runs ?? Alphabet.Get("base62");

        // A single character of a few is the end of the run before it, not a run of its own.
        RightBorder = _elements[^1] is { Alphabet: { } last, Max: > 1 } ? last : Runs;
        LeadingLiteral = _elements[0].Literal ?? "";
    }

    public string Notation { get; }

    public bool IgnoreCase { get; }

    public int MinLength { get; }

    public int MaxLength { get; }

    /// <summary>The characters of all runs together: what a neighbour must not be made of.</summary>
    public Alphabet Runs { get; }

    /// <summary>The characters that would continue the value on its right.</summary>
    public Alphabet RightBorder { get; }

    /// <summary>Index of the element the scanner looks for; -1 when there is no literal of 3 characters.</summary>
    public int AnchorElement { get; }

    public int MaxBeforeAnchor { get; }

    /// <summary>The literal the value begins with, or empty.</summary>
    public string LeadingLiteral { get; }

    /// <summary>The literals that a value of the same shape may begin with: where one stands, a value ends.</summary>
    public string[] NextValues { get; set; } = [];

    public string? AnchorLiteral => AnchorElement < 0 ? null : _elements[AnchorElement].Literal;

    /// <summary>Matches with the anchor literal at <paramref name="anchorAt"/>: forward from it, then backward.</summary>
    public bool TryMatchAround(ReadOnlySpan<char> text, int anchorAt, out int start, out int end)
    {
        start = 0;
        return Forward(text, anchorAt, AnchorElement, _elements.Length, out end) && Backward(text, anchorAt, AnchorElement - 1, out start);
    }

    /// <summary>Matches from <paramref name="at"/> on; the longest way that fits.</summary>
    public bool TryMatchAt(ReadOnlySpan<char> text, int at, out int end) => Forward(text, at, 0, _elements.Length, out end);

    /// <summary>Whether another value begins with <paramref name="rest"/>, as far as its anchor literal tells.</summary>
    public bool Begins(ReadOnlySpan<char> rest) =>
        LeadingLiteral.Length >= ShortestStart ? rest.StartsWith(LeadingLiteral, _comparison) : Forward(rest, 0, 0, AnchorElement + 1, out _);

    public string Sample(Random random) => string.Concat(_elements.Select(e =>
        e.Literal ?? e.Alphabet!.Sample(random, e.Min == e.Max ? e.Min : random.Next(e.Min, Math.Min(e.Max, e.Min + 40) + 1))));

    /// <summary>Every run as short as it may be, and the longest of them one character shorter.</summary>
    public string SampleTooShort(Random random)
    {
        PatternElement? longest = _elements.Where(e => e.Alphabet is not null).MaxBy(e => e.Min);
        return string.Concat(_elements.Select(e => e.Literal ?? e.Alphabet!.Sample(random, ReferenceEquals(e, longest) ? e.Min - 1 : e.Min)));
    }

    // Longest first, giving back one character at a time. The elements are few and the runs bounded, so this stays small.
    private bool Forward(ReadOnlySpan<char> text, int at, int element, int stop, out int end)
    {
        end = at;
        if (element == stop)
        {
            return true;
        }

        PatternElement e = _elements[element];
        if (at > text.Length)
        {
            return false;
        }

        if (e.Literal is not null)
        {
            return text[at..].StartsWith(e.Literal, _comparison) && Forward(text, at + e.Literal.Length, element + 1, stop, out end);
        }

        ReadOnlySpan<char> rest = text.Slice(at, Math.Min(e.Max, text.Length - at));
        int run = StopAtNextValue(text[at..], e.Alphabet!.RunLength(rest), e.Min);
        for (int length = run; length >= e.Min; length--)
        {
            if (Forward(text, at + length, element + 1, stop, out end))
            {
                return true;
            }
        }

        return false;
    }

    private bool Backward(ReadOnlySpan<char> text, int at, int element, out int start)
    {
        start = at;
        if (element < 0)
        {
            return true;
        }

        PatternElement e = _elements[element];
        if (e.Literal is not null)
        {
            return text[..at].EndsWith(e.Literal, _comparison) && Backward(text, at - e.Literal.Length, element - 1, out start);
        }

        int run = Math.Min(e.Alphabet!.RunLengthBackward(text[Math.Max(0, at - e.Max)..at]), e.Max);
        for (int length = run; length >= e.Min; length--)
        {
            if (Backward(text, at - length, element - 1, out start))
            {
                return true;
            }
        }

        return false;
    }

    // Two values written back to back are two values, although the second's beginning may be made of the first's alphabet. A short beginning
    // may stand in a value by chance, so it counts only where the value could end.
    private int StopAtNextValue(ReadOnlySpan<char> text, int run, int min)
    {
        foreach (string literal in NextValues)
        {
            int from = literal.Length >= TellingStart ? 0 : min;
            if (run > from && text[from..Math.Min(run + literal.Length - 1, text.Length)].IndexOf(literal, _comparison) is >= 0 and var next)
            {
                run = from + next;
            }
        }

        return run;
    }

    private int LongestLiteral()
    {
        int best = -1;
        for (int i = 0; i < _elements.Length; i++)
        {
            if (_elements[i].Literal is { Length: >= ShortestStart } literal && (best < 0 || literal.Length > _elements[best].Literal!.Length))
            {
                best = i;
            }
        }

        return best;
    }

    private static PatternElement[] Parse(string notation)
    {
        List<PatternElement> elements = [];
        int at = 0;
        while (at < notation.Length)
        {
            int open = notation.IndexOf('{', at);
            if (open != at)
            {
                string literal = open < 0 ? notation[at..] : notation[at..open];
                elements.Add(new PatternElement(literal, null, literal.Length, literal.Length));
                at += literal.Length;
                continue;
            }

            int close = notation.IndexOf('}', open);
            int colon = close < 0 ? -1 : notation.LastIndexOf(':', close);
            if (colon < open)
            {
                throw new FormatException($"'{notation}': a run is written {{alphabet:n}} or {{alphabet:n-m}}.");
            }

            ReadOnlySpan<char> bounds = notation.AsSpan(colon + 1, close - colon - 1);
            int hyphen = bounds.IndexOf('-');
            int min = int.Parse(hyphen < 0 ? bounds : bounds[..hyphen], CultureInfo.InvariantCulture);
            elements.Add(new PatternElement(null, Alphabet.Get(notation[(open + 1)..colon]), min,
                hyphen < 0 ? min : int.Parse(bounds[(hyphen + 1)..], CultureInfo.InvariantCulture)));
            at = close + 1;
        }

        return elements.ToArray();
    }
}
