using ArtifactGate.Artifacts;
using ArtifactGate.Engine.Walking;

namespace ArtifactGate.Engine.Locating;

/// <summary>Keeps what a walk over a source file finds in its lines. What could not be read was reported where the artifact was.</summary>
internal sealed class SourceMatches : IWalkSink
{
    private readonly List<SourceMatch> _all = [];

    /// <summary>What was found.</summary>
    public IReadOnlyList<SourceMatch> All => _all;

    public void Found(ContentNode node, IReadOnlyList<PlacedMatch> matches)
    {
        foreach (PlacedMatch placed in matches.Select(m => m.AtOuterRun()))
        {
            foreach (PlacedMatch match in (PlacedMatch[])[placed, .. placed.Also])
            {
                if (node.Path.Segments.IsEmpty && placed.Line is int line)
                {
                    _all.Add(new SourceMatch(match.Match.Rule.Code, match.Match.Likeness, line, placed.Column));
                }
            }
        }
    }

    public void Kind(string kind)
    {
    }

    public void Unread(ArtifactPath path, UnreadReason reason, string detail, ContentNode content)
    {
    }

    public void Opened(OpenedNode node)
    {
    }

    public void Read(long bytes)
    {
    }
}
