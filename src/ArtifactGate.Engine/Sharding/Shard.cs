using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ArtifactGate.Engine.Sharding;

/// <summary>Which part of a set of artifacts one run scans, when several share the work.</summary>
/// <param name="Index">1 to <paramref name="Count"/>.</param>
/// <param name="Count">How many runs share the set.</param>
public sealed record Shard(int Index, int Count)
{
    /// <summary>The most runs that share one set.</summary>
    public const int MaxCount = 10_000;

    /// <summary>Reads <c>3/16</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Shard? shard)
    {
        ArgumentNullException.ThrowIfNull(text);
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        shard = slash > 0 && Number(text.AsSpan(0, slash)) is int index && Number(text.AsSpan(slash + 1)) is int count && index <= count
            ? new Shard(index, count)
            : null;
        return shard is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");

    private static int? Number(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= MaxCount ? number : null;
}
