using System.Buffers;
using System.Text;

namespace ArtifactGate.Detection.Matching;

/// <summary>
/// Judges whether a value beside a keyword is a value at all: most of what stands there in code is a name of something, a type, a path or a reference
/// to a place where the value is kept.
/// </summary>
internal static class ContextValue
{
    private const int ShortestPassword = 8;
    private const int ShortestRandom = 12;
    private const int LongestText = 128;
    private const int LongestChance = 3;
    private const int ShortestWord = 4;
    private const int MostNumbers = 4;
    private const int LongPart = 24;

    private static readonly HashSet<string> Algorithms = new(StringComparer.OrdinalIgnoreCase)
    {
        "aescbc", "aesgcm", "argon", "arch", "base", "bcrypt", "blake", "build", "camellia", "chacha", "curve", "ecdsa", "field", "file", "group", "hmac", "hmacsha", "hostname", "item", "keccak",
        "latin", "level", "line", "node", "pbkdf", "pbkdfsha", "pbewithsha", "pkcs", "poly", "prime", "release", "ripemd", "salsa", "server", "shake", "step", "test", "twofish", "type", "user",
        "value", "version", "x",
    };

    private static readonly Alphabet Word = Alphabet.Get("word");

    private static readonly SearchValues<char> Joints = SearchValues.Create("._-:/@|=");

    /// <summary>Whether the value may be a credential.</summary>
    public static bool IsLikely(ContextRule rule, ReadOnlySpan<char> value)
    {
        // What is read for what it says is not judged by how it looks.
        if (rule.Proof?.ReadsStructure == true)
        {
            return true;
        }

        int digits = 0, lower = 0, upper = 0, signs = 0;
        foreach (char c in value)
        {
            digits += char.IsAsciiDigit(c) ? 1 : 0;
            lower += char.IsAsciiLetterLower(c) ? 1 : 0;
            upper += char.IsAsciiLetterUpper(c) ? 1 : 0;
            signs += char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' ? 0 : 1;
        }

        // What Java calls the ways to make a key of a password: PBEWithHmacSHA512/224AndAES_128.
        // And what Pascal and others call a text by: UTF8String. And how C# that a generator wrote reads a property: ((global::Lib.Options)value).Password.
        if (value.StartsWith("PBEWith", StringComparison.OrdinalIgnoreCase) || value.Contains("global::", StringComparison.Ordinal) || value.StartsWith("PBKDF2With", StringComparison.OrdinalIgnoreCase) || IsTypeOfText(value))
        {
            return false;
        }

        if (rule.IsCommonWord && (IsCode(value, signs, rule.Guessable && signs == 0 && AreNumberedWords(value, digits)) || IsUnlikelyInBase64(rule, value) || Content.FilePlaceholders.Matches(value.Trim("0123456789!#*+@^~?.-_"))))
        {
            return false;
        }

        if (rule is { IsCommonWord: true, Guessable: false, NameWords.Count: 0 } && (digits < 2 || lower < 2 || upper < 2) && IsOfShortParts(value))
        {
            return false;
        }

        if (rule.IsCommonWord && rule.Guessable)
        {
            return IsPassword(value, digits == 1 || (lower > 1 && upper > 1 && IsChance(value)) ? 2 : digits, lower + upper, signs);
        }

        if (rule.Guessable)
        {
            // A PIN has no letters; of one that somebody typed, only the commonest can be told from a placeholder.
            return (!rule.Value.HasLetters && digits == value.Length && !Content.FilePlaceholders.Matches(value)) || IsPassword(value, digits, lower + upper, signs);
        }

        // A random value of the shape has digits if the shape has any, and letters if it has those.
        return (digits > 0 || !rule.Value.HasDigits) && (lower + upper > 0 || !rule.Value.HasLetters)
            && (rule.Value.HasFixedLength || !IsName(value, digits, signs));
    }

