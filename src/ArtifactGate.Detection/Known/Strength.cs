namespace ArtifactGate.Detection.Known;

/// <summary>
/// Estimates how many bits somebody would have to guess, and errs on the low side. Each character counts what the alphabet of the whole
/// value says (digits, hexadecimal digits, letters of one case or two), but a stretch of letters that could be a word counts as one word out
/// of some eight thousand, characters that repeat what stood before count as one, and a character between words counts little.
/// </summary>
internal static class Strength
{
    private const double WordBits = 13;
    private const double LongWordBits = 1.5;
    private const int LongWord = 8;
    private const double SeparatorBits = 2;
    private const int ShortestWord = 3;
    private const int LongestWord = 14;

    // Abbreviations between other characters need no vowel: sdk, http.
    private const int ShortName = 4;

    private const int MostMeetings = 3;

    // Nothing beyond this many characters makes a value stronger than it has to be.
    private const int Judged = 512;

    /// <summary>The estimate for a text.</summary>
    public static double BitsOf(ReadOnlySpan<char> value)
    {
        value = value[..Math.Min(value.Length, Judged)];
        double each = AlphabetBits(value);
        double bits = 0;
        for (int at = 0; at < value.Length;)
        {
            int length = WordAt(value, at);
            if (Repeats(value, at) is > 0 and var repeated && repeated >= length)
            {
                (length, bits) = (repeated, bits + each);
            }
            else if (length > 0)
            {
                bits += IsWordLike(value.Slice(at, length))
                    ? Math.Min(each * length, WordBits + (LongWordBits * Math.Max(0, length - LongWord)))
                    : each * length;
            }
            else
            {
                (length, bits) = (1, bits + (char.IsLetterOrDigit(value[at]) ? IsStep(value, at) ? 1 : each : SeparatorBits));
            }

            at += length;
        }

        return bits;
    }

    /// <summary>
    /// Whether a value is words, names and short numbers put together: nearly all letters stand in stretches that read like words, and letters
    /// and digits seldom meet, as they do all the time in what chance makes.
    /// </summary>
    public static bool IsWords(ReadOnlySpan<char> value)
    {
        int words = 0, inWords = 0, loose = 0, meetings = 0;
        for (int at = 0; at < value.Length;)
        {
            meetings += at > 0 && char.IsAsciiLetterOrDigit(value[at]) && char.IsAsciiLetterOrDigit(value[at - 1])
                && char.IsAsciiDigit(value[at]) != char.IsAsciiDigit(value[at - 1]) ? 1 : 0;
            int length = WordAt(value, at);
            if (length > 0 && !IsWordLike(value.Slice(at, length)) && !(length <= ShortName && StandsAlone(value, at, length)))
            {
                return false;
            }

            (words, inWords) = length > 0 ? (words + 1, inWords + length) : (words, inWords);
            loose += length == 0 && char.IsAsciiLetter(value[at]) ? 1 : 0;
            at += Math.Max(1, length);
        }

        return meetings <= MostMeetings && words > 0 && inWords >= words * 4 && loose * 4 <= inWords && inWords * 2 >= value.Length;
    }

    private static bool StandsAlone(ReadOnlySpan<char> value, int at, int length) =>
        (at == 0 || !char.IsAsciiLetterOrDigit(value[at - 1])) && (at + length == value.Length || !char.IsAsciiLetterOrDigit(value[at + length]));

    private static double AlphabetBits(ReadOnlySpan<char> value)
    {
        bool digits = value.ContainsAnyInRange('0', '9');
        bool lower = value.ContainsAnyInRange('a', 'z'), upper = value.ContainsAnyInRange('A', 'Z');
        bool beyondHex = value.ContainsAnyInRange('g', 'z') || value.ContainsAnyInRange('G', 'Z');
        int size = (digits ? 10 : 0) + (lower ? beyondHex ? 26 : 6 : 0) + (upper ? beyondHex ? 26 : 6 : 0);
        return Math.Log2(Math.Max(2, size));
    }

    // Letters of one case, or the capitalised form, three or more.
    private static int WordAt(ReadOnlySpan<char> value, int at)
    {
        if (!char.IsAsciiLetter(value[at]) || (at > 0 && char.IsAsciiLetterLower(value[at - 1]) && char.IsAsciiLetterLower(value[at])))
        {
            return 0;
        }

        int end = at + 1;
        bool lower = end < value.Length && char.IsAsciiLetterLower(value[end]);
        while (end < value.Length && (lower ? char.IsAsciiLetterLower(value[end]) : char.IsAsciiLetterUpper(value[end]) && char.IsAsciiLetterUpper(value[at])))
        {
            end++;
        }

        return end - at >= ShortestWord ? end - at : 0;
    }

    // Words can be spoken: no more than four consonants (three at the start) and three vowels in a row, a vowel for every three consonants, and an end.
    private static bool IsWordLike(ReadOnlySpan<char> letters)
    {
        int vowels = 0, consonants = 0, all = 0;
        foreach (char letter in letters)
        {
            bool vowel = char.ToLowerInvariant(letter) is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
            (vowels, consonants) = vowel ? (vowels + 1, 0) : (0, consonants + 1);
            all += vowel ? 1 : 0;
            if (vowels > 3 || consonants > 4 || (consonants > 3 && all == 0))
            {
                return false;
            }
        }

        return all * 4 >= letters.Length && letters.Length <= LongestWord;
    }

    // How many characters from here on stood there before, if they are three or more.
    private static int Repeats(ReadOnlySpan<char> value, int at)
    {
        int most = 0;
        for (int from = 0; from < at; from++)
        {
            int length = value[at..].CommonPrefixLength(value[from..]);
            most = Math.Max(most, length);
        }

        return most >= ShortestWord ? most : 0;
    }

    // The same character again, or its neighbour: 11111, 12345.
    private static bool IsStep(ReadOnlySpan<char> value, int at) => at > 0 && Math.Abs(value[at] - value[at - 1]) <= 1;
}
