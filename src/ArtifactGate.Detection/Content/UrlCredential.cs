using System.Text.RegularExpressions;

namespace ArtifactGate.Detection.Content;

/// <summary>A URL with a password in it.</summary>
/// <param name="User">The user.</param>
/// <param name="Host">The host.</param>
/// <param name="Start">First character of the password, or of the user when that is the token.</param>
/// <param name="Length">Its characters.</param>
internal readonly partial record struct UrlCredential(string User, string Host, int Start, int Length)
{
    /// <summary>Whether the host is this very machine.</summary>
    public bool IsLocal => Host is "localhost" or "127.0.0.1" or "[::1]" or "0.0.0.0" or "host.docker.internal" || Host.EndsWith(".localhost", StringComparison.Ordinal);

    /// <summary>Every URL with a password that is no placeholder, in a range of a text.</summary>
    public static IEnumerable<UrlCredential> In(string text, int start, int end)
    {
        for (System.Text.RegularExpressions.Match match = Pattern().Match(text, start, end - start); match.Success; match = match.NextMatch())
        {
            Group user = match.Groups["user"], password = match.Groups["password"];

            // GitHub takes a token as the user and this word as the password.
            Group secret = password.Value is "x-oauth-basic" or "" ? user : password;
            if (!FilePlaceholders.Matches(Uri.UnescapeDataString(secret.Value)) && secret.Value.IndexOfAny(['{', '}', '<', '>']) < 0 && !FilePlaceholders.HasVariable(secret.Value))
            {
                yield return new UrlCredential(secret == user ? "" : Uri.UnescapeDataString(user.Value), match.Groups["host"].Value.ToLowerInvariant(), secret.Index, secret.Length);
            }
        }
    }

    [GeneratedRegex("""[a-z][a-z0-9+.-]{1,30}://(?<user>[^\s:/@"'<>\\]{0,256}):(?<password>[^\s/@"'<>\\]{1,2048})@(?<host>[a-z0-9._\-\[\]:]{1,255})""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
