namespace ArtifactGate.Detection;

/// <summary>
/// A rule that matched a run of bytes in one window of one node. Has no member that could hold the secret: the value is
/// fingerprinted where it is found.
/// </summary>
public sealed record Match
{
    /// <summary>The rule.</summary>
    public required Rule Rule { get; init; }

    /// <summary>First byte, counted from the start of the node.</summary>
    public required long Offset { get; init; }

    /// <summary>Bytes the value takes in the node.</summary>
    public required int ByteLength { get; init; }

    /// <summary>How these bytes encode it.</summary>
    public required TextForm Form { get; init; }

    /// <summary>Encodings around the value that were undone where it was found, outermost first.</summary>
    public IReadOnlyList<string> Encodings { get; init; } = [];

    /// <summary>How sure it is.</summary>
    public required Evidence Evidence { get; init; }

    /// <summary><c>v1:</c> and 26 base32 characters; null for a guessable value without a secret key.</summary>
    public required string? Fingerprint { get; init; }

    /// <summary>Equal for equal values within one run, also of guessable ones; never reported. Null for what has no value.</summary>
    public string? Likeness { get; init; }

    /// <summary>The literal start of the value and an ellipsis; empty for a guessable value.</summary>
    public required string Preview { get; init; }

    /// <summary>Characters of the value (bytes of a binary one); null for a guessable value.</summary>
    public required int? Length { get; init; }

    /// <summary>What the credential is for.</summary>
    public required Identity Identity { get; init; }

    /// <summary>Members for <c>details</c> of the report.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Details { get; init; }

    /// <summary>A private key behind a password that is neither empty nor common.</summary>
    public bool Encrypted { get; init; }

    /// <summary>Signing key material in clear, whose verdict is never lowered.</summary>
    public bool SigningKey { get; init; }

    /// <summary>What the file calls the value, when its parser knows; else null.</summary>
    public string? Member { get; init; }

    /// <summary>Where the value is published, when it is a documented sample or a published key; else null.</summary>
    public string? Published { get; init; }

    /// <summary>What the value is remembered by where it may be revealed: a copy of the match that is told in other words has it too.</summary>
    internal ValueKey Key { get; } = new();

    /// <summary>Lists of the user's own rule that allow the match at some paths.</summary>
    internal IReadOnlyList<AllowList> AllowedAt { get; init; } = [];

    /// <summary>Whether the match counts at a path: always, but for a rule of the user's own that is for other paths or allows it there.</summary>
    /// <param name="path">The inner path.</param>
    /// <param name="name">The part of it behind the last container.</param>
    public bool HoldsAt(string path, string name) =>
        Rule is not PatternRule own || (own.IsFor(path, name) && !AllowedAt.Any(l => l.HasPath(path, name)));
}
