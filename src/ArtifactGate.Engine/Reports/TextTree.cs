using System.Globalization;
using ArtifactGate.Artifacts;

namespace ArtifactGate.Engine.Reports;

/// <summary>The opened tree for people: every node below what it is in, with what it is and its bytes, or why it was not read.</summary>
internal static class TextTree
{
    private const int Column = 72;

    /// <summary>Adds the tree of the artifacts, if the run kept it.</summary>
    public static void Add(TextLines lines, GateResult result)
    {
        if (result.Tree is not { } tree)
        {
            return;
        }

        lines.Gap();
        lines.Add("Opened");
        ILookup<string, UnreadItem> unread = result.Unread.ToLookup(u => u.Path.Artifact, StringComparer.Ordinal);
        ILookup<string, OpenedNode> nodes = tree.ToLookup(n => n.Path.Artifact, StringComparer.Ordinal);
        foreach (string artifact in result.Artifacts.Select(a => a.Path))
        {
            var rows = new List<(ArtifactPath Path, string Text)>();
            rows.AddRange(nodes[artifact].Select(n => (n.Path, Describe(n))));
            rows.AddRange(unread[artifact].Select(u => (u.Path, $"not read, {u.Reason.ToString().ToLowerInvariant()}: {u.Detail}")));
            foreach ((ArtifactPath path, string text) in rows.OrderBy(r => r.Path.Segments, SegmentOrder.Instance))
            {
                int depth = path.Segments.Length;
                lines.Columns(path.Segments.IsEmpty ? artifact : path.Segments[^1], text, 2 + (2 * depth), Column);
            }
        }
    }

    private static string Describe(OpenedNode node)
    {
        string kind = node.Encoding.Count == 0 ? node.Kind : $"{string.Join(" > ", node.Encoding)} > {node.Kind}";
        return string.Create(CultureInfo.InvariantCulture, $"{kind}, {node.Bytes:N0} bytes");
    }

    // What is inside follows what it is in, whatever characters the names have.
    private sealed class SegmentOrder : IComparer<IReadOnlyList<string>>
    {
        public static SegmentOrder Instance { get; } = new();

        public int Compare(IReadOnlyList<string>? x, IReadOnlyList<string>? y)
        {
            for (int i = 0; i < Math.Min(x!.Count, y!.Count); i++)
            {
                if (string.CompareOrdinal(x[i], y[i]) is not 0 and var order)
                {
                    return order;
                }
            }

            return x.Count.CompareTo(y!.Count);
        }
    }
}
