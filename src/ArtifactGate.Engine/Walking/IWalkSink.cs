using ArtifactGate.Artifacts;

namespace ArtifactGate.Engine.Walking;

/// <summary>Receives what a walk comes to. Called from several threads at once.</summary>
internal interface IWalkSink
{
    /// <summary>The name of the artifact's format.</summary>
    void Kind(string kind);

    /// <summary>The matches of one node, while it can still be read if it has random access.</summary>
    void Found(ContentNode node, IReadOnlyList<PlacedMatch> matches);

    /// <summary>Something that stays unread.</summary>
    /// <param name="path">What.</param>
    /// <param name="reason">Why.</param>
    /// <param name="detail">One line for a person.</param>
    /// <param name="content">Its bytes, or those of the container that it is in, for their digest; they are there while this is called.</param>
    void Unread(ArtifactPath path, UnreadReason reason, string detail, ContentNode content);

    /// <summary>A node was looked at, and everything inside it.</summary>
    void Opened(OpenedNode node);

    /// <summary>A leaf was read to its end.</summary>
    void Read(long bytes);
}
