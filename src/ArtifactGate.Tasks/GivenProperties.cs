using System.Globalization;
using ArtifactGate.Engine;

namespace ArtifactGate.Tasks;

/// <summary>
/// The properties that are no plain text. A task takes them as text all the same: a value that MSBuild itself could not convert would fail the build before
/// the task runs, and nobody would set the packages aside.
/// </summary>
/// <param name="FailOn">What stops the build; null leaves it to the policy.</param>
/// <param name="Jobs">Threads; 0 for as many cores as the build grants.</param>
/// <param name="Limits">The limits that are given; the policy decides about the others.</param>
internal sealed record GivenProperties(FailOn? FailOn, int Jobs, GivenLimits Limits)
{
    /// <summary>Reads the properties of a task.</summary>
    /// <exception cref="GateException">A value is not one that its property takes.</exception>
    public static GivenProperties Of(GateTask task)
    {
        if (!YesOrNo.IsYes(task.Quarantine) && !YesOrNo.IsNo(task.Quarantine))
        {
            throw Wrong(task, nameof(task.Quarantine), task.Quarantine, "true or false");
        }

        string host = (task.Host ?? "").Trim();
        if (host.Length > 0 && !host.Equals("Task", StringComparison.OrdinalIgnoreCase) && !host.Equals("Process", StringComparison.OrdinalIgnoreCase))
        {
            throw Wrong(task, nameof(task.Host), task.Host, "Task or Process");
        }

        return new GivenProperties(Level(task), (int)(Number(task, nameof(task.Jobs), task.Jobs, 0, int.MaxValue) ?? 0), new GivenLimits
        {
            MaxDepth = (int?)Number(task, nameof(task.MaxDepth), task.MaxDepth, 1, int.MaxValue),
            MaxEntries = Number(task, nameof(task.MaxEntries), task.MaxEntries, 1, long.MaxValue),
            MaxBytes = Size(task, nameof(task.MaxBytes), task.MaxBytes),
            MaxRatio = (int?)Number(task, nameof(task.MaxRatio), task.MaxRatio, 1, int.MaxValue),
            MaxTime = string.IsNullOrEmpty(task.MaxTime) ? null
                : LimitText.TryParseTime(task.MaxTime, out TimeSpan? time) ? time ?? GivenLimits.NoTime
                : throw Wrong(task, nameof(task.MaxTime), task.MaxTime, "a time such as 90s, 10m or off"),
            MaxSpool = Size(task, nameof(task.MaxSpool), task.MaxSpool),
        });
    }

    private static FailOn? Level(GateTask task) => task.FailOn?.Trim().ToLowerInvariant() switch
    {
        null or "" => null,
        "block" => Engine.FailOn.Block,
        "warn" => Engine.FailOn.Warn,
        "never" => Engine.FailOn.Never,
        _ => throw Wrong(task, nameof(task.FailOn), task.FailOn, "block, warn or never"),
    };

    private static long? Number(GateTask task, string name, string? text, long least, long most) => string.IsNullOrEmpty(text) ? null
        : long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= least && number <= most ? number
        : throw Wrong(task, name, text, $"a number from {least} on");

    private static long? Size(GateTask task, string name, string? text) => string.IsNullOrEmpty(text) ? null
        : LimitText.TryParseSize(text, out long bytes) ? bytes : throw Wrong(task, name, text, "a size such as 512MiB");

    private static GateException Wrong(GateTask task, string name, string? text, string takes) =>
        new("AG0004", $"ArtifactGate{name} takes {takes}, not '{text}'. Nothing was scanned.", task.ProjectFile);
}
