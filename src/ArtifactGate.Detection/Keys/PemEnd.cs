namespace ArtifactGate.Detection.Keys;

/// <summary>What the body of an armored block ended with.</summary>
internal enum PemEnd
{
    /// <summary>With the line that closes it.</summary>
    Footer,

    /// <summary>With the text itself.</summary>
    EndOfText,

    /// <summary>With a byte that belongs to no text.</summary>
    Binary,

    /// <summary>With a character that no armor has.</summary>
    Printable,
}
