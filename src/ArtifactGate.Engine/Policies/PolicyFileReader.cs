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
            RefuseUnsupported(name, value);
            read = members.TryGetValue(name, out Func<T, PolicyNode, T>? member)
                ? member(read, value)
                : throw value.Error($"is not a known member; known here are {string.Join(", ", members.Keys.Order(StringComparer.Ordinal))}");
        }

        return read;
    }

    /// <summary>Reads <c>rules</c>, the most exact first, so that the first that fits decides.</summary>
    public static IReadOnlyList<RuleSeverity> Rules(PolicyNode node)
    {
        var rules = new List<RuleSeverity>();
        foreach ((string name, PolicyNode value) in node.AsMembers())
        {
            RefuseUnsupported(name, value);
            rules.Add(new RuleSeverity(PolicyValues.Codes(value, name), value.AsOneOf(PolicyMembers.Severities)));
        }

        return [.. rules.OrderByDescending(r => r.Exactness).ThenByDescending(r => r.Verdict)];
    }

    /// <summary>Reads <c>unread</c>.</summary>
    public static IReadOnlyDictionary<UnreadReason, Verdict> Unread(PolicyNode node)
    {
        var verdicts = new Dictionary<UnreadReason, Verdict>();
        foreach ((string name, PolicyNode value) in node.AsMembers())
        {
            verdicts[PolicyMembers.UnreadReasons.TryGetValue(name, out UnreadReason reason)
                ? reason
                : throw value.Error($"is not a reason that can be set; those are {string.Join(", ", PolicyMembers.UnreadReasons.Keys)}")]
                = value.AsOneOf(PolicyMembers.UnreadVerdicts);
        }

        return verdicts;
    }

    /// <summary>Reads an entry of <c>allow</c>.</summary>
    public static Allowance Allowance(PolicyNode node)
    {
        Allowance allowance = Object(node, new Allowance { Line = node.Line }, PolicyMembers.Allow);
        bool byPlace = allowance.Rule is not null || allowance.Path is not null;
        if (allowance.Fingerprint is not null == byPlace || (byPlace && (allowance.Rule is null || allowance.Path is null)))
        {
            throw node.Error("must have either a 'fingerprint', or a 'rule' and a 'path'");
        }

        return allowance.Expires < allowance.Created ? throw node.Error("expires before it was created") : allowance;
    }

    private static void RefuseUnsupported(string name, PolicyNode value)
    {
        if (PolicyMembers.NotSupported.Contains(name))
        {
            throw value.Error("is not supported by this version");
        }
    }
}
