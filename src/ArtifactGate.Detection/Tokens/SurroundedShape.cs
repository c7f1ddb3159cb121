namespace ArtifactGate.Detection.Tokens;

/// <summary>
/// A value that its surroundings identify: the rest of a connection string, the query of an address, the key id beside a secret. The match is
/// the value alone, so that it has the same fingerprint wherever else it is found.
/// </summary>
internal abstract class SurroundedShape : Shape
{
    /// <summary>Characters before the anchor that are looked at.</summary>
    protected const int Before = 480;

    /// <summary>Characters behind the anchor that are looked at.</summary>
    protected const int After = 1500;

    public sealed override int MaxLength => After;

    public sealed override int MaxBefore => Before;

    public sealed override string PreviewPrefix => "";

    // What follows the longest value changes nothing, and a longer text only repeats the work.
    public sealed override bool TellsEnd => true;

    public sealed override string Sample(Random random)
    {
        string text = SampleText(random, out int start, out int length);
        return text.Substring(start, length);
    }
}
