using System.Buffers;

namespace ArtifactGate.Engine.Policies;

/// <summary>The form of a fingerprint. One of another form accepts nothing, ever; whoever wrote it believes otherwise.</summary>
public static class FingerprintText
{
    /// <summary>What one looks like, for messages.</summary>
    public const string Form = "v1: or loc: and 26 characters of a-z and 2-7";

    // 130 bits in base32.
    private const int Characters = 26;

    private static readonly SearchValues<char> Alphabet = SearchValues.Create("abcdefghijklmnopqrstuvwxyz234567");

    /// <summary>Whether a fingerprint is of a place and not of a value.</summary>
    internal static bool IsOfPlace(string fingerprint) => fingerprint.StartsWith("loc:", StringComparison.Ordinal);

    /// <summary>Whether a text is a fingerprint as the reports show it.</summary>
    public static bool IsFingerprint(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && text[..colon] is "v1" or "loc" && text.Length == colon + 1 + Characters
            && text.AsSpan(colon + 1).IndexOfAnyExcept(Alphabet) < 0;
    }
}
