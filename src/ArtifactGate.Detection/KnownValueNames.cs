using System.Text;

namespace ArtifactGate.Detection;

/// <summary>Which names of environment variables, and of members of a value, say that they hold a secret.</summary>
public static class KnownValueNames
{
    // Anywhere in the name, however its words are joined.
    private static readonly string[] Words =
    [
        "TOKEN", "SECRET", "PASSWORD", "PASSWD", "PASSPHRASE", "APIKEY", "ACCESSKEY", "ACCOUNTKEY", "SIGNINGKEY", "ENCRYPTIONKEY", "DEPLOYKEY",
        "SSHKEY", "CONNECTIONSTRING", "CONNSTR", "PRIVATE", "CREDENTIAL", "AUTHCONFIG", "FEEDENDPOINTS",
    ];

    private static readonly string[] Ends = ["_KEY", "_PAT", "_PWD", "_PASS", "_AUTH", "_JWT", "_SAS", "_SIG"];

    // What such names say of a secret without being it.
    private static readonly string[] OtherEnds =
    [
        "_ID", "_IDS", "_NAME", "_NAMES", "_PATH", "_PATHS", "_FILE", "_FILES", "_DIR", "_DIRECTORY", "_FOLDER", "_URL", "_URLS", "_URI", "_URIS",
        "_ENDPOINT", "_HOST", "_HOSTNAME", "_PORT", "_DOMAIN", "_REGION", "_ISSUER", "_AUDIENCE", "_SCOPE", "_SCOPES", "_TYPE", "_KIND", "_FORMAT",
        "_ALGORITHM", "_USER", "_USERNAME", "_LOGIN", "_EMAIL", "_OWNER", "_EXPIRY", "_EXPIRES", "_EXPIRATION", "_TTL", "_TIMEOUT", "_LENGTH",
        "_SIZE", "_COUNT", "_ENABLED", "_VERSION", "_HASH", "_DIGEST", "_THUMBPRINT", "_FINGERPRINT", "_PREFIX", "_SUFFIX", "_SOCK", "_VARIABLES",
    ];

    private static readonly string[] OtherWords = ["PUBLIC", "CACHE"];

    // The current and the former folder of a shell.
    private static readonly string[] Folders = ["PWD", "OLDPWD"];

    private static readonly string[] Passwords = ["PASSWORD", "PASSWD", "PASSPHRASE"];

    private static readonly string[] PasswordEnds = ["_PWD", "_PASS"];

    /// <summary>Whether a variable of this name is looked for without being asked for.</summary>
    public static bool IsSecret(string name)
    {
        string parted = Parted(name);
        string joined = parted.Replace("_", "", StringComparison.Ordinal);
        return !Folders.Contains(name) && !IsOther(parted) && (Array.Exists(Words, joined.Contains) || EndsWithAny(parted, Ends));
    }

    /// <summary>Whether a member of this name says something about a secret and is none: an id, an address, a date.</summary>
    internal static bool IsOther(string name)
    {
        string parted = Parted(name);
        return EndsWithAny(parted, OtherEnds) || Array.Exists(OtherWords, parted.Contains);
    }

    /// <summary>Whether the name is one of a password, which people choose.</summary>
    internal static bool IsPassword(string name)
    {
        string parted = Parted(name);
        string joined = parted.Replace("_", "", StringComparison.Ordinal);
        return Array.Exists(Passwords, joined.Contains) || EndsWithAny(parted, PasswordEnds);
    }

    // A name may be nothing but the word.
    private static bool EndsWithAny(string parted, string[] ends) => Array.Exists(ends, end => ("_" + parted).EndsWith(end, StringComparison.Ordinal));

    // clientId, client-id and Client:Id are CLIENT_ID.
    private static string Parted(string name)
    {
        var text = new StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            bool hump = i > 0 && char.IsAsciiLetterUpper(name[i]) && char.IsAsciiLetterLower(name[i - 1]);
            text.Append(hump ? "_" : "").Append(char.IsAsciiLetterOrDigit(name[i]) ? char.ToUpperInvariant(name[i]) : '_');
        }

        return text.ToString();
    }
}
