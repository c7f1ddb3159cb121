namespace ArtifactGate.Detection.Keys;

/// <summary>Finds armored private keys. What has no key between its lines (an explanation, a template, this very code) is none.</summary>
internal sealed class ArmoredKeyShape : Shape
{
    private const int Dashes = 5;

    private readonly ArmoredKeyFormat _format;

    public ArmoredKeyShape(ArmoredKeyFormat format)
    {
        _format = format;
        var anchors = new ShapeAnchor[format.Labels.Count];
        for (int i = 0; i < anchors.Length; i++)
        {
            anchors[i] = new ShapeAnchor($"BEGIN {format.Labels[i]}-----");
        }

        Anchors = anchors;
    }

    public override IReadOnlyList<ShapeAnchor> Anchors { get; }

    public override int MaxLength => 1 << 20;

    public override int MaxBefore => Dashes;

    public override string PreviewPrefix => "-----BEGIN";

    public override bool TellsEnd => true;

    public override bool TryMatch(ReadOnlySpan<char> text, int anchorAt, int anchor, out ShapeMatch match)
    {
        match = default;
        int start = anchorAt - Dashes;
        if (start < 0 || text[start..anchorAt] is not "-----")
        {
            return false;
        }

        KeyFacts? facts = _format.Read(text[start..], Effort.None, out int length, out bool open);
        match = new ShapeMatch(start, length, Truncated: open);
        return facts is not null;
    }

    public override string Sample(Random random) => _format.Sample(random);
}
