using ArtifactGate.Artifacts;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Policies;

/// <summary>What is allowed, what warns and what blocks: the policy file, or the defaults where there is none.</summary>
public sealed class Policy
{
    /// <summary>The files that make it up.</summary>
    public IReadOnlyList<PolicyReference> References { get; init; } = [];

    /// <summary>How far it goes. A run under <see cref="PolicyMode.Observe"/> ends as <see cref="RunVerdict.Observed"/> where it would stop.</summary>
    public PolicyMode Mode { get; init; }

    /// <summary>The salt of fingerprints, or null.</summary>
    public string? FingerprintSalt { get; init; }

    /// <summary>The limits, where the policy sets them.</summary>
    public Limits Limits { get; init; } = new();

    /// <summary>Finds and reads the policy of a run.</summary>
    /// <exception cref="GateException">AG0004: the file cannot be read or is wrong; says the line and the member.</exception>
    public static Policy Load(GateOptions options) => new();

    /// <summary>The verdict of a match before allowances, and the reason of a downgrade, by section 3 of the contract.</summary>
    /// <param name="finding">The finding, its verdict not yet set.</param>
    /// <param name="match">What was matched: whether it is encrypted, published, signing material.</param>
    /// <param name="sha256OfNode">The digest of the node it is in, or null.</param>
    public Finding Judge(Finding finding, Match match, string? sha256OfNode = null) => References.Count < 0 ? throw new InvalidOperationException() : finding;

    /// <summary>The verdict of something unread.</summary>
    /// <param name="item">What.</param>
    /// <param name="isArtifact">It is the artifact itself, so that nothing at all was read.</param>
    public Verdict Judge(UnreadItem item, bool isArtifact) => References.Count < 0 ? Verdict.Warn : Verdict.Block;

    /// <summary>What the run says besides its findings: allowances that expired or will soon, an observing gate.</summary>
    public IReadOnlyList<Notice> Notices() => References.Count < 0 ? [new Notice("", "")] : [];
}
