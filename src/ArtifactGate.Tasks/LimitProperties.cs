using System.Globalization;
using ArtifactGate.Artifacts;
using ArtifactGate.Engine;

namespace ArtifactGate.Tasks;

/// <summary>The limits as properties give them.</summary>
internal sealed record LimitProperties(string? Depth, string? Entries, string? Bytes, string? Ratio, string? Time, string? Spool)
{
    /// <summary>The limits; null when none is given, so that the policy decides.</summary>
    /// <exception cref="GateException">A value is no number, size or time.</exception>
    public Limits? Read()
    {
        if (new[] { Depth, Entries, Bytes, Ratio, Time, Spool }.All(string.IsNullOrEmpty))
        {
            return null;
        }

        var standard = new Limits();
        return new Limits
        {
            MaxDepth = (int)Number(nameof(Depth), Depth, int.MaxValue, standard.MaxDepth),
            MaxEntries = Number(nameof(Entries), Entries, long.MaxValue, standard.MaxEntries),
            MaxBytes = Size(nameof(Bytes), Bytes, standard.MaxBytes),
            MaxRatio = (int)Number(nameof(Ratio), Ratio, int.MaxValue, standard.MaxRatio),
            MaxTime = string.IsNullOrEmpty(Time) ? null
                : LimitText.TryParseTime(Time, out TimeSpan? time) ? time : throw Wrong(nameof(Time), Time, "a time such as 90s, 10m or off"),
            MaxSpool = Size(nameof(Spool), Spool, standard.MaxSpool),
        };
    }

    private static long Number(string name, string? text, long most, long standard) => string.IsNullOrEmpty(text) ? standard
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= 1 && number <= most ? number
        : throw Wrong(name, text, "a number from 1 on");

    private static long Size(string name, string? text, long standard) => string.IsNullOrEmpty(text) ? standard
        : LimitText.TryParseSize(text, out long bytes) ? bytes : throw Wrong(name, text, "a size such as 512MiB");

    private static GateException Wrong(string name, string text, string takes) =>
        new("AG0004", $"ArtifactGateMax{name} takes {takes}, not '{text}'.");
}
