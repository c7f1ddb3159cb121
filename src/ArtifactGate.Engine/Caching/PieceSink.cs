using ArtifactGate.Artifacts;
using ArtifactGate.Engine.Walking;

namespace ArtifactGate.Engine.Caching;

/// <summary>Hands on what a walk over one piece of an artifact comes to, and remembers whether that was nothing.</summary>
internal sealed class PieceSink(IWalkSink inner, bool isArtifact) : IWalkSink
{
    private volatile bool _clean = true;

    /// <summary>Whether nothing was found and everything was read.</summary>
    public bool IsClean => _clean;

    /// <summary>The name of its format.</summary>
    public string KindName { get; private set; } = "file";

    public void Kind(string kind)
    {
        KindName = kind;
        if (isArtifact)
        {
            inner.Kind(kind);
        }
    }

    public void Found(ContentNode node, IReadOnlyList<PlacedMatch> matches)
    {
        _clean = false;
        inner.Found(node, matches);
    }

    public void Unread(ArtifactPath path, UnreadReason reason, string detail, ContentNode content)
    {
        _clean = false;
        inner.Unread(path, reason, detail, content);
    }

    public void Opened(OpenedNode node) => inner.Opened(node);

    public void Read(long bytes) => inner.Read(bytes);
}
