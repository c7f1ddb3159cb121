namespace ArtifactGate.Detection.Expressions;

/// <summary>A place that an expression can ask for.</summary>
internal enum Place
{
    /// <summary>Where the text begins.</summary>
    TextStart,

    /// <summary>Where the text ends, and nowhere before.</summary>
    TextEnd,

    /// <summary>Where a line begins.</summary>
    LineStart,

    /// <summary>Where a line ends.</summary>
    LineEnd,

    /// <summary>Where a word begins or ends.</summary>
    WordEdge,

    /// <summary>Where no word begins or ends.</summary>
    NoWordEdge,
}
