using ArtifactGate.Artifacts;

namespace ArtifactGate.Engine.Walking;

/// <summary>Receives what a walk comes to. Called from several threads at once.</summary>
internal interface IWalkSink
{
    /// <summary>The name of the artifact's format.</summary>
    void Kind(string kind);

    /// <summary>A match, while its node can still be read.</summary>
    void Found(PlacedMatch match);

    /// <summary>Something that stays unread.</summary>
    void Unread(ArtifactPath path, UnreadReason reason, string detail);
}
