using System.Text.Json;

namespace ArtifactGate.Artifacts.Registry;

/// <summary>Fetches a token from the token service that a registry names (Distribution, "token authentication" and "OAuth2 token authentication").</summary>
internal sealed class RegistryTokens(ImageReference image, RegistryLogin? login)
{
    private const int LargestAnswer = 1024 * 1024;

    /// <summary>Asks for a token to pull.</summary>
    /// <param name="challenge">What the registry said.</param>
    /// <param name="send">Sends a request.</param>
    /// <exception cref="RegistryException">There is none to be had.</exception>
    public string Ask(RegistryChallenge challenge, Func<HttpRequestMessage, HttpResponseMessage> send)
    {
        // A login, or a token for what nobody else may read, does not go over a wire in clear.
        if (!Uri.TryCreate(challenge.Realm, UriKind.Absolute, out Uri? realm) || !(realm.Scheme == Uri.UriSchemeHttps || (realm.Scheme == Uri.UriSchemeHttp && realm.IsLoopback)))
        {
            throw new RegistryException($"{image.Registry} names no token service that can be asked safely");
        }

        try
        {
            using HttpRequestMessage request = Request(realm, challenge);
            using HttpResponseMessage response = send(request);
            return response.IsSuccessStatusCode ? Token(response)
                : throw new RegistryException($"the token service of {image.Registry} answered {(int)response.StatusCode}{(login is null ? "" : "; is the login still good?")}");
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException || (failure is IOException && failure is not RegistryException))
        {
            throw new RegistryException($"the token service of {image.Registry} gives no token");
        }
    }

    private HttpRequestMessage Request(Uri realm, RegistryChallenge challenge)
    {
        var values = new List<KeyValuePair<string, string>> { new("scope", challenge.Scope ?? $"repository:{image.Repository}:pull") };
        if (challenge.Service is { } service)
        {
            values.Add(new("service", service));
        }

        if (login is { IsIdentityToken: true })
        {
            values.AddRange([new("grant_type", "refresh_token"), new("refresh_token", login.Secret), new("client_id", "artifactgate")]);
            return new HttpRequestMessage(HttpMethod.Post, realm) { Content = new FormUrlEncodedContent(values) };
        }

        string query = string.Join('&', values.Select(v => $"{v.Key}={Uri.EscapeDataString(v.Value)}"));
        var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(realm) { Query = realm.Query.Length > 1 ? $"{realm.Query[1..]}&{query}" : query }.Uri);
        request.Headers.Authorization = login is null ? null : RegistryClient.Basic(login);
        return request;
    }

    private string Token(HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentLength > LargestAnswer)
        {
            throw new RegistryException($"the token service of {image.Registry} gives no token");
        }

        using JsonDocument answer = JsonDocument.Parse(response.Content.ReadAsStream());
        foreach (string name in (string[])["token", "access_token"])
        {
            if (answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty(name, out JsonElement token)
                && token.ValueKind == JsonValueKind.String && token.GetString() is { Length: > 0 } text)
            {
                return text;
            }
        }

        throw new RegistryException($"the token service of {image.Registry} gives no token");
    }
}
