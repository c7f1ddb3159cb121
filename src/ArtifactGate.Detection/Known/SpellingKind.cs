namespace ArtifactGate.Detection.Known;

/// <summary>What may stand for a symbol of a spelling.</summary>
internal enum SpellingKind
{
    /// <summary>A text: a character, or an escape for it.</summary>
    Text,

    /// <summary>Base64, in either alphabet and over line breaks.</summary>
    Base64,

    /// <summary>Hexadecimal digits in either case.</summary>
    Hex,

    /// <summary>Exactly this.</summary>
    Exact,
}
