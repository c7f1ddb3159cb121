using System.Text.RegularExpressions;

namespace ArtifactGate.Detection.Content;

/// <summary>What a configuration file tells of a credential in it, besides the value.</summary>
/// <param name="Member">What the file calls it.</param>
/// <param name="Evidence">What it is worth.</param>
internal sealed partial record FileCredential(string Member, Evidence Evidence = Evidence.Format)
{
    private const int LongestText = 200;

    /// <summary>Who logs in with it.</summary>
    public string? Account { get; init; }

    /// <summary>Where it is good for: a host, a feed, a project.</summary>
    public string? Scope { get; init; }

    /// <summary>A password, which could be found by trying.</summary>
    public bool Guessable { get; init; }

    /// <summary>More for <c>details</c>.</summary>
    public string? Protection { get; init; }

    /// <summary>A private key in the value, when it is one.</summary>
    public ProofResult? Key { get; init; }

    /// <summary>The facts as a proof states them.</summary>
    public ProofResult ToResult()
    {
        ProofResult result = Key ?? ProofResult.Nothing;
        return result with
        {
            Member = Plain(Member),
            Account = Plain(Account) ?? result.Account,
            Scope = Plain(Scope) ?? result.Scope,
            Guessable = Guessable,
            Details = Protection is null ? [.. result.Details, new("key", Plain(Member)!)]
                : [.. result.Details, new("key", Plain(Member)!), new("protection", Protection)],
        };
    }

    // Names come out of files that anybody may have written. A section or key may itself be a URL with a password: that part is cut out.
    private static string? Plain(string? text) => text is null ? null
        : string.Concat(UserInfo().Replace(text, "//").Where(c => !char.IsControl(c)).Take(LongestText));

    [GeneratedRegex("//[^/\\s\"']*@")]
    private static partial Regex UserInfo();
}
