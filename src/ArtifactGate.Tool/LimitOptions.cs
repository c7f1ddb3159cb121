using System.CommandLine;
using System.Globalization;
using ArtifactGate.Engine;

namespace ArtifactGate.Tool;

/// <summary>The options that bound what one artifact may cost.</summary>
internal sealed class LimitOptions
{
    private readonly Option<string?> _depth = Make("--max-depth", "Containers inside containers (16).", "N");
    private readonly Option<string?> _entries = Make("--max-entries", "Entries of one artifact (2000000).", "N");
    private readonly Option<string?> _bytes = Make("--max-bytes", "Bytes of one artifact, decompressed (256GiB).", "SIZE");
    private readonly Option<string?> _ratio = Make("--max-ratio", "Expansion of one file, once 256 MiB came out of it (1000).", "N");
    private readonly Option<string?> _time = Make("--max-time", "Time for one artifact: 90s, 10m, 2h (off).", "TIME");
    private readonly Option<string?> _spool = Make("--max-spool", "Temporary space (2GiB).", "SIZE");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option<string?> option in new[] { _depth, _entries, _bytes, _ratio, _time, _spool })
        {
            command.Add(option);
        }
    }

    /// <summary>The limits that were given; the policy decides about the others.</summary>
    /// <exception cref="UsageException">A value is no number, size or time.</exception>
    public GivenLimits Read(ParseResult parsed) => new()
    {
        MaxDepth = (int?)Number(parsed, _depth, int.MaxValue),
        MaxEntries = Number(parsed, _entries, long.MaxValue),
        MaxBytes = Size(parsed, _bytes),
        MaxRatio = (int?)Number(parsed, _ratio, int.MaxValue),
        MaxTime = Time(parsed),
        MaxSpool = Size(parsed, _spool),
    };

    private static Option<string?> Make(string name, string description, string value) => new(name) { Description = description, HelpName = value };

    private static long? Number(ParseResult parsed, Option<string?> option, long most) => parsed.GetValue(option) switch
    {
        null => null,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= 1 && number <= most => number,
        var text => throw new UsageException($"{option.Name} takes a number from 1 on, not '{text}'."),
    };

    private static long? Size(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) switch
    {
        null => null,
        var text when LimitText.TryParseSize(text, out long bytes) => bytes,
        var text => throw new UsageException($"{option.Name} takes a size such as 512MiB or 2GiB, not '{text}'."),
    };

    private TimeSpan? Time(ParseResult parsed) => parsed.GetValue(_time) switch
    {
        null => null,
        var text when LimitText.TryParseTime(text, out TimeSpan? time) => time ?? GivenLimits.NoTime,
        var text => throw new UsageException($"{_time.Name} takes a time such as 90s, 10m or 2h, or off, not '{text}'."),
    };
}
