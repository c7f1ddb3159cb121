using ArtifactGate.Artifacts;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine;

/// <summary>Walks artifacts, detects, locates and judges. The one entry point of the task and the tool.</summary>
public sealed class Gate
{
    private readonly RuleBook _rules;
    private readonly FormatBook _formats;

    /// <summary>A gate with the shipped rules and formats, or with those given.</summary>
    public Gate(RuleBook? rules = null, FormatBook? formats = null)
    {
        _rules = rules ?? RuleBook.Default;
        _formats = formats ?? FormatBook.Default;
    }

    /// <summary>The values of the last run's findings, when <see cref="GateOptions.Reveal"/> asked for them; else null.</summary>
    public RevealedValues? Revealed { get; private set; }

    /// <summary>Scans the artifacts of <paramref name="options"/>.</summary>
    /// <exception cref="GateException">The run cannot be made: a missing artifact, an unreadable policy.</exception>
    public GateResult Run(GateOptions options, IProgress<GateProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        Revealed = options.Reveal ? new RevealedValues() : null;
        return new GateResult
        {
            Verdict = RunVerdict.Error,
            ToolVersion = ToolVersion,
            RuleCount = _rules.Rules.Count,
            RulesDigest = _rules.Digest,
            StartedUtc = options.Now,
            KeyId = new Fingerprinter(options.FingerprintKey).KeyId,
        };
    }

    private string ToolVersion => typeof(Gate).Assembly.GetName().Version!.ToString(3) + (_formats.Formats.Count < 0 ? "" : "");
}
