using System.Text.Json;

namespace ArtifactGate.Detection.Tokens;

/// <summary>What a token says of itself, as far as a report may repeat it: who issued it, what for, until when, and what kind of subject it has.</summary>
internal sealed class TokenClaims
{
    private const int LongestText = 120;

    private static readonly string[] Names = ["iss", "sub", "aud", "exp", "scope", "scp", "role", "roles"];

    /// <summary>The issuer: of an address its host and path.</summary>
    public string? Issuer { get; private init; }

    /// <summary>What kind of thing the subject is; never the subject.</summary>
    public string? Subject { get; private init; }

    /// <summary>Who the token is for.</summary>
    public string? Audience { get; private init; }

    /// <summary>What it may do.</summary>
    public string? Scope { get; private init; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset? Expires { get; private init; }

    /// <summary>Whether it says for whom, for what or until when.</summary>
    public bool NamesAnything => (Issuer ?? Subject ?? Audience ?? Scope) is not null || Expires is not null;

    /// <summary>Reads the claims part; null when it is no JSON object.</summary>
    public static TokenClaims? Read(ReadOnlySpan<char> encoded)
    {
        if (!JsonObject.TryRead(encoded, Names, out Dictionary<string, JsonElement>? members))
        {
            return null;
        }

        string? Text(string name) => members.TryGetValue(name, out JsonElement value) ? TextOf(value) : null;
        return new TokenClaims
        {
            Issuer = Plain(Text("iss")),
            Subject = KindOf(Text("sub")),
            Audience = Plain(Text("aud")),
            Scope = Plain(Text("scope") ?? Text("scp") ?? Text("role") ?? Text("roles")),
            Expires = members.TryGetValue("exp", out JsonElement ends) ? Moment(ends) : null,
        };
    }

    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Take(10).Select(v => v.GetString())),
        _ => null,
    };

    private static DateTimeOffset? Moment(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double seconds) && seconds is > 0 and < 250_000_000_000
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : null;

    // Anybody may have written these: control characters, users and passwords of an address and queries are left out.
    private static string? Plain(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Host.Length > 0)
        {
            text = address.Host + address.AbsolutePath.TrimEnd('/');
        }

        return string.Concat(text.Where(c => !char.IsControl(c)).Take(LongestText));
    }

    private static string? KindOf(string? subject) => subject switch
    {
        null or "" => null,
        _ when subject.StartsWith("system:serviceaccount:", StringComparison.Ordinal) => "service account",
        _ when subject.StartsWith("repo:", StringComparison.Ordinal) || subject.StartsWith("project_path:", StringComparison.Ordinal) => "repository",
        _ when subject.Contains('@', StringComparison.Ordinal) => "mail address",
        _ when Guid.TryParse(subject, out _) => "GUID",
        _ when subject.All(char.IsAsciiDigit) => "number",
        _ => "name",
    };
}
