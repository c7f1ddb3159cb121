using System.Globalization;
using ArtifactGate.Engine;

namespace ArtifactGate.Tasks;

/// <summary>The limits as properties give them.</summary>
internal sealed record LimitProperties(string? Depth, string? Entries, string? Bytes, string? Ratio, string? Time, string? Spool)
{
    /// <summary>The limits that are given; the policy decides about the others.</summary>
    /// <exception cref="GateException">A value is no number, size or time.</exception>
    public GivenLimits Read() => new()
    {
        MaxDepth = (int?)Number(nameof(Depth), Depth, int.MaxValue),
        MaxEntries = Number(nameof(Entries), Entries, long.MaxValue),
        MaxBytes = Size(nameof(Bytes), Bytes),
        MaxRatio = (int?)Number(nameof(Ratio), Ratio, int.MaxValue),
        MaxTime = string.IsNullOrEmpty(Time) ? null
            : LimitText.TryParseTime(Time, out TimeSpan? time) ? time ?? GivenLimits.NoTime : throw Wrong(nameof(Time), Time, "a time such as 90s, 10m or off"),
        MaxSpool = Size(nameof(Spool), Spool),
    };

    private static long? Number(string name, string? text, long most) => string.IsNullOrEmpty(text) ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= 1 && number <= most ? number
        : throw Wrong(name, text, "a number from 1 on");

    private static long? Size(string name, string? text) => string.IsNullOrEmpty(text) ? null
        : LimitText.TryParseSize(text, out long bytes) ? bytes : throw Wrong(name, text, "a size such as 512MiB");

    private static GateException Wrong(string name, string text, string takes) =>
        new("AG0004", $"ArtifactGateMax{name} takes {takes}, not '{text}'.");
}
