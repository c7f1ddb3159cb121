namespace ArtifactGate.Artifacts.Rar3;

/// <summary>
/// What is undone to a piece of the content. The format has programs for that; of all that could be written, the packers only ever wrote these,
/// and later unpackers know nothing else.
/// </summary>
internal enum FilterKind
{
    /// <summary>Targets of x86 calls.</summary>
    Calls,

    /// <summary>Targets of x86 calls and jumps.</summary>
    CallsAndJumps,

    /// <summary>Targets of Itanium branches.</summary>
    Itanium,

    /// <summary>Differences to the byte before, of several channels.</summary>
    Delta,

    /// <summary>Colours of a picture.</summary>
    Colours,

    /// <summary>Samples of sound.</summary>
    Sound,
}
