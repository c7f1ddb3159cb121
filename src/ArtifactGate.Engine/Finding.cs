using ArtifactGate.Artifacts;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine;

/// <summary>A credential that would ship. Has no member that could hold the secret.</summary>
public sealed record Finding
{
    /// <summary>The rule that won on these bytes.</summary>
    public required Rule Rule { get; init; }

    /// <summary>Artifact and inner path of the node.</summary>
    public required ArtifactPath Path { get; init; }

    /// <summary>What it does to the run.</summary>
    public Verdict Verdict { get; init; } = Verdict.Block;

    /// <summary>How sure it is.</summary>
    public required Evidence Evidence { get; init; }

    /// <summary>Decoding chain and text form, outermost first: <c>base64 > utf-8</c>.</summary>
    public required string Encoding { get; init; }

    /// <summary>Where in the node.</summary>
    public required FindingLocation Location { get; init; }

    /// <summary>The source that put it there, when known.</summary>
    public SourceLocation? Source { get; init; }

    /// <summary><c>v1:</c> fingerprint of the value, or <c>loc:</c> of the place for a guessable one.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The same for every place of the same credential.</summary>
    public required string Group { get; init; }

    /// <summary>Literal start of the value and an ellipsis; empty for a guessable value.</summary>
    public required string Preview { get; init; }

    /// <summary>Characters of the decoded value; null for a guessable value.</summary>
    public required int? Length { get; init; }

    /// <summary>What the credential is for.</summary>
    public required Identity Identity { get; init; }

    /// <summary>Facts about it: checksum, structure, downgrade, layer, other rules (<c>also</c>).</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();

    /// <summary>The edit that keeps it out, as one sentence.</summary>
    public string Fix { get; init; } = "";

    /// <summary>The reason of the allowance that accepted it, or null.</summary>
    public string? Allowance { get; init; }
}
