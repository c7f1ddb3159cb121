using System.Collections.Frozen;
using ArtifactGate.Artifacts;

namespace ArtifactGate.Engine.Policies;

/// <summary>
/// Makes a <see cref="PolicyFile"/> of JSON. Strict: what it does not understand is an error, since a member that is passed over in
/// silence is a protection that somebody believes in and does not have.
/// </summary>
internal static class PolicyFileReader
{
    /// <summary>Reads a policy file.</summary>
    /// <param name="file">Its absolute path, for messages.</param>
    /// <param name="utf8">Its bytes.</param>
    /// <exception cref="GateException">AG0004: something is wrong; names the member and the line.</exception>
    public static PolicyFile Read(string file, ReadOnlySpan<byte> utf8) => Object(PolicyJson.Read(file, utf8), new PolicyFile(), PolicyMembers.Top);

    /// <summary>Reads an object, member by member.</summary>
    public static T Object<T>(PolicyNode node, T empty, FrozenDictionary<string, Func<T, PolicyNode, T>> members)
    {
        T read = empty;
        foreach ((string name, PolicyNode value) in node.AsMembers())
        {
            read = members.TryGetValue(name, out Func<T, PolicyNode, T>? member)
                ? member(read, value)
                : throw value.Error($"is not a known member; known here are {string.Join(", ", members.Keys.Order(StringComparer.Ordinal))}");
        }

        return read;
    }

    /// <summary>Reads <c>rules</c>: severities, and what is made of new rules.</summary>
    public static PolicyFile Rules(PolicyFile file, PolicyNode node)
    {
        var rules = new List<RuleSeverity>();
        var terms = new NewRuleTerms();
        foreach ((string name, PolicyNode value) in node.AsMembers())
        {
            if (PolicyMembers.NewRules.TryGetValue(name, out Func<NewRuleTerms, PolicyNode, NewRuleTerms>? member))
            {
                terms = member(terms, value);
            }
            else
            {
                rules.Add(new RuleSeverity(PolicyValues.Codes(value, name), value.AsOneOf(PolicyMembers.Severities), value));
            }
        }

        return terms == new NewRuleTerms() ? file with { Rules = PolicyFile.Sorted(rules) }
            : terms.HasBeginning ? file with { Rules = PolicyFile.Sorted(rules), NewRules = terms }
            : throw node.Error("says what becomes of new rules, and not what is new: 'asOf' is missing");
    }

    /// <summary>Reads <c>unread</c>.</summary>
    public static IReadOnlyDictionary<UnreadReason, Told<Verdict>> Unread(PolicyNode node)
    {
        var verdicts = new Dictionary<UnreadReason, Told<Verdict>>();
        foreach ((string name, PolicyNode value) in node.AsMembers())
        {
            verdicts[PolicyMembers.UnreadReasons.TryGetValue(name, out UnreadReason reason)
                ? reason
                : throw value.Error($"is not a reason that can be set; those are {string.Join(", ", PolicyMembers.UnreadReasons.Keys)}")]
                = new(value.AsOneOf(PolicyMembers.UnreadVerdicts), value);
        }

        return verdicts;
    }

    /// <summary>Reads <c>environments</c>.</summary>
    public static IReadOnlyDictionary<string, PolicyFile> Environments(PolicyNode node) => node.AsMembers().ToDictionary(m => m.Key, m =>
        PolicyMembers.EnvironmentNames.Contains(m.Key)
            ? Object(m.Value, new PolicyFile(), PolicyMembers.Environment)
            : throw m.Value.Error($"is no environment; those are {string.Join(", ", PolicyMembers.EnvironmentNames)}"));

    /// <summary>Reads an entry of <c>allow</c>.</summary>
    public static Allowance Allowance(PolicyNode node)
    {
        Allowance allowance = Object(node, new Allowance { Node = node }, PolicyMembers.Allow);
        bool isShaped = (allowance.Fingerprint is not null, allowance.Rule is not null, allowance.Path is not null, allowance.Sha256 is not null)
            is (true, false, false, false) or (false, true, true, false) or (false, false, true, true);
        return !isShaped ? throw node.Error("must have either a 'fingerprint', or a 'rule' and a 'path', or (for content that was not read) a 'path' and a 'sha256'")
            : allowance.Expires < allowance.Created ? throw node.Error("expires before it was created")
            : allowance;
    }
}
