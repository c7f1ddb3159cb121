namespace ArtifactGate.Detection.Known;

/// <summary>
/// One way to write a secret. Of a long one the last symbols decide: tokens and key files begin with what all of their kind have in common,
/// and end with a signature or a private number; and they need not fit into a window as a whole.
/// </summary>
/// <param name="Secret">What it spells.</param>
/// <param name="Symbols">The characters, or bytes.</param>
/// <param name="Kind">What may stand for a symbol.</param>
/// <param name="Forms">The forms it may stand in.</param>
/// <param name="Encoding">The encoding, for the report; null for none.</param>
/// <param name="Form">What the encoding decodes to; null for the form that it stands in.</param>
internal sealed record Spelling(KnownSecret Secret, char[] Symbols, SpellingKind Kind, AnchorForms Forms, string? Encoding, TextForm? Form)
{
    private const int LongestCore = 256;
    private const int Step = 64;

    /// <summary>What may stand before the first symbol, which only part of it tells; empty for anything.</summary>
    public string Before { get; init; } = "";

    /// <summary>What may stand after the last symbol, which only part of it tells; empty for anything.</summary>
    public string After { get; init; } = "";

    /// <summary>The first symbol of those that must stand there.</summary>
    public int CoreStart { get; } = CoreOf(Symbols, Kind);

    /// <summary>The first symbol after those.</summary>
    public int CoreEnd => Math.Min(Symbols.Length, CoreStart + LongestCore);

    /// <summary>Nothing of the value.</summary>
    public override string ToString() => Kind.ToString();

    private static int CoreOf(char[] symbols, SpellingKind kind)
    {
        int last = Math.Max(0, symbols.Length - LongestCore);
        if (kind != SpellingKind.Text)
        {
            return last;
        }

        // A text may end in something that is no secret.
        for (int start = last; start > 0; start -= Step)
        {
            if (Strength.BitsOf(symbols.AsSpan(start, Math.Min(LongestCore, symbols.Length - start))) >= SecretParts.LeastBits)
            {
                return start;
            }
        }

        return 0;
    }
}
