using ArtifactGate.Artifacts;
using ArtifactGate.Engine.Walking;

namespace ArtifactGate.Engine.Signing;

/// <summary>
/// Looks an artifact through a second time for what one of some keys signed. Asked only where a private key was found, which is the moment
/// to pay for it; what cannot be read has been reported by the scan.
/// </summary>
/// <param name="formats">The formats that are opened.</param>
/// <param name="budget">A budget of its own.</param>
/// <param name="keys">The keys that were found, as <c>details.publicKey</c> names them.</param>
internal sealed class SignedContent(FormatBook formats, Budget budget, IReadOnlySet<string> keys)
{
    private const int HeadLength = 4096;
    private const string PackageSignature = ".signature.p7s";

    private readonly SortedDictionary<string, SortedSet<string>> _signed = new(StringComparer.Ordinal);

    /// <summary>What each of the keys signed, for people: path and kind of signature.</summary>
    public IReadOnlyDictionary<string, SortedSet<string>> Find(IEnumerable<WalkItem> items, int depth)
    {
        foreach (WalkItem item in items)
        {
            if (item is WalkItem.Content { Node: { Label: null } node })
            {
                Visit(node, depth);
            }
        }

        return _signed;
    }

    private void Visit(ContentNode node, int depth)
    {
        try
        {
            budget.AddNode(depth);
            using var stream = new MeteredStream(node.Open(), budget, node);
            ReadOnlySpan<byte> head = stream.Peek(HeadLength);
            if (head is [(byte)'M', (byte)'Z', ..])
            {
                Image(node, stream);
            }
            else if (node.Path.Name == PackageSignature)
            {
                Add(SignerKeys.OfSignature(stream).Select(k => (k, "package signature")), node);
            }
            else
            {
                using RecognizedNode known = RecognizedNode.Of(formats, head, node, stream, budget);
                _ = known.Format is null ? null : Find(known.Format.Open(known.Node, budget), depth + 1);
            }
        }
        catch (Exception failure) when (UnreadReasons.Of(failure) is not null)
        {
            return;
        }
    }

    private void Image(ContentNode node, Stream stream)
    {
        using Materialized? held = node.RandomAccess ? null : Materializer.Materialize(stream, node, budget);
        using Stream image = (held?.Node ?? node).Open();
        Add(SignerKeys.OfImage(image), node);
    }

    private void Add(IEnumerable<(string Key, string Kind)> signers, ContentNode node)
    {
        foreach ((string key, string kind) in signers.Where(s => keys.Contains(s.Key)))
        {
            if (!_signed.TryGetValue(key, out SortedSet<string>? paths))
            {
                _signed[key] = paths = new SortedSet<string>(StringComparer.Ordinal);
            }

            paths.Add($"{(node.Path.Segments.IsEmpty ? node.Path.Artifact : node.Path.Inner)} ({kind})");
        }
    }
}
