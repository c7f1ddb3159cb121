namespace ArtifactGate.Artifacts;

/// <summary>Why something could not be read completely. The report writes the names in lower case.</summary>
public enum UnreadReason
{
    /// <summary>Encrypted with a password that is not known.</summary>
    Encrypted,

    /// <summary>Not what its own headers say: lying lengths, wrong checksums, cut off.</summary>
    Corrupt,

    /// <summary>A container we recognise and cannot open.</summary>
    Unsupported,

    /// <summary>Nested deeper than the limit.</summary>
    Depth,

    /// <summary>More entries than the limit.</summary>
    Entries,

    /// <summary>More bytes than the limit, or than a rule reads.</summary>
    Size,

    /// <summary>Expands more than the limit.</summary>
    Ratio,

    /// <summary>Took longer than the limit.</summary>
    Time,

    /// <summary>Needs more temporary space than the limit.</summary>
    Spool,

    /// <summary>Changed while it was read.</summary>
    Changed,

    /// <summary>An artifact without any content.</summary>
    Empty,

    /// <summary>The user stopped the run.</summary>
    Cancelled,
}
