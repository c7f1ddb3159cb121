using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>
/// Looks for credentials in the names of files. A name ships like content does, and reports, logs and receipts tell it: what is found in one is taken
/// out of it for everything that follows.
/// </summary>
/// <param name="detector">Finds.</param>
/// <param name="sink">Is told.</param>
internal sealed class NameScan(Detector detector, IWalkSink sink)
{
    /// <summary>What a report calls the place.</summary>
    public const string Member = "name";

    // What it calls the place where a link says what it leads to.
    private const string Link = "link";

    // No credential that its form alone tells is shorter.
    private const int Shortest = 16;

    private readonly List<Match> _matches = [];
    private readonly List<EncodedRun> _runs = [];

    /// <summary>Looks at the last name of a path; gives the path that may be told.</summary>
    /// <param name="path">The path of a node, or of something that was not read.</param>
    /// <param name="isTold">Whether the name is among bytes of the container that are scanned too, where it is told then.</param>
    public ArtifactPath Visit(ArtifactPath path, bool isTold)
    {
        if (path.Segments.IsEmpty || Find(path.Name, Member) is not { Count: > 0 } found)
        {
            return path;
        }

        ArtifactPath told = path.Parent.Inside(Without(path.Name, found));
        if (isTold)
        {
            return told;
        }

        Tell(path, told, found);
        return told;
    }

    /// <summary>Looks at the name of what has nothing else, and at what it leads to.</summary>
    /// <param name="named">The folder, link or other thing.</param>
    /// <param name="isTold">Whether names are told in the container.</param>
    public void Visit(WalkItem.Named named, bool isTold)
    {
        // Archives write a folder with the slash that follows its name.
        ArtifactPath told = Visit(named.Path.Parent.Inside(named.Path.Name.TrimEnd('/')), isTold);
        if (!isTold && named.Target is { } target && Find(target, Link) is { Count: > 0 } found)
        {
            Tell(named.Path, told, found);
        }
    }

    private void Tell(ArtifactPath path, ArtifactPath told, IReadOnlyList<PlacedMatch> found)
    {
        var node = new ContentNode(told, () => Stream.Null) { Length = 0 };
        sink.Found(node, [.. found.Where(m => m.Match.HoldsAt(Walker.PathOf(path), path.Name)).Select(m => m with { Node = node, Places = new MatchPlaces([], default) })]);
    }

    /// <summary>Looks at the name of a node; gives the node under the name that may be told.</summary>
    /// <param name="node">The node.</param>
    /// <param name="isTold">Whether the name is told in the container.</param>
    public ContentNode Visit(ContentNode node, bool isTold)
    {
        // A fragment has no name of its own: what it is called stands in its container.
        ArtifactPath path = node.Label is null ? Visit(node.Path, isTold) : node.Path;
        return ReferenceEquals(path, node.Path) ? node : node.At(path);
    }

    // Words beside each other in a name say nothing.
    private IReadOnlyList<PlacedMatch> Find(string name, string member)
    {
        if (name.Length < Shortest)
        {
            return [];
        }

        byte[] bytes = Encoding.UTF8.GetBytes(name);
        _matches.Clear();
        _runs.Clear();
        detector.Scan(new ScanWindow { Bytes = bytes, OwnedEnd = bytes.Length, IsText = true }, _matches, _runs);
        _matches.RemoveAll(m => m.Evidence == Evidence.Context);
        return _matches.Count == 0 ? [] : OverlapResolver.Resolve(
            [.. _matches.Select(m => new PlacedMatch(m, Probe, [], new MatchPlaces([], new ByteRange(m.Offset, m.ByteLength)), null, null) { Member = member })]);
    }

    private static readonly ContentNode Probe = new(new ArtifactPath(""), () => Stream.Null) { Length = 0 };

    private static string Without(string name, IReadOnlyList<PlacedMatch> found)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        foreach (PlacedMatch match in found.OrderByDescending(m => m.Places.Own.Offset))
        {
            (int start, int length) = ((int)match.Places.Own.Offset, (int)match.Places.Own.Length);
            bytes = [.. bytes[..start], .. Encoding.UTF8.GetBytes(match.Match.Preview.Length > 0 ? match.Match.Preview : "\u2026"), .. bytes[(start + length)..]];
        }

        return Encoding.UTF8.GetString(bytes);
    }
}
