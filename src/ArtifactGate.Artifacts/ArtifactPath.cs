using System.Collections.Immutable;

namespace ArtifactGate.Artifacts;

/// <summary>Where a node is: the artifact as the user named it, and the names inside, one segment a container.</summary>
public sealed class ArtifactPath : IEquatable<ArtifactPath>
{
    /// <summary>The artifact itself.</summary>
    /// <param name="artifact">As the user wrote it; backslashes become <c>/</c> on Windows only by the caller.</param>
    public ArtifactPath(string artifact)
        : this(artifact, [])
    {
    }

    /// <summary>The path that a report names.</summary>
    /// <param name="artifact">As the user wrote it.</param>
    /// <param name="inner">As <see cref="Inner"/> has it.</param>
    public static ArtifactPath Of(string artifact, string inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        return new(artifact, inner.Length == 0 ? [] : [.. inner.Split('!').Select(Unescape)]);
    }

    private ArtifactPath(string artifact, ImmutableArray<string> segments)
    {
        Artifact = artifact;
        Segments = segments;
    }

    /// <summary>The artifact as the user wrote it, with <c>/</c>.</summary>
    public string Artifact { get; }

    /// <summary>The names inside, outermost first, unescaped. Empty for the artifact itself.</summary>
    public ImmutableArray<string> Segments { get; }

    /// <summary>
    /// The path inside the artifact in the notation of the report: segments joined with <c>!</c>; in a name <c>%</c> is <c>%25</c> and
    /// <c>!</c> is <c>%21</c>. Empty for the artifact itself.
    /// </summary>
    public string Inner => field ??= string.Join('!', Segments.Select(Escape));

    /// <summary>The last name: of the file itself, or of the artifact.</summary>
    public string Name => Segments.IsEmpty ? Artifact[(Artifact.LastIndexOf('/') + 1)..] : Segments[^1];

    /// <summary>A node inside this one.</summary>
    public ArtifactPath Inside(string name) => new(Artifact, Segments.Add(name));

    /// <summary>The path of the container this node is in; itself for the artifact.</summary>
    public ArtifactPath Parent => Segments.IsEmpty ? this : new(Artifact, Segments.RemoveAt(Segments.Length - 1));

    /// <inheritdoc/>
    public bool Equals(ArtifactPath? other) => other is not null && Artifact == other.Artifact && Segments.SequenceEqual(other.Segments);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ArtifactPath);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Artifact, Inner);

    /// <summary>Artifact and inner path, for messages.</summary>
    public override string ToString() => Segments.IsEmpty ? Artifact : $"{Artifact}!{Inner}";

    private static string Unescape(string name) => name.Replace("%21", "!", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);

    private static string Escape(string name) => name.Replace("%", "%25", StringComparison.Ordinal).Replace("!", "%21", StringComparison.Ordinal);
}
