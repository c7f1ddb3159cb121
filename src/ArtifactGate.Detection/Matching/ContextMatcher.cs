using System.Buffers;

namespace ArtifactGate.Detection.Matching;

/// <summary>Finds the value that a keyword or a label announces.</summary>
internal static class ContextMatcher
{
    private static readonly SearchValues<char> NameTail = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");
    private static readonly SearchValues<char> Connectors = SearchValues.Create(" \t\"'`=:>,(|[\\");

    /// <summary>The value after a keyword that ends at <paramref name="keywordEnd"/>: the rest of the name, a connector, the value.</summary>
    public static bool TryMatchAfter(ContextRule rule, ReadOnlySpan<char> text, int keywordEnd, out ShapeMatch match)
    {
        match = default;
        int limit = Math.Min(text.Length, keywordEnd + rule.MaxDistance);
        int at = keywordEnd;
        while (at < limit && NameTail.Contains(text[at]))
        {
            at++;
        }

        int connector = at;
        while (at < limit && Connectors.Contains(text[at]))
        {
            at++;
        }

        if (at == connector || !rule.Value.TryMatchAt(text, at, out int length))
        {
            return false;
        }

        match = new ShapeMatch(at, length);
        return true;
    }

    /// <summary>The whole of a fragment whose label has a keyword of the rule.</summary>
    public static bool TryMatchLabelled(ContextRule rule, string label, ReadOnlySpan<char> text, out ShapeMatch match)
    {
        match = default;
        if (!rule.Keywords.Any(k => label.Contains(k, StringComparison.OrdinalIgnoreCase))
            || !rule.Value.TryMatchAt(text, 0, out int length) || length != text.TrimEnd().Length)
        {
            return false;
        }

        match = new ShapeMatch(0, length);
        return true;
    }
}
