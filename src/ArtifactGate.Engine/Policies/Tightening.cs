using System.Globalization;
using ArtifactGate.Artifacts;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Policies;

/// <summary>
/// Holds a run to its base policy: whatever else decides may be stricter and never laxer. What would relax it is refused and not passed over: who
/// wrote it believes that it holds, and a run that goes on in silence would surprise one of the two.
/// </summary>
/// <param name="standard">The base policy, in the environment of the run.</param>
/// <param name="rules">The rules that it is about.</param>
/// <param name="options">The run.</param>
internal sealed class Tightening(PolicyFile standard, IReadOnlyCollection<Rule> rules, GateOptions options)
{
    private readonly DateOnly _today = DateOnly.FromDateTime(options.Now.UtcDateTime);

    private Limits StandardLimits => standard.Limits?.Value.Over(new Limits()) ?? new Limits();

    private AllowanceTerms Terms => standard.Terms?.Value ?? AllowanceTerms.Default;

    private FailOn StandardFailOn => standard.Mode?.Value == PolicyMode.Observe ? FailOn.Never : standard.FailOn?.Value ?? FailOn.Block;

    /// <summary>Looks at one file of the repository, with what it says in the environment of the run.</summary>
    /// <exception cref="GateException">AG0004: it would relax the base policy.</exception>
    public void Check(PolicyFile file)
    {
        CheckSections(file);
        if (options.Environment is { } name && file.Environments.TryGetValue(name, out PolicyFile? here))
        {
            CheckSections(here);
        }

        if (file.Terms is { } terms)
        {
            throw terms.Node.Error("is for a base policy alone: it says what others may accept");
        }

        if (file.Limits is { } limits && LimitComplaint(limits.Value) is { } complaint)
        {
            throw (limits.Node.Members.FirstOrDefault(m => m.Key == complaint.Kind.Member).Value ?? limits.Node).Error(complaint.Text);
        }

        if (file.KnownValues is { Value.Search: false } off && standard.KnownValues?.Value.Search != false)
        {
            throw Relaxes(off.Node, "it ends the search for known values");
        }

        if (file.FingerprintSalt is { } salt && standard.FingerprintSalt is { } first && first.Value != salt.Value)
        {
            throw salt.Node.Error("is not the base policy's, so that what that accepts would have other fingerprints");
        }

        foreach (Allowance allowance in file.Allowances)
        {
            CheckTerms(allowance);
        }
    }

    /// <summary>Looks at what the run itself was asked for.</summary>
    /// <exception cref="GateException">AG0004: it would relax the base policy.</exception>
    public void CheckOptions()
    {
        if (options.FailOn is { } failOn && Rank(failOn) < Rank(StandardFailOn))
        {
            throw new GateException("AG0004", $"The option fail-on '{Word(failOn)}' (--fail-on, ArtifactGateFailOn) would relax the base policy, where it is '{Word(StandardFailOn)}'.");
        }

        if (options.Limits is { } limits && LimitComplaint(limits) is { } complaint)
        {
            throw new GateException("AG0004", $"The limit {complaint.Kind.Member} of the command line or the project {complaint.Text}.");
        }

        if (options.KnownValues.Search == false && standard.KnownValues?.Value.Search != false)
        {
            throw new GateException("AG0004", "Known values that are switched off (--no-known-values, ArtifactGateKnownValues) would relax the base policy.");
        }

        if (options.AllowedFingerprints.Count > 0 && (Terms.RequireOwner || Terms.MaxDays is not null))
        {
            throw new GateException("AG0004", "The items ArtifactGateAllow would relax the base policy, by which an allowance has an owner or an end: write it into the policy file.");
        }
    }

    private void CheckSections(PolicyFile said)
    {
        PolicyMode most = standard.Mode?.Value ?? PolicyMode.Enforce;
        if (said.Mode is { } mode && mode.Value > most)
        {
            throw Relaxes(mode.Node, $"it says '{Word(mode.Value)}' where that says '{Word(most)}'");
        }

        if (said.FailOn is { } failOn && Rank(failOn.Value) < Rank(StandardFailOn))
        {
            throw Relaxes(failOn.Node, $"it says '{Word(failOn.Value)}' where that says '{Word(StandardFailOn)}'");
        }

        foreach (RuleSeverity severity in said.Rules)
        {
            CheckRules(severity.Node, rules.Where(r => severity.Codes.IsMatch(r.Code)), severity.Verdict, severity.Word);
        }

        if (said.NewRules is { } terms)
        {
            CheckRules(terms.Node!, rules.Where(r => terms.IsNew(r, _today)), terms.Verdict, Word(terms.Verdict));
        }

        foreach ((UnreadReason reason, Told<Verdict> told) in said.Unread)
        {
            if (told.Value < StandardOf(reason))
            {
                throw Relaxes(told.Node, $"it says '{Word(told.Value)}' where that says '{Word(StandardOf(reason))}'");
            }
        }
    }

    private void CheckRules(PolicyNode node, IEnumerable<Rule> about, Verdict verdict, string word)
    {
        foreach (Rule rule in about)
        {
            Verdict otherwise = Judgement.ByEvidence(rule.Evidence);
            Verdict least = standard.Say(rule, otherwise, _today)?.Verdict ?? otherwise;
            if (verdict < least)
            {
                throw Relaxes(node, $"it says '{word}' where that comes to '{Word(least)}' ({rule.Code})");
            }
        }
    }

    // Beyond a lower limit less is read: that is stricter only where what is not read stops the run.
    private (LimitKind Kind, string Text)? LimitComplaint(GivenLimits given)
    {
        Limits first = StandardLimits;
        Limits then = given.Over(first);
        foreach (LimitKind kind in LimitKind.All.Where(k => k.IsGiven(given)))
        {
            if (kind.Of(then) > kind.Of(first))
            {
                return (kind, "would relax the base policy: it raises a limit");
            }

            if (kind.Of(then) < kind.Of(first) && StandardOf(kind.Reason) != Verdict.Block)
            {
                return (kind, "would relax the base policy: less would be read, and that tolerates what is not read for this reason");
            }
        }

        return null;
    }

    private void CheckTerms(Allowance allowance)
    {
        if (Terms.RequireOwner && allowance.Owner is null)
        {
            throw allowance.Node.Error("has no 'owner', which the base policy asks for");
        }

        if (Terms.MaxDays is { } days && (allowance.Expires is not { } expires || expires > _today.AddDays(days)
            || (allowance.Created is { } created && (expires > created.AddDays(days) || created > _today))))
        {
            throw allowance.Node.Error(string.Create(CultureInfo.InvariantCulture, $"must end ('expires') within {days} days of when it was made, by the base policy"));
        }
    }

    private Verdict StandardOf(UnreadReason reason) => standard.Unread.TryGetValue(reason, out Told<Verdict>? told) ? told.Value : Judgement.OfUnread(reason, options.InBuild);

    private static GateException Relaxes(PolicyNode node, string how) => node.Error($"would relax the base policy: {how}");

    private static int Rank(FailOn failOn) => failOn switch { FailOn.Warn => 2, FailOn.Block => 1, _ => 0 };

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
