using ArtifactGate.Detection.Matching;

namespace ArtifactGate.Detection.Content;

/// <summary>
/// Recognises what stands in a configuration file where a credential is filled in later. Looks at the value alone. Files are full of such
/// values, and a person chose them, so it knows more of them than a token rule needs.
/// </summary>
internal static class FilePlaceholders
{
    private const int LongRow = 3;
    private const int ManyRows = 4;

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "passwd", "pwd", "pass", "secret", "token", "apikey", "api_key", "api-key", "key", "user", "username", "none", "null", "nil", "true",
        "false", "todo", "tbd", "fixme", "test", "change_me", "change-me", "replaceme", "replace_me", "mypass", "mypwd", "mypassword", "my_password", "mysecret", "mytoken",
        "foo", "bar", "baz", "xyzzy", "123", "1234", "12345", "123456", "1234567", "abc", "abc123", "fake", "my", "some", "new", "old", "the", "this", "db", "name",
        "enter", "insert", "type", "put", "goes", "here", "changeit", "your", "placeholder", "undefined", "empty", "hidden", "masked", "value", "string", "unset", "na", "n/a",
        // the same in manuals that were translated
        "passwort", "kennwort", "benutzer", "wachtwoord", "gebruiker", "motdepasse", "mot_de_passe", "contrasena", "clave", "senha", "palavra-passe", "parola", "haslo", "heslo", "jelszo",
        "salasana", "losenord", "adgangskode", "parol", "sifre",
        // and as people write it who joke about passwords
        "s3cr3t", "s3cret", "secr3t",
        // what everybody may log in with
        "anonymous", "anoncvs", "pserver",
    };

    // Glued to the front of one of those words: mypass, userpwd.
    private static readonly string[] Owners = ["my", "some", "user", "db"];

    // What people begin them with.
    private static readonly string[] Starts = ["your", "Your", "YOUR", "xxxx", "XXXX", "dummy", "Dummy", "fake", "Fake", "00000000"];

    // What says where the value is kept, or that it is encrypted: secret managers, Key Vault references, SOPS, Jasypt, tags of YAML.
    private static readonly string[] References =
    [
        "op://", "vault:", "keyvault:", "@Microsoft.KeyVault(", "arn:aws:", "awssm://", "gcpsm://", "ref+", "ENC[", "ENC(", "!secret", "!vault", "!reference", "!env", "!Ref", "!Sub", "!GetAtt",
        "!ImportValue", "process.env.", "os.environ", "System.getenv", "Environment.GetEnvironmentVariable",
    ];

    // What opens and closes a name that some tool replaces.
    private static readonly (string Open, string Close)[] Brackets =
    [
        ("${", "}"), ("$(", ")"), ("#{", "}"), ("{{", "}}"), ("<%", "%>"), ("@@", "@@"), ("$[", "]"), ("[[", "]]"), ("%(", ")"), ("$env:", ""), ("env:", ""),
    ];

    /// <summary>Whether a value is empty or stands for one.</summary>
    public static bool Matches(ReadOnlySpan<char> value)
    {
        value = value.Trim();
        if (value.Length < 2 || Words.Contains(value.ToString()) || Placeholders.Matches(value) || !value.ContainsAnyExcept(value[0])
            || BeginsWith(value, Starts) || BeginsWith(value, References) || IsOnlyWords(value) || HasRows(value))
        {
            return true;
        }

        foreach ((string open, string close) in Brackets)
        {
            int at = value.IndexOf(open, StringComparison.OrdinalIgnoreCase);
            // At the start it counts without its end as well: a format that splits at spaces may have cut it.
            if (at == 0 || (at > 0 && close.Length > 0 && value[(at + open.Length)..].Contains(close, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return value is ['%', .., '%'] or ['<', .., '>'] or ['_', '_', .., '_', '_'] or ['{', .., '}'] or ['[', .., ']'] or ['#', .., '#'] or ['@', .., '@']
            || (value[0] == '$' && !value[1..].ContainsAnyExcept(NameCharacters))
            || value.IndexOf("***", StringComparison.Ordinal) >= 0 || value.IndexOf("...", StringComparison.Ordinal) >= 0
            || value.IndexOf('\u2026') >= 0 || value.IndexOf("\u00e2\u0080\u00a6", StringComparison.Ordinal) >= 0;
    }

    /// <summary>
    /// Whether user and password are those that a database brings along for everybody to learn with, Oracle's first user and his cat, or the user is whoever
    /// reads: <c>your-name</c>.
    /// </summary>
    public static bool IsSampleLogin(ReadOnlySpan<char> user, ReadOnlySpan<char> value) =>
        (user.Equals("scott", StringComparison.OrdinalIgnoreCase) && value.Equals("tiger", StringComparison.OrdinalIgnoreCase))
        || (user.StartsWith("your", StringComparison.OrdinalIgnoreCase) && user[4..] is ['-' or '_', ..] && (user[5..].StartsWith("name", StringComparison.OrdinalIgnoreCase)
            || user[5..].StartsWith("user", StringComparison.OrdinalIgnoreCase)));

    /// <summary>
    /// Whether a value has a variable in it that a shell or a script would fill in: <c>pre$NAME</c>. People put the sign into passwords as well, so what
    /// follows must be a name without digits, of two letters at least, and end there.
    /// </summary>
    public static bool HasVariable(ReadOnlySpan<char> value)
    {
        for (int at = 0; value[at..].IndexOf('$') is >= 0 and var next;)
        {
            at += next + 1;
            int length = value[at..].IndexOfAnyExcept(NameCharacters) is >= 0 and var end ? end : value.Length - at;
            if (length >= 2 && !value.Slice(at, length).ContainsAnyInRange('0', '9'))
            {
                return true;
            }
        }

        return false;
    }

    // abc123def456: letters and digits by turns, and each time three or more in a row. Issuers show examples of their tokens so, and those are to be found.
    private static bool HasRows(ReadOnlySpan<char> value)
    {
        int rows = 0;
        for (int at = 0; at < value.Length;)
        {
            int end = at + 1;
            while (end < value.Length && value[end] == value[end - 1] + 1)
            {
                end++;
            }

            bool turns = rows > 0 && char.IsAsciiDigit(value[at]) != char.IsAsciiDigit(value[at - 1]);
            rows = end - at < LongRow ? 0 : turns ? rows + 1 : 1;
            if (rows >= ManyRows)
            {
                return true;
            }

            at = end;
        }

        return false;
    }

    // "pass pass", "my-password", "PasswordGoesHere": nothing but words that stand for one, and single letters.
    private static bool IsOnlyWords(ReadOnlySpan<char> value)
    {
        for (int at = 0; at < value.Length;)
        {
            int length = 0;
            while (at + length < value.Length && char.IsAsciiLetterOrDigit(value[at + length]))
            {
                length++;
            }

            if (length > 1 && !IsWord(value.Slice(at, length)) && !IsWordsWithHumps(value.Slice(at, length)))
            {
                return false;
            }

            at += length + 1;
        }

        return value.ContainsAny(NameCharacters);
    }

    private static bool IsWordsWithHumps(ReadOnlySpan<char> part)
    {
        for (int at = 0; at < part.Length;)
        {
            int next = part[(at + 1)..].IndexOfAnyInRange('A', 'Z');
            int end = next < 0 ? part.Length : at + 1 + next;
            if (!IsWord(part[at..end]))
            {
                return false;
            }

            at = end;
        }

        return true;
    }

    private static bool IsWord(ReadOnlySpan<char> part)
    {
        if (Words.Contains(part.ToString()))
        {
            return true;
        }

        foreach (string owner in Owners)
        {
            if (part.StartsWith(owner, StringComparison.OrdinalIgnoreCase) && Words.Contains(part[owner.Length..].ToString()))
            {
                return true;
            }
        }

        return false;
    }

    private static bool BeginsWith(ReadOnlySpan<char> value, string[] starts)
    {
        foreach (string start in starts)
        {
            if (value.StartsWith(start, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
}
