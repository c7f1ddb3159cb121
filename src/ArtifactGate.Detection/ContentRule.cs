namespace ArtifactGate.Detection;

/// <summary>
/// A whole node recognised by its first bytes and its name: key stores, and files that must not ship because of what they
/// hold (<c>.git/config</c>, <c>.npmrc</c>).
/// </summary>
public abstract class ContentRule : Rule
{
    /// <summary>The most bytes the rule reads; a larger node is unread for this rule, with the reason <c>size</c>.</summary>
    public abstract int MaxContent { get; }

    /// <summary>Whether the rule wants the node: a cheap look at its head and its name.</summary>
    /// <param name="head">The first bytes, at most 4 KiB.</param>
    /// <param name="path">The node's inner path with <c>/</c>; the artifact's own name when it is itself the node.</param>
    public abstract bool Wants(ReadOnlySpan<byte> head, string path);

    /// <summary>Reads the whole content and reports every credential in it. Never throws on any bytes.</summary>
    public abstract void Examine(ReadOnlySpan<byte> content, string path, IContentFindings findings);

    /// <summary>A generated file that the rule finds a credential in, and the name it goes by, for the acceptance suite.</summary>
    public abstract ContentSample Sample(Random random);
}
