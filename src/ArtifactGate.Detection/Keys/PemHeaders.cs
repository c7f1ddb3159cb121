using System.Buffers;

namespace ArtifactGate.Detection.Keys;

/// <summary>The lines <c>Name: value</c> between the opening line of an armored block and its body.</summary>
internal readonly ref struct PemHeaders
{
    private const int Most = 16;
    private const int LongestName = 24;
    private const int LongestValue = 1024;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly SearchValues<char> WordCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789,-");

    private PemHeaders(int length, ReadOnlySpan<char> cipher)
    {
        Length = length;
        Cipher = cipher;
    }

    /// <summary>Characters that they take.</summary>
    public int Length { get; }

    /// <summary>The value of <c>DEK-Info</c>: cipher, comma, initialization vector in hex; empty when there is none.</summary>
    public ReadOnlySpan<char> Cipher { get; }

    /// <summary>Reads the headers.</summary>
    /// <param name="text">The text after the opening line.</param>
    public static PemHeaders Read(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> cipher = default;
        int at = 0;
        for (int i = 0; i < Most; i++)
        {
            int start = SkipBlank(text, at);
            ReadOnlySpan<char> rest = text[start..];
            int colon = rest[..Math.Min(rest.Length, LongestName)].IndexOf(':');
            if (colon < 1 || rest[..colon].ContainsAnyExcept(NameCharacters))
            {
                break;
            }

            bool single = rest[..colon] is "Proc-Type" or "DEK-Info";
            int value = start + colon + 1;
            while (value < text.Length && text[value] == ' ')
            {
                value++;
            }

            int end = value + ValueLength(text[value..], single);
            cipher = rest[..colon] is "DEK-Info" ? text[value..end] : cipher;
            at = end;
        }

        return new PemHeaders(at, cipher);
    }

    private static int SkipBlank(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length)
        {
            char c = text[at];
            int step = c is '\\' or '&' or '`' or '%' ? PemEscapes.Read(text[at..], out c) : 1;
            if (c is not (' ' or '\t' or '\r' or '\n' or '"' or '\'' or ',' or '+'))
            {
                break;
            }

            at += step;
        }

        return at;
    }

    // One word where all stands in one line; else up to the end of the line, however that is written.
    private static int ValueLength(ReadOnlySpan<char> text, bool single)
    {
        text = text[..Math.Min(text.Length, LongestValue)];
        int end = single ? text.IndexOfAnyExcept(WordCharacters) : text.IndexOfAny("\r\n\\`&");
        return end < 0 ? text.Length : end;
    }
}
