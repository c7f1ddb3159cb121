namespace ArtifactGate.Detection.Tokens;

/// <summary>Judges the host that a credential is for.</summary>
internal static class HostName
{
    private const int Longest = 253;

    private static readonly string[] Local = ["localhost", "(local)", ".", "0.0.0.0", "::1", "[::1]", "host.docker.internal", "(localdb)"];

    // Names that are reserved so that nobody has them.
    private static readonly string[] Nobodys = ["example.com", "example.org", "example.net", "example", "invalid", "test", "localhost"];

    /// <summary>The bare name of an address: without protocol, port, instance and path. Null when there is none.</summary>
    public static string? Of(string? address)
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            return null;
        }

        ReadOnlySpan<char> name = address.AsSpan().Trim();
        if (name.IndexOf("://") is >= 0 and int scheme)
        {
            name = name[(scheme + 3)..];
        }
        else if (name.StartsWith("tcp:", StringComparison.OrdinalIgnoreCase) || name.StartsWith("np:", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("lpc:", StringComparison.OrdinalIgnoreCase))
        {
            name = name[(name.IndexOf(':') + 1)..];
        }

        int end = name[0..].IndexOfAny("/\\,?");
        name = end < 0 ? name : name[..end];
        if (!name.StartsWith("[") && name.Count(':') == 1)
        {
            name = name[..name.IndexOf(':')];
        }

        string host = string.Concat(name.Trim().ToString().ToLowerInvariant().Where(c => !char.IsControl(c)));
        return host.Length is > 0 and <= Longest ? host : null;
    }

    /// <summary>Whether the host is this very machine, or one that nobody has, or a name to be filled in.</summary>
    public static bool IsLocal(string host) => Local.Contains(host) || host.StartsWith("127.", StringComparison.Ordinal)
        || Nobodys.Any(n => host.EndsWith(n, StringComparison.Ordinal) && (host.Length == n.Length || host[^(n.Length + 1)] == '.'))
        || Content.FilePlaceholders.Matches(host);
}
