using System.Text.RegularExpressions;
using ArtifactGate.Artifacts.Images;

namespace ArtifactGate.Artifacts.Registry;

/// <summary>Which image of which registry: <c>oci://registry/repository[:tag][@digest]</c> (grammar: OCI distribution specification 1.1, "pull").</summary>
public sealed partial record ImageReference
{
    /// <summary>What an address of an image begins with.</summary>
    public const string Scheme = "oci://";

    private const string DockerHub = "docker.io";

    private ImageReference(string text, string registry, string repository, string? tag, ImageDigest? digest) =>
        (Text, Registry, Repository, Tag, Digest) = (text, registry, repository, tag, digest);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>The host, with its port if one was given.</summary>
    public string Registry { get; }

    /// <summary>The repository in the registry.</summary>
    public string Repository { get; }

    /// <summary>The tag; null when only a digest was given.</summary>
    public string? Tag { get; }

    /// <summary>Whether the registry is this machine, which may be asked without encryption.</summary>
    public bool IsLoopback => new Uri("https://" + Registry).IsLoopback;

    /// <summary>The digest that pins the image, or null.</summary>
    internal ImageDigest? Digest { get; }

    /// <summary>What the registry is asked for: the digest, else the tag.</summary>
    internal string Reference => Digest?.Text ?? Tag!;

    /// <summary>Where the registry's interface is. Docker Hub has its interface on another host than its name.</summary>
    internal string ApiHost => Registry == DockerHub ? "registry-1." + DockerHub : Registry;

    /// <summary>Reads an address.</summary>
    /// <exception cref="FormatException">It is none; the message says what is wrong with it.</exception>
    public static ImageReference Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string rest = text.StartsWith(Scheme, StringComparison.Ordinal) ? text[Scheme.Length..] : throw new FormatException($"an image is addressed as {Scheme}registry/repository:tag");
        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || !Uri.TryCreate("https://" + rest[..slash], UriKind.Absolute, out Uri? host) || host.UserInfo.Length > 0 || host.AbsolutePath != "/")
        {
            throw new FormatException($"it needs a registry and a repository: {Scheme}registry/repository:tag");
        }

        (string name, string? digestText) = rest[(slash + 1)..].Split('@') switch
        {
            [var only] => (only, null),
            [var before, var after] => (before, after),
            _ => throw new FormatException("it has more than one '@'"),
        };
        ImageDigest? digest = digestText is null ? null : ImageDigest.Parse(digestText) ?? throw new FormatException("behind '@' stands no sha256 or sha512 digest");
        int colon = name.LastIndexOf(':');
        string repository = colon < 0 ? name : name[..colon];
        string? tag = colon >= 0 ? name[(colon + 1)..] : digest is null ? "latest" : null;
        if (!RepositoryForm().IsMatch(repository))
        {
            throw new FormatException("the repository is not made of lower case words with '/', '.', '_' and '-' between them");
        }

        return tag is null || TagForm().IsMatch(tag)
            ? new ImageReference(text, rest[..slash], rest[..slash] == DockerHub && !repository.Contains('/', StringComparison.Ordinal) ? "library/" + repository : repository, tag, digest)
            : throw new FormatException("the tag is not made of up to 128 letters, digits, '.', '_' and '-'");
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    [GeneratedRegex(@"\A[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*\z")]
    private static partial Regex RepositoryForm();

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9._-]{0,127}\z")]
    private static partial Regex TagForm();
}
