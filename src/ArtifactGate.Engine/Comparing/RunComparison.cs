namespace ArtifactGate.Engine.Comparing;

/// <summary>A run beside an earlier one: what an update of the rules, the policy or the content starts to find, and what is gone.</summary>
public sealed class RunComparison
{
    private readonly Dictionary<string, Verdict> _before;
    private readonly HashSet<string> _seen;

    private RunComparison(PriorReport prior, GateResult now)
    {
        Prior = prior;
        _before = prior.Report.Findings.GroupBy(f => f.Fingerprint, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Max(f => f.Verdict), StringComparer.Ordinal);
        _seen = [.. prior.Report.Artifacts.Select(a => a.Sha256)];
        Dictionary<string, string> digests = now.Artifacts.DistinctBy(a => a.Path).ToDictionary(a => a.Path, a => a.Sha256, StringComparer.Ordinal);
        Groups = now.Findings.GroupBy(f => f.Fingerprint, StringComparer.Ordinal).ToDictionary(g => g.Key, g => Judge(g, digests), StringComparer.Ordinal);
        Gone = _before.Keys.Count(f => !Groups.ContainsKey(f));
    }

    /// <summary>The earlier run.</summary>
    public PriorReport Prior { get; }

    /// <summary>How each credential stands, by fingerprint.</summary>
    public IReadOnlyDictionary<string, Novelty> Groups { get; }

    /// <summary>How many credentials of the earlier run are not found any more.</summary>
    public int Gone { get; }

    /// <summary>Refuses a report whose fingerprints mean something else, before anything is scanned.</summary>
    /// <exception cref="GateException">AG0003: it was made with another fingerprint key.</exception>
    public static void Require(PriorReport prior, string keyId)
    {
        ArgumentNullException.ThrowIfNull(prior);
        if (prior.Report.KeyId != keyId)
        {
            throw new GateException("AG0003", Printable.Line(
                $"'{prior.Name}' was made with another fingerprint key ({prior.Report.KeyId}, not {keyId}): its findings cannot be recognised; set the same ARTIFACTGATE_FINGERPRINT_KEY."));
        }
    }

    /// <summary>Compares.</summary>
    public static RunComparison Of(PriorReport prior, GateResult now)
    {
        ArgumentNullException.ThrowIfNull(prior);
        ArgumentNullException.ThrowIfNull(now);
        return new RunComparison(prior, now);
    }

    /// <summary>How many credentials stand so.</summary>
    public int Count(Novelty novelty) => Groups.Values.Count(n => n == novelty);

    private Novelty Judge(IGrouping<string, Finding> credential, Dictionary<string, string> digests) =>
        _before.TryGetValue(credential.Key, out Verdict before) ? (credential.Max(f => f.Verdict) > before ? Novelty.Raised : Novelty.Known)
        : credential.All(f => _seen.Contains(digests.GetValueOrDefault(f.Path.Artifact, ""))) ? Novelty.NewRule
        : Novelty.NewContent;
}