    // Random characters come in all three kinds. Names with dashes in them hardly ever do, nor do identifiers: their parts are short.
    private static bool IsOfShortParts(ReadOnlySpan<char> value)
    {
        foreach (Range range in value.SplitAny('-', '_'))
        {
            if (value[range].Length >= LongPart)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsTypeOfText(ReadOnlySpan<char> value) =>
        value.StartsWith("utf", StringComparison.OrdinalIgnoreCase) && value[3..].TrimStart("0123456789").Equals("string", StringComparison.OrdinalIgnoreCase);

    private static bool IsPassword(ReadOnlySpan<char> value, int digits, int letters, int signs) =>
        value.Length >= ShortestPassword && digits > 0 && letters > 1 && (!IsName(value, digits, signs) || AreNumberedWords(value, digits)) && !IsGuid(value) && !IsPath(value)
        && !Content.FilePlaceholders.Matches(value);

    // Long, and nothing in it that is as long as a word.
    private static bool IsChance(ReadOnlySpan<char> value)
    {
        int run = 0, longest = 0;
        foreach (char c in value)
        {
            run = char.IsAsciiLetterLower(c) ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return value.Length >= ShortestRandom && longest <= LongestChance;
    }

    // Words with nothing between them but what names have, at most one digit, or digits that only end or number them.
    private static bool IsName(ReadOnlySpan<char> value, int digits, int signs) =>
        signs == 0 && (digits <= 1 || IsWords(value));

    // What a person makes of two words for whom a password must have a digit: each has its own. Names of algorithms and of formats have them too.
    private static bool AreNumberedWords(ReadOnlySpan<char> value, int digits)
    {
        if (digits < 2 || !value.ContainsAny('-', '_', '.'))
        {
            return false;
        }

        foreach (Range range in value.SplitAny('-', '_', '.'))
        {
            ReadOnlySpan<char> word = value[range].TrimEnd("0123456789");
            int numbers = value[range].Length - word.Length;
            if (word.Length < ShortestWord || numbers is 0 or > MostNumbers || word.ContainsAnyInRange('0', '9') || Algorithms.Contains(word.ToString()))
            {
                return false;
            }
        }

        return true;
    }

    // Every part between separators is either letters or a number: Version-2024.10, x509-store-name, but not k3j9a.
    private static bool IsWords(ReadOnlySpan<char> value)
    {
        bool separated = false;
        for (int at = 0; at < value.Length;)
        {
            int end = value[at..].IndexOfAny("_-.");
            ReadOnlySpan<char> part = end < 0 ? value[at..] : value.Slice(at, end);
            bool letters = part.ContainsAnyExceptInRange('0', '9');
            if (letters && part.TrimEnd("0123456789").ContainsAnyInRange('0', '9'))
            {
                return false;
            }

            separated |= end >= 0;
            at = end < 0 ? value.Length : at + end + 1;
        }

        return separated;
    }

    // Names of members, addresses without a scheme, sets of characters, and what is JSON in base64.
    private static bool IsCode(ReadOnlySpan<char> value, int signs, bool numbered) => value is ['e', 'y', 'J' or 'A', ..] or ['e', 'w', 'o' or '0' or 'k', ..] || (IsMember(value) && !numbered)
        || value.Contains("A-Z", StringComparison.OrdinalIgnoreCase) || value.Contains("0-9", StringComparison.Ordinal)
        || (value.Contains('/') && value.ContainsAny('.', ':', '?'))
        || (!numbered && Known.Strength.IsWords(value) && (signs == 0 || value.ContainsAny(Joints)));

    // In a secret of Kubernetes the password is what a text in base64 decodes to.
    private static bool IsUnlikelyInBase64(ContextRule rule, ReadOnlySpan<char> value)
    {
        Span<byte> bytes = stackalloc byte[LongestText];
        if (value.Length % 4 != 0 || !Convert.TryFromBase64Chars(value, bytes, out int length) || bytes[..length].ContainsAnyExceptInRange((byte)' ', (byte)'~'))
        {
            return false;
        }

        Span<char> text = stackalloc char[LongestText];
        Encoding.Latin1.GetChars(bytes[..length], text);
        bool likely = !text[..length].Contains(' ') && IsLikely(rule, text[..length]);
        bytes.Clear();
        text.Clear();
        return !likely;
    }

    // Names with dots between.
    private static bool IsMember(ReadOnlySpan<char> value)
    {
        foreach (Range range in value.Split('.'))
        {
            if (value[range] is not [(>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or '_', .. var rest] || Word.RunLength(rest) < rest.Length)
            {
                return false;
            }
        }

        return value.Contains('.');
    }

    private static bool IsGuid(ReadOnlySpan<char> value) => Guid.TryParse(value, out _);

    private static bool IsPath(ReadOnlySpan<char> value) =>
        value.Contains("://", StringComparison.Ordinal) || value.Count('/') > 1 || value.Count('\\') > 0 || value[0] is '/' or '.'
        || value.EndsWith(".pfx", StringComparison.OrdinalIgnoreCase) || value.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
}
