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
    public abstract bool Wants(in ContentHead head);

    /// <summary>Reads the whole content and reports every credential in it. Never throws on any bytes.</summary>
    public abstract void Examine(ReadOnlySpan<byte> content, string path, IContentFindings findings);

    /// <summary>A generated file that the rule finds a credential in, and the name it goes by, for the acceptance suite.</summary>
    public abstract ContentSample Sample(Random random);
}
