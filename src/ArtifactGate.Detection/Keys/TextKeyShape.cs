namespace ArtifactGate.Detection.Keys;

/// <summary>Finds private keys in a text form of their own.</summary>
internal sealed class TextKeyShape(TextKeyFormat format) : Shape
{
    public override IReadOnlyList<ShapeAnchor> Anchors => format.Anchors;

    public override int MaxLength => format.MaxLength;

    public override int MaxBefore => format.MaxBefore;

    public override string PreviewPrefix => format.PreviewPrefix;

    public override bool TellsEnd => true;

    public override bool TryMatch(ReadOnlySpan<char> text, int anchorAt, int anchor, out ShapeMatch match)
    {
        bool located = format.Locate(text, anchorAt, out int start, out int length, out bool open);
        match = new ShapeMatch(start, length, Truncated: open);
        return located && format.Parse(text.Slice(start, length)) is not null;
    }

    public override string Sample(Random random) => format.Sample(random);
}
