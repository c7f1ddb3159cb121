using System.Buffers;
using System.Globalization;
using ArtifactGate.Artifacts.Executables;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>A script with an archive or a compressed file behind its last line that it unpacks. Zip archives look for their own beginning.</summary>
internal sealed class ScriptArchiveFormat : IArtifactFormat
{
    public string Name => "self-extracting-script";

    public bool NeedsRandomAccess => true;

    public bool KeepsBytes => true;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node)
    {
        if (head is not [(byte)'#', (byte)'!', ..])
        {
            return Fit.None;
        }

        if (!node.RandomAccess)
        {
            return Fit.Perhaps;
        }

        return Find(node) is null ? Fit.None : Fit.Generic;
    }

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        if (Find(container) is not { } offset)
        {
            yield break;
        }

        long length = container.Length!.Value - offset;
        ArtifactPath path = container.Path.Inside(string.Create(CultureInfo.InvariantCulture, $"@{offset}"));
        yield return new WalkItem.HandedOut(offset, length);
        yield return new WalkItem.Content(new ContentNode(path, container, offset, length));
    }

    private static long? Find(ContentNode node)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ScriptPayload.Searched);
        try
        {
            using Stream stream = node.Open();
            return ScriptPayload.Find(buffer.AsSpan(0, stream.ReadAtLeast(buffer.AsSpan(0, ScriptPayload.Searched), ScriptPayload.Searched, throwOnEndOfStream: false)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
