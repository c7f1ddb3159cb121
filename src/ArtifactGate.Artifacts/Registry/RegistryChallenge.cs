using System.Net.Http.Headers;

namespace ArtifactGate.Artifacts.Registry;

/// <summary>How a registry wants to be authenticated (RFC 9110, 11.6.1; Distribution "token authentication").</summary>
/// <param name="IsBearer">By a token of a token service; else by user and password.</param>
/// <param name="Realm">The address of the token service.</param>
/// <param name="Service">The name of the registry at the token service, or null.</param>
/// <param name="Scope">What the token must allow, or null.</param>
internal sealed record RegistryChallenge(bool IsBearer, string? Realm, string? Service, string? Scope)
{
    /// <summary>The first challenge that can be answered, or null.</summary>
    public static RegistryChallenge? Of(IEnumerable<AuthenticationHeaderValue> headers)
    {
        foreach (AuthenticationHeaderValue header in headers)
        {
            bool bearer = header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase);
            if (bearer || header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
            {
                Dictionary<string, string> values = Parameters(header.Parameter ?? "");
                return new RegistryChallenge(bearer, values.GetValueOrDefault("realm"), values.GetValueOrDefault("service"), values.GetValueOrDefault("scope"));
            }
        }

        return null;
    }

    // A quoted value may have commas in it: scope="repository:app:pull,push".
    private static Dictionary<string, string> Parameters(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        int at = 0;
        while (at < text.Length)
        {
            int equals = text.IndexOf('=', at);
            if (equals < 0)
            {
                break;
            }

            string name = text[at..equals].Trim(' ', ',');
            bool quoted = equals + 1 < text.Length && text[equals + 1] == '"';
            int start = quoted ? equals + 2 : equals + 1;
            int end = text.IndexOf(quoted ? '"' : ',', start);
            end = end < 0 ? text.Length : end;
            values[name] = text[start..end];
            at = end + 1;
        }

        return values;
    }
}
