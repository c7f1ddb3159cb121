namespace ArtifactGate.Detection.Keys;

/// <summary>A kind of private key that is written as structured text of its own.</summary>
internal abstract class TextKeyFormat
{
    /// <summary>Literals that every such key contains.</summary>
    public abstract IReadOnlyList<ShapeAnchor> Anchors { get; }

    /// <summary>The most characters before an anchor that it can begin.</summary>
    public virtual int MaxBefore => 0;

    /// <summary>The most characters it can have.</summary>
    public virtual int MaxLength => 32 * 1024;

    /// <summary>The literal it begins with; may be empty.</summary>
    public virtual string PreviewPrefix => "";

    /// <summary>Finds where the text of a key begins and ends; cheap.</summary>
    /// <param name="text">The text.</param>
    /// <param name="anchorAt">Where an anchor stands in it.</param>
    /// <param name="start">First character of the key.</param>
    /// <param name="length">Its characters.</param>
    /// <param name="open">Whether the text ended before the key did.</param>
    public abstract bool Locate(ReadOnlySpan<char> text, int anchorAt, out int start, out int length, out bool open);

    /// <summary>Parses the text of a key; null when it is none, or a public one.</summary>
    public abstract KeyFacts? Parse(ReadOnlySpan<char> value);

    /// <summary>A key of this kind, for the acceptance suite.</summary>
    public abstract string Sample(Random random);
}
