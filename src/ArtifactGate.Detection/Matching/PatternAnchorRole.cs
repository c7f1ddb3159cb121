namespace ArtifactGate.Detection.Matching;

/// <summary>What seeing an anchor of a <see cref="PatternRule"/> means.</summary>
internal enum PatternAnchorRole
{
    /// <summary>A match may be around it: it is part of every match.</summary>
    InMatch,

    /// <summary>The rule is for this content.</summary>
    Keyword,

    /// <summary>The rule is for this content, and a match may be anywhere in it.</summary>
    KeywordOnly,
}
