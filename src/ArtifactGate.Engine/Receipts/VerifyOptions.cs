namespace ArtifactGate.Engine.Receipts;

/// <summary>What is verified, and what is accepted.</summary>
public sealed record VerifyOptions
{
    /// <summary>Receipts and artifacts, which are told apart by their content.</summary>
    public required IReadOnlyList<ArtifactInput> Inputs { get; init; }

    /// <summary>The key that every receipt must be signed with, or null.</summary>
    public VerificationKey? Key { get; init; }

    /// <summary>Whether receipts are taken without a key.</summary>
    public bool Unsigned { get; init; }

    /// <summary>How old a receipt may be; null for any age.</summary>
    public TimeSpan? MaxAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Rule sets that are accepted besides this version's own; <c>sha256:</c> and 64 hexadecimal digits.</summary>
    public IReadOnlyList<string> RulesDigests { get; init; } = [];

    /// <summary>The policy files that are accepted, 64 hexadecimal digits each; with none any policy is.</summary>
    public IReadOnlyList<string> PolicyDigests { get; init; } = [];

    /// <summary>How many artifacts there must be, or null.</summary>
    public int? Expect { get; init; }

    /// <summary>Now.</summary>
    public required DateTimeOffset Now { get; init; }
}
