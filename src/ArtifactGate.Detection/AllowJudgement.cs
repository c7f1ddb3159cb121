namespace ArtifactGate.Detection;

/// <summary>What an <see cref="AllowList"/> says of a match.</summary>
public enum AllowJudgement
{
    /// <summary>It is not meant by the list.</summary>
    NotAllowed,

    /// <summary>It is, at the paths of the list.</summary>
    AtItsPaths,

    /// <summary>It is, everywhere.</summary>
    Allowed,
}
