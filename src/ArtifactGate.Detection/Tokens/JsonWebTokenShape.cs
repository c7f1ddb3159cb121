namespace ArtifactGate.Detection.Tokens;

/// <summary>
/// Finds JSON web tokens. A header begins with a brace, and what may follow one, a quote or white space, gives the first letters of its
/// base64url. What decodes to a header was not cut out of anything longer, so there is no left border.
/// </summary>
internal sealed class JsonWebTokenShape : Shape
{
    public override IReadOnlyList<ShapeAnchor> Anchors { get; } = [new("eyJ"), new("eyA"), new("ewo"), new("ew0"), new("ewk")];

    public override int MaxLength => JsonWebToken.MaxLength;

    public override int MaxBefore => 0;

    public override string PreviewPrefix => "eyJ";

    public override bool TellsEnd => true;

    public override bool TryMatch(ReadOnlySpan<char> text, int anchorAt, int anchor, out ShapeMatch match)
    {
        JsonWebToken? token = JsonWebToken.Read(text[anchorAt..], out int length, out bool open);
        match = new ShapeMatch(anchorAt, length, Truncated: open) { MayEnd = token?.MayEnd == true };
        return token is not null;
    }

    public override string Sample(Random random) => JsonWebToken.Sample(random);
}
