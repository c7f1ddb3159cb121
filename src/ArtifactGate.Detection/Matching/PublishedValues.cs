using System.Security.Cryptography;

namespace ArtifactGate.Detection.Matching;

/// <summary>
/// Values that everybody knows: emulator keys, documented samples, framework test certificates. Recognised by the hash of the exact
/// value, so that this table holds none of them.
/// </summary>
internal static class PublishedValues
{
    private static readonly Dictionary<string, string> Sources = new(StringComparer.Ordinal)
    {
    };

    /// <summary>Where the value is published, or null.</summary>
    public static string? SourceOf(ReadOnlySpan<byte> value) =>
        Sources.Count == 0 ? null : Sources.GetValueOrDefault(Convert.ToHexStringLower(SHA256.HashData(value)));
}
