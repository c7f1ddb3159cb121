using System.Security.Cryptography;
using ArtifactGate.Artifacts;
using ArtifactGate.Detection;
using ArtifactGate.Engine.Known;

namespace ArtifactGate.Engine.Policies;

/// <summary>What is allowed, what warns and what blocks: the policy file, or the defaults where there is none. Never changes; safe to use from many threads.</summary>
public sealed class Policy
{
    private const long MaxFileBytes = 16 << 20;

    private readonly PolicyFile _file;
    private readonly string? _path;
    private readonly string? _passedOver;
    private readonly GateOptions _options;
    private readonly HashSet<string> _allowedByBuild;

    private Policy(PolicyFile file, string? path, string? passedOver, IReadOnlyList<PolicyReference> references, GateOptions options)
    {
        _passedOver = passedOver;
        _file = file;
        _path = path;
        _options = options;
        _allowedByBuild = new HashSet<string>(options.AllowedFingerprints, StringComparer.Ordinal);
        References = references;
    }

    /// <summary>The files that make it up.</summary>
    public IReadOnlyList<PolicyReference> References { get; }

    /// <summary>How far it goes. A run under <see cref="PolicyMode.Observe"/> ends as <see cref="RunVerdict.Observed"/> where it would stop.</summary>
    public PolicyMode Mode => _file.Mode;

    /// <summary>The salt of fingerprints, or null.</summary>
    public string? FingerprintSalt => _file.FingerprintSalt;

    /// <summary>The limits, where the policy sets them.</summary>
    public Limits Limits => _file.Limits;

    /// <summary>What it says of known values.</summary>
    public KnownValueRequest KnownValues => _file.KnownValues;

    /// <summary>Files with the user's own rules, absolute.</summary>
    internal IReadOnlyList<string> RuleFiles => [.. _file.RuleFiles.Select(f => Resolve(f, Path.GetDirectoryName(_path)!, "rule"))];

    private DateOnly Today => DateOnly.FromDateTime(_options.Now.UtcDateTime);

    /// <summary>Finds and reads the policy of a run.</summary>
    /// <exception cref="GateException">AG0004: the file cannot be read or is wrong; says the line and the member.</exception>
    public static Policy Load(GateOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string? passedOver = null;
        string? path = options.Policy is null
            ? PolicySearch.Find(options.WorkingDirectory, options.Artifacts, out passedOver)
            : Resolve(options.Policy, options.WorkingDirectory);
        if (path is null)
        {
            return new Policy(new PolicyFile(), null, passedOver, [], options);
        }

        byte[] bytes = ReadFile(path);
        string shown = (options.Policy ?? Path.GetRelativePath(options.WorkingDirectory, path)).Replace(Path.DirectorySeparatorChar, '/');
        var reference = new PolicyReference(shown, Convert.ToHexStringLower(SHA256.HashData(bytes)), "repository");
        return new Policy(PolicyFileReader.Read(path, bytes), path, passedOver, [reference], options);
    }

    /// <summary>
    /// The finding with its verdict, by section 3 of the contract and then the policy: severities of rules, the mode, allowances. What
    /// decided is named in its details (<c>public</c>, <c>downgraded</c>, <c>policy</c>) and in <see cref="Finding.Allowance"/>.
    /// </summary>
    /// <param name="finding">The finding, its verdict not yet set.</param>
    /// <param name="match">What was matched: whether it is encrypted, published, signing material.</param>
    public Finding Judge(Finding finding, Match match)
    {
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(match);
        if (match.Published is { } published)
        {
            return With(finding, Verdict.Allowed, "public", published);
        }

        RuleSeverity? severity = SeverityOf(finding.Rule.Code);
        if (severity is { Verdict: Verdict.Allowed })
        {
            return With(finding, Verdict.Allowed, "policy", $"{severity.Codes.Pattern}: off") with { Allowance = $"{severity.Codes.Pattern} is off in the policy" };
        }

        Finding judged = severity is null
            ? finding with { Verdict = Judgement.ByEvidence(finding.Evidence) }
            : With(finding, severity.Verdict, "policy", $"{severity.Codes.Pattern}: {severity.Verdict.ToString().ToLowerInvariant()}");
        if (Judgement.Downgrade(finding, match, _options.Now) is { } reason)
        {
            judged = With(judged, Judgement.StepDown(judged.Verdict), "downgraded", reason);
        }

        if (judged.Verdict == Verdict.Block && Mode == PolicyMode.Warn)
        {
            judged = With(judged, Verdict.Warn, "policy", "mode: warn");
        }

        return ReasonToAllow(judged) is { } accepted ? judged with { Verdict = Verdict.Allowed, Allowance = accepted } : judged;
    }

