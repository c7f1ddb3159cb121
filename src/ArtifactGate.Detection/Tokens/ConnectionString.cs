using System.Buffers;

namespace ArtifactGate.Detection.Tokens;

/// <summary>The keys and values around a place in a text, separated by semicolons or commas.</summary>
internal sealed class ConnectionString
{
    private static readonly string[] HostKeys =
        ["server", "data source", "datasource", "host", "hostname", "address", "addr", "network address", "endpoint", "servers", "hosts"];

    private static readonly string[] UserKeys = ["user id", "userid", "uid", "user", "username", "user name", "accountname", "sharedaccesskeyname"];

    private static readonly SearchValues<char> Ends = SearchValues.Create("\"'`<>\r\n\0{}");

    private readonly List<(string Key, string Value)> _pairs = [];

    /// <summary>The host that it is for; null when it names none.</summary>
    public string? Host { get; private init; }

    /// <summary>Who logs in.</summary>
    public string? User => Find(UserKeys);

    /// <summary>Whether the host is this very machine, or nobody's.</summary>
    public bool IsLocal => Host is not null && HostName.IsLocal(Host);

    /// <summary>The value of a key, in lower case.</summary>
    public string? this[string key] => Find([key]);

    /// <summary>Reads what surrounds a value.</summary>
    /// <param name="text">The text.</param>
    /// <param name="key">Where the value's own key begins.</param>
    /// <param name="end">The first character after the value.</param>
    public static ConnectionString Around(ReadOnlySpan<char> text, int key, int end)
    {
        int start = text[..key].LastIndexOfAny(Ends) + 1;
        int stop = text[end..].IndexOfAny(Ends);
        ReadOnlySpan<char> whole = stop < 0 ? text[start..] : text[start..(end + stop)];
        if (JavaHost(text[start..key]) is { } java)
        {
            // Options behind the address, as in a query or separated by semicolons.
            var options = new ConnectionString { Host = HostName.Of(java) };
            options._pairs.AddRange(PairsOf(whole, whole.Contains('?') ? "?&" : ";"));
            return options;
        }

        bool commas = text[start..key].TrimEnd(' ') is [.., ','];
        if (!commas && !whole.Contains(';'))
        {
            // One assignment, not a list of them.
            return new ConnectionString();
        }

        char separator = commas ? ',' : ';';
        var pairs = new List<(string, string)>();
        string? address = null;
        foreach (Range range in whole.Split(separator))
        {
            ReadOnlySpan<char> part = whole[range].Trim();
            if (!commas && OracleHost(part) is { } listener)
            {
                pairs.Add(("host", listener));
                continue;
            }

            // What the whole is assigned to stands before the first key.
            int equals = pairs.Count == 0 ? part.LastIndexOf('=') : part.IndexOf('=');
            if (commas && address is null && pairs.Count == 0 && IsAddress(part[(equals + 1)..]))
            {
                // The form of Redis: addresses first, then options. What is no byte ends what stands before it, as between literals of an assembly.
                int strange = part.LastIndexOfAnyExceptInRange('\0', '\u00FF');
                address = part[(Math.Max(equals, strange) + 1)..].Trim().ToString();
            }
            else if (equals > 0)
            {
                pairs.Add((part[..equals].Trim().ToString().ToLowerInvariant(), part[(equals + 1)..].Trim().Trim('\\').ToString()));
            }
        }

        var result = new ConnectionString { Host = HostName.Of(commas ? address : FindIn(pairs, HostKeys)) };
        result._pairs.AddRange(pairs);
        return result;
    }

    // jdbc:sqlserver://host:1433;..., jdbc:mysql://host/database?...
    private static string? JavaHost(ReadOnlySpan<char> before)
    {
        int begin = before.LastIndexOf("jdbc:", StringComparison.OrdinalIgnoreCase);
        if (begin < 0 || before[begin..].IndexOf("://") is not (> 0 and int colon))
        {
            return null;
        }

        ReadOnlySpan<char> address = before[(begin + colon + 3)..];
        return address.Contains(' ') || address.IndexOfAny(";/?") is not (> 0 and int end) ? null : address[..end].ToString();
    }

    // A net descriptor of Oracle: (DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=name)(PORT=1521))...).
    private static string? OracleHost(ReadOnlySpan<char> part)
    {
        int at = part.IndexOf("(HOST", StringComparison.OrdinalIgnoreCase);
        if (at < 0 || part[(at + 5)..].TrimStart() is not ['=', .. var value] || value.IndexOf(')') is not (> 0 and int end))
        {
            return null;
        }

        return value[..end].Trim().ToString();
    }

    private static List<(string Key, string Value)> PairsOf(ReadOnlySpan<char> whole, string separators)
    {
        var pairs = new List<(string Key, string Value)>();
        foreach (Range range in whole.SplitAny(separators))
        {
            ReadOnlySpan<char> part = whole[range];
            if (part.IndexOf('=') is > 0 and int equals)
            {
                pairs.Add((part[..equals].Trim().ToString().ToLowerInvariant(), part[(equals + 1)..].Trim().ToString()));
            }
        }

        return pairs;
    }

    private static bool IsAddress(ReadOnlySpan<char> text) => text.LastIndexOf(':') is > 0 and var colon && colon < text.Length - 1
        && !text[(colon + 1)..].ContainsAnyExceptInRange('0', '9');

    private string? Find(ReadOnlySpan<string> keys) => FindIn(_pairs, keys);

    // The first key may have the end of what stands before it in front.
    private static string? FindIn(List<(string Key, string Value)> pairs, ReadOnlySpan<string> keys)
    {
        for (int i = 0; i < pairs.Count; i++)
        {
            (string key, string value) = pairs[i];
            foreach (string wanted in keys)
            {
                if (value.Length > 0 && (key == wanted || (i == 0 && key.EndsWith(wanted, StringComparison.Ordinal))))
                {
                    return value;
                }
            }
        }

        return null;
    }
}
