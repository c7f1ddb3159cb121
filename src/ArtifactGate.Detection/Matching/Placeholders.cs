namespace ArtifactGate.Detection.Matching;

/// <summary>
/// Recognises values that somebody typed in place of a credential. Looks at the value alone, never at the line, the file name or the path,
/// and only for what chance hardly ever makes: each test passes over fewer than one in ten million random values of any alphabet.
/// Not asked when a proof holds.
/// </summary>
internal static class Placeholders
{
    private const int LongRun = 8;
    private const int LongSequence = 8;
    private const int LongPeriod = 10;
    private const int MostPeriod = 16;
    private const int MostOfLetterX = 5;
    private const int ShortestText = 32;
    private const int LongestText = 192;

    // Long enough that chance does not write them anywhere in a value.
    private static readonly string[] LongWords = ["example", "placeholder", "changeme", "redacted", "qwertyui", "replaceme", "yourtoken", "yoursecret", "apikeyhere"];

    // As a part of their own, between what is no letter and no digit.
    private static readonly string[] WholeWords = ["your", "dummy", "fake", "sample", "insert", "replace"];

    /// <summary>Whether the value, without its literal prefix, is a placeholder.</summary>
    public static bool Matches(ReadOnlySpan<char> value) =>
        IsTyped(value) || IsTypedInBase64(value);

    private static bool IsTyped(ReadOnlySpan<char> value) => IsPoor(value) || HasRun(value) || HasSequence(value) || HasPeriod(value) || HasWord(value);

    // The key of a sample that must look like one: the alphabet in base64. Random bytes are no text.
    private static bool IsTypedInBase64(ReadOnlySpan<char> value)
    {
        Span<byte> bytes = stackalloc byte[LongestText];
        if (value.Length < ShortestText || !Convert.TryFromBase64Chars(value, bytes, out int length) || bytes[..length].ContainsAnyExceptInRange((byte)' ', (byte)'~'))
        {
            return false;
        }

        Span<char> text = stackalloc char[LongestText];
        System.Text.Encoding.ASCII.GetChars(bytes[..length], text);
        return IsTyped(text[..length]);
    }

    // Few different characters for its length: even hexadecimal digits come in more kinds.
    private static bool IsPoor(ReadOnlySpan<char> value)
    {
        int least = value.Length switch
        {
            < 8 => 0,
            < 20 => 3,
            < 32 => 5,
            _ => 7,
        };
        Span<bool> seen = stackalloc bool[128];
        seen.Clear();
        int different = 0;
        foreach (char c in value)
        {
            ref bool here = ref seen[c & 127];
            different += here ? 0 : 1;
            here = true;
            if (different >= least)
            {
                return false;
            }
        }

        return least > 0;
    }

    private static bool HasRun(ReadOnlySpan<char> value)
    {
        int run = 0;
        for (int i = 0; i < value.Length; i++)
        {
            run = i > 0 && value[i] == value[i - 1] ? run + 1 : 1;
            if (run >= LongRun || (run >= MostOfLetterX && value[i] is 'x' or 'X' or '*' or '.'))
            {
                return true;
            }
        }

        return false;
    }

    // abcdefgh, 87654321, and two of them by turns: a1b2c3d4e5.
    private static bool HasSequence(ReadOnlySpan<char> value)
    {
        int up = 1, down = 1, turns = 2;
        for (int i = 1; i < value.Length; i++)
        {
            up = value[i] == value[i - 1] + 1 ? up + 1 : 1;
            down = value[i] == value[i - 1] - 1 ? down + 1 : 1;
            turns = i > 1 && value[i] == value[i - 2] + 1 ? turns + 1 : 2;
            if (up >= LongSequence || down >= LongSequence || turns >= LongSequence + 2)
            {
                return true;
            }
        }

        return false;
    }

    // The same few characters over and over.
    private static bool HasPeriod(ReadOnlySpan<char> value)
    {
        for (int period = 2; period <= Math.Min(MostPeriod, value.Length / 2); period++)
        {
            int same = 0;
            for (int i = period; i < value.Length; i++)
            {
                same = value[i] == value[i - period] ? same + 1 : 0;
                if (same >= LongPeriod)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool HasWord(ReadOnlySpan<char> value)
    {
        foreach (string word in LongWords)
        {
            if (value.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        foreach (string word in WholeWords)
        {
            for (int at = 0; value[at..].IndexOf(word, StringComparison.OrdinalIgnoreCase) is >= 0 and var next;)
            {
                at += next;
                int end = at + word.Length;
                if ((at == 0 || !char.IsAsciiLetterOrDigit(value[at - 1])) && (end == value.Length || !char.IsAsciiLetterOrDigit(value[end])))
                {
                    return true;
                }

                at = end;
            }
        }

        return false;
    }
}