    /// <summary>
    /// Whether findings of a rule are switched off. For a rule whose findings take the place of others' it is then as if it did not exist.
    /// </summary>
    internal bool IsOff(string code) => SeverityOf(code) is { Verdict: Verdict.Allowed };

    /// <summary>Whether the policy makes less of a match than its evidence does.</summary>
    internal bool Lowers(Match match) => SeverityOf(match.Rule.Code) is { } severity && severity.Verdict < Judgement.ByEvidence(match.Evidence);

    /// <summary>The verdict of something unread.</summary>
    /// <param name="item">What.</param>
    /// <param name="isArtifact">It is the artifact itself, so that nothing at all was read.</param>
    public Verdict Judge(UnreadItem item, bool isArtifact)
    {
        ArgumentNullException.ThrowIfNull(item);
        bool notOpened = isArtifact && item.Reason is UnreadReason.Encrypted or UnreadReason.Corrupt or UnreadReason.Unsupported;
        if (item.Reason == UnreadReason.Cancelled || notOpened)
        {
            return Verdict.Block; // tolerating bad content inside an artifact is no reason to pass one of which nothing was seen
        }

        return _file.Unread.TryGetValue(item.Reason, out Verdict verdict) ? verdict : Judgement.OfUnread(item.Reason, _options.InBuild);
    }

    /// <summary>What the run says besides its findings: allowances that expired or will soon, an observing gate.</summary>
    public IReadOnlyList<Notice> Notices() =>
    [
        .. Optional(Mode == PolicyMode.Observe
            ? new Notice("AG0007", "The gate only observes: nothing stops this run, because the policy has the mode 'observe'.", _path)
            : _options.FailOn == FailOn.Never
                ? new Notice("AG0007", "The gate only observes: findings do not stop this run, because it was started with fail-on 'never'.")
                : null),
        .. Optional(_passedOver is null
            ? null
            : new Notice("AG0004", "This policy file was passed over, because it lies inside a scanned artifact. Name it with --policy if it is meant to judge.", _passedOver)),
        .. from allowance in _file.Allowances
           let notice = Judgement.NoticeOf(allowance, Today, _path)
           where notice is not null
           select notice,
    ];

    private RuleSeverity? SeverityOf(string code) => _file.Rules.FirstOrDefault(r => r.Codes.IsMatch(code));

    private static IEnumerable<Notice> Optional(Notice? notice) => notice is null ? [] : [notice];

    private static Finding With(Finding finding, Verdict verdict, string key, string value) =>
        finding with { Verdict = verdict, Details = new Dictionary<string, string>(finding.Details) { [key] = value } };

    private static string Resolve(string given, string folder, string what = "policy")
    {
        try
        {
            return Path.GetFullPath(given, folder);
        }
        catch (ArgumentException)
        {
            throw new GateException("AG0004", $"The {what} file '{Printable.Line(given)}' is no path.");
        }
    }

    private static byte[] ReadFile(string path)
    {
        try
        {
            return new FileInfo(path).Length <= MaxFileBytes
                ? File.ReadAllBytes(path)
                : throw new GateException("AG0004", $"The policy file '{Printable.Line(path)}' is larger than {MaxFileBytes >> 20} MiB.", path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            string why = e is FileNotFoundException or DirectoryNotFoundException ? "does not exist" : $"cannot be read ({e.GetType().Name})";
            throw new GateException("AG0004", $"The policy file '{Printable.Line(path)}' {why}.", path);
        }
    }

    private string? ReasonToAllow(Finding finding)
    {
        if (_allowedByBuild.Contains(finding.Fingerprint))
        {
            return "allowed by the build";
        }

        Allowance? allowance = _file.Allowances.FirstOrDefault(a => !a.IsExpired(Today) && a.Covers(finding));
        return allowance is null ? null : allowance.Reason ?? $"allowed by line {allowance.Line} of the policy, without a reason";
    }
}
