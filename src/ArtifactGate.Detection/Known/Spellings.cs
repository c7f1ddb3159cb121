using System.Text;
using System.Text.Encodings.Web;

namespace ArtifactGate.Detection.Known;

/// <summary>All ways to write a secret that are looked for.</summary>
internal static class Spellings
{
    private const int Alignments = 3;

    /// <summary>The spellings of one secret.</summary>
    public static IEnumerable<Spelling> Of(KnownSecret secret)
    {
        IEnumerable<Spelling> plain = secret.Text is string text ? OfText(secret, text)
            : [new Spelling(secret, Wide(secret.Bytes), SpellingKind.Exact, AnchorForms.Bytes, null, TextForm.Binary)];
        TextForm form = secret.Text is null ? TextForm.Binary : TextForm.Utf8;
        return plain.Concat(OfBytes(secret, secret.Bytes, form))
            .Concat(secret.Text is null ? [] : OfBytes(secret, Encoding.Unicode.GetBytes(secret.Text), TextForm.Utf16LittleEndian));
    }

    private static IEnumerable<Spelling> OfText(KnownSecret secret, string text)
    {
        yield return new Spelling(secret, text.ToCharArray(), SpellingKind.Text, AnchorForms.Bytes | AnchorForms.Utf16, null, null);
        if (!Ascii.IsValid(text))
        {
            // Percent signs and plain UTF-8 write bytes, \u and UTF-16 write characters.
            yield return new Spelling(secret, Wide(secret.Bytes), SpellingKind.Text, AnchorForms.Bytes, null, TextForm.Utf8);
        }

        if (!SpellingAnchors.HasLetters(text))
        {
            // Nothing in it is left alone by escaping, so that every way to escape it is looked for by itself.
            foreach ((string escaped, string encoding) in Escaped(text).Where(e => e.Text != text).DistinctBy(e => e.Text))
            {
                yield return new Spelling(secret, escaped.ToCharArray(), SpellingKind.Exact, AnchorForms.Bytes | AnchorForms.Utf16, encoding, null);
            }
        }
    }

    private static IEnumerable<(string Text, string Encoding)> Escaped(string text)
    {
        string percent = Uri.EscapeDataString(text);
        return
        [
            (percent, "percent"),
            (string.Concat(percent.Select((c, i) => (i > 0 && percent[i - 1] == '%') || (i > 1 && percent[i - 2] == '%') ? char.ToLowerInvariant(c) : c)), "percent"),
            (JavaScriptEncoder.Default.Encode(text), "json"),
            (JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text), "json"),
            (System.Security.SecurityElement.Escape(text), "xml"),
        ];
    }

    private static IEnumerable<Spelling> OfBytes(KnownSecret secret, byte[] bytes, TextForm form)
    {
        for (int before = 0; before < Alignments; before++)
        {
            yield return Base64At(secret, bytes, before, form);
        }

        yield return new Spelling(secret, Convert.ToHexStringLower(bytes).ToCharArray(), SpellingKind.Hex, AnchorForms.Bytes | AnchorForms.Utf16, "hex", form);
    }

    // With some bytes before them and others behind, the bytes alone decide on all characters but the first and the last (6 bits each). Those
    // two they share with their neighbours, and of them only some characters are possible.
    private static Spelling Base64At(KnownSecret secret, byte[] bytes, int before, TextForm form)
    {
        string text = Convert.ToBase64String([.. new byte[before], .. bytes]);
        int first = before == 0 ? 0 : before + 1;
        int bits = (before + bytes.Length) * 8;
        int whole = bits / 6;
        return new Spelling(secret, text[first..whole].ToCharArray(), SpellingKind.Base64, AnchorForms.Bytes | AnchorForms.Utf16, "base64", form)
        {
            Before = before == 0 ? "" : Alike(text[before], (1 << (6 - (before * 2))) - 1),
            After = bits % 6 == 0 ? "" : Alike(text[whole], 0x3F & -(1 << (6 - (bits % 6)))),
        };
    }

    // The characters whose values agree in some bits.
    private static string Alike(char character, int mask)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        int value = Alphabet.IndexOf(character, StringComparison.Ordinal);
        return string.Concat(Alphabet.Where((_, i) => (i & mask) == (value & mask)));
    }

    private static char[] Wide(byte[] bytes) => Encoding.Latin1.GetChars(bytes);
}
