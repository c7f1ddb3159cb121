namespace ArtifactGate.Detection.Known;

/// <summary>
/// Follows a spelling through a text, forward or backward. A value may hold the characters that begin an escape, so that more than one reading
/// is possible: all places that the symbols so far can end at are carried along, and the longest that gets through counts.
/// </summary>
internal static class SpellingReader
{
    // Only values made of nothing but escapes have more readings, and then any of these will do.
    private const int MostReadings = 16;

    private readonly record struct Reading(int At, EscapeWays Ways);

    /// <summary>Follows symbols forward from a place.</summary>
    /// <returns>The place after the last, and the escapes met; null when they do not stand there.</returns>
    public static (int At, EscapeWays Ways)? Forward(in CharacterView text, ReadOnlySpan<char> symbols, SpellingKind kind, int at)
    {
        List<Reading> readings = [new(at, EscapeWays.None)], next = [];
        foreach (char symbol in symbols)
        {
            next.Clear();
            foreach (Reading reading in readings)
            {
                Step(text, reading, symbol, kind, next);
                if (kind == SpellingKind.Base64 && LineBreakAt(text, reading.At, 1) is > 0 and var skip)
                {
                    Step(text, reading with { At = reading.At + skip }, symbol, kind, next);
                }
            }

            (readings, next) = (next, readings);
            if (readings.Count == 0)
            {
                return null;
            }
        }

        Reading farthest = readings.MaxBy(r => r.At);
        return (farthest.At, farthest.Ways);
    }

    /// <summary>Follows symbols backward, the last of them ending before a place.</summary>
    /// <returns>The place of the first, and the escapes met; null when they do not stand there.</returns>
    public static (int At, EscapeWays Ways)? Backward(in CharacterView text, ReadOnlySpan<char> symbols, SpellingKind kind, int at)
    {
        List<Reading> readings = [new(at, EscapeWays.None)], next = [];
        for (int i = symbols.Length - 1; i >= 0; i--)
        {
            next.Clear();
            foreach (Reading reading in readings)
            {
                StepBack(text, reading, symbols[i], kind, next);
                if (kind == SpellingKind.Base64 && LineBreakAt(text, reading.At - 1, -1) is > 0 and var skip)
                {
                    StepBack(text, reading with { At = reading.At - skip }, symbols[i], kind, next);
                }
            }

            (readings, next) = (next, readings);
            if (readings.Count == 0)
            {
                return null;
            }
        }

        Reading farthest = readings.MinBy(r => r.At);
        return (farthest.At, farthest.Ways);
    }

    private static void Step(in CharacterView text, Reading from, char symbol, SpellingKind kind, List<Reading> to)
    {
        int length = CharacterEscapes.LengthAt(text, from.At, symbol, kind, out EscapeWays way);
        if (length > 0)
        {
            Add(to, from.At + length, from.Ways | way);
        }

        if (length == 1 && CharacterEscapes.EscapedLengthAt(text, from.At, symbol, kind, out way) is > 0 and var escaped)
        {
            Add(to, from.At + escaped, from.Ways | way);
        }

        if (CharacterEscapes.NestedLengthAt(text, from.At, symbol, kind) is > 0 and var nested)
        {
            Add(to, from.At + nested, from.Ways | WayAt(text, from.At));
        }
    }

    private static void StepBack(in CharacterView text, Reading from, char symbol, SpellingKind kind, List<Reading> to)
    {
        int longest = kind is SpellingKind.Exact or SpellingKind.Hex ? 1 : CharacterEscapes.Longest;
        for (int length = 1; length <= longest; length++)
        {
            if (CharacterEscapes.LengthAt(text, from.At - length, symbol, kind, out EscapeWays way) == length
                || CharacterEscapes.EscapedLengthAt(text, from.At - length, symbol, kind, out way) == length)
            {
                Add(to, from.At - length, from.Ways | way);
            }
            else if (CharacterEscapes.NestedLengthAt(text, from.At - length, symbol, kind) == length)
            {
                Add(to, from.At - length, from.Ways | WayAt(text, from.At - length));
            }
        }
    }

    private static EscapeWays WayAt(in CharacterView text, int at) => text[at] == '\\' ? EscapeWays.Json : EscapeWays.None;

    private static void Add(List<Reading> readings, int at, EscapeWays ways)
    {
        if (readings.Count < MostReadings && !readings.Exists(r => r.At == at))
        {
            readings.Add(new Reading(at, ways));
        }
    }

    // A line break and the indentation around it, in either direction; 0 for none.
    private static int LineBreakAt(in CharacterView text, int at, int direction)
    {
        int length = 0;
        bool broken = false;
        while (text[at + (length * direction)] is ' ' or '\t' or '\r' or '\n' && length < 64)
        {
            broken |= text[at + (length * direction)] == '\n';
            length++;
        }

        return broken ? length : 0;
    }
}
