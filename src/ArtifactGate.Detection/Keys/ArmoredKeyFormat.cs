using System.Security.Cryptography;

namespace ArtifactGate.Detection.Keys;

/// <summary>A kind of private key between an opening and a closing line of dashes.</summary>
internal abstract class ArmoredKeyFormat
{
    /// <summary>What stands in the opening line between <c>BEGIN</c> and the dashes, one for each form.</summary>
    public abstract IReadOnlyList<string> Labels { get; }

    /// <summary>Fewer bytes than this of a block that was cut off tell nothing.</summary>
    protected const int LeastOfCut = 32;

    /// <summary>
    /// Reads the block at the start of <paramref name="text"/>; null when it holds no private key.
    /// </summary>
    /// <param name="text">The text from the dashes of the opening line on.</param>
    /// <param name="effort">What may be spent on trying passwords.</param>
    /// <param name="length">Characters of the block.</param>
    /// <param name="open">Whether the text ended before the block did, so that more text may tell more.</param>
    public KeyFacts? Read(ReadOnlySpan<char> text, Effort effort, out int length, out bool open)
    {
        if (!MarkedLines.Begins(text))
        {
            return ReadUnmarked(text, effort, out length, out open);
        }

        using var lines = new MarkedLines(text);
        KeyFacts? marked = ReadPlain(lines.Text, effort, out length, out open);
        length = lines.Marked(length);
        return marked;
    }

    private KeyFacts? ReadUnmarked(ReadOnlySpan<char> text, Effort effort, out int length, out bool open)
    {
        KeyFacts? plain = ReadPlain(text, effort, out length, out open);
        return plain is { Truncated: false } ? plain : ReadPrefixed(text, effort, ref length, ref open) ?? plain;
    }

    private KeyFacts? ReadPrefixed(ReadOnlySpan<char> text, Effort effort, ref int length, ref bool open)
    {
        using PrefixedLines? lines = PrefixedLines.Read(text, out bool goesOn);
        open |= goesOn;
        if (lines is null || ReadPlain(lines.Text, effort, out int read, out _) is not { Truncated: false } facts)
        {
            return null;
        }

        length = lines.Prefixed(read);
        open = false;
        return facts;
    }

    private KeyFacts? ReadPlain(ReadOnlySpan<char> text, Effort effort, out int length, out bool open)
    {
        length = 0;
        open = false;
        int start = text[Math.Min(5, text.Length)..].IndexOf("-----") + 10;
        if (start < 10)
        {
            return null;
        }

        PemHeaders headers = PemHeaders.Read(text[start..]);
        start += headers.Length;
        using PemBody body = PemBody.Read(text[start..]);
        length = start + body.End;
        open = body.Ended == PemEnd.EndOfText;
        KeyFacts? facts = Parse(headers, body.Bytes, body.Ended is PemEnd.EndOfText or PemEnd.Binary, effort);

        // Somebody who leaves out the rest on purpose writes dots or a word there.
        // So does who makes a documented sample of a real key by writing over it.
        return facts is null || (facts.Truncated && body.Ended is PemEnd.Printable or PemEnd.Footer)
            || (!facts.Consistent && text[..length].Contains("EXAMPLE", StringComparison.Ordinal)) ? null
            : facts.PublicKeyInfo is null && !facts.Truncated ? facts with { Digest = SHA256.HashData(body.Bytes) } : facts;
    }

    /// <summary>A key of this kind with its lines, for the acceptance suite.</summary>
    public abstract string Sample(Random random);

    /// <summary>Parses the bytes of a block.</summary>
    /// <param name="headers">The lines before the body.</param>
    /// <param name="body">The decoded body.</param>
    /// <param name="cut">Whether it may have been cut off.</param>
    /// <param name="effort">What may be spent on trying passwords.</param>
    protected abstract KeyFacts? Parse(PemHeaders headers, ReadOnlySpan<byte> body, bool cut, Effort effort);

    /// <summary>Writes a block.</summary>
    protected static string Write(string label, ReadOnlySpan<byte> body, int lineLength)
    {
        var text = new System.Text.StringBuilder($"-----BEGIN {label}-----\n");
        string characters = Convert.ToBase64String(body);
        for (int at = 0; at < characters.Length; at += lineLength)
        {
            text.Append(characters, at, Math.Min(lineLength, characters.Length - at)).Append('\n');
        }

        return text.Append($"-----END {label}-----").ToString();
    }
}
