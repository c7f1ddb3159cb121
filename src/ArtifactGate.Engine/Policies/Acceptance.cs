using ArtifactGate.Detection;
using ArtifactGate.Engine.Diagnostics;

namespace ArtifactGate.Engine.Policies;

/// <summary>What is accepted in a run: by the base policy without more ado, by the repository and the build as far as that lets them.</summary>
internal sealed class Acceptance
{
    private readonly PolicyFile? _base;
    private readonly PolicyFile _own;
    private readonly HashSet<string> _ofBuild;
    private readonly DateOnly _today;
    private readonly AllowanceTerms? _terms;

    public Acceptance(PolicyFile? standard, PolicyFile own, IEnumerable<string> ofBuild, DateOnly today)
    {
        _base = standard;
        _own = own;
        _ofBuild = new HashSet<string>(ofBuild, StringComparer.Ordinal);
        _today = today;
        _terms = standard is null ? null : standard.Terms?.Value ?? AllowanceTerms.Default;
    }

    /// <summary>The allowances of all files.</summary>
    public IEnumerable<Allowance> All => [.. _base?.Allowances ?? [], .. _own.Allowances];

    /// <summary>The reason for which a finding is accepted; or, where one would accept it that may not, why it may not.</summary>
    public (string? Accepted, string? Refused) Of(Finding finding)
    {
        if (Holding(_base).FirstOrDefault(a => a.Covers(finding)) is { } standard)
        {
            return (standard.ReasonShown, null);
        }

        string? reason = _ofBuild.Contains(finding.Fingerprint) ? "allowed by the build" : Holding(_own).FirstOrDefault(a => a.Covers(finding))?.ReasonShown;
        return reason is null ? (null, null)
            : Refuses(finding.Rule.Code, finding.Evidence) is { } refused ? (null, refused)
            : (reason, null);
    }

    /// <summary>The reason for which content that was not read is accepted, or null.</summary>
    public string? Of(UnreadItem item) => (Holding(_base).FirstOrDefault(a => a.Covers(item))
        ?? (RefusesUnread(DiagnosticList.CodeOf(item.Reason)) is null ? Holding(_own).FirstOrDefault(a => a.Covers(item)) : null))?.ReasonShown;

    /// <summary>What the base policy has against accepting a finding; null where nothing.</summary>
    public string? Refuses(string code, Evidence evidence) =>
        _terms?.Permit(code, evidence) != false ? null : $"the base policy permits no allowance for {code} with {evidence.ToString().ToLowerInvariant()} evidence";

    /// <summary>What the base policy has against accepting unread content; null where nothing.</summary>
    public string? RefusesUnread(string code) => _terms?.PermitUnread(code) != false ? null : $"the base policy permits no allowance for unread content ({code})";

    private IEnumerable<Allowance> Holding(PolicyFile? file) => file?.Allowances.Where(a => !a.IsExpired(_today)) ?? [];
}
