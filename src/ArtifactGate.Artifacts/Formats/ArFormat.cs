using System.Globalization;
using ArtifactGate.Artifacts.Ar;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>ar: static libraries of every linker, and Debian packages (<c>deb(5)</c>), which are three members in one.</summary>
internal sealed class ArFormat : IArtifactFormat
{
    private const int ChunkSize = 4096;

    public string Name => "ar";

    public bool NeedsRandomAccess => true;

    // Headers, and names longer than they are read.
    public bool KeepsBytes => true;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) =>
        head.StartsWith(ArReader.Magic) || head.StartsWith(ArReader.ThinMagic) ? Fit.Generic : Fit.None;

    public string KindOf(ContentNode node)
    {
        using Stream stream = node.Open();
        return new ArReader(stream).Next() is { Name: "debian-binary" } ? "deb" : Name;
    }

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        using Stream stream = container.Open();
        if (IsThin(stream))
        {
            yield return new WalkItem.Unread(container.Path, UnreadReason.Unsupported, "a thin archive: the files that it names are not in it");
            yield break;
        }

        var reader = new ArReader(stream);
        while (reader.Position <= stream.Length && reader.Next() is { } member)
        {
            budget.CheckTime();
            ArtifactPath path = container.Path.Inside(member.Name ?? Place(member.Offset));
            if (member.Length > stream.Length - member.Offset)
            {
                // What is left of it stays among the bytes of the archive.
                yield return new WalkItem.Unread(path, UnreadReason.Corrupt, $"cut off: {member.Length} bytes are promised, {Math.Max(0, stream.Length - member.Offset)} are there");
                yield break;
            }

            yield return new WalkItem.HandedOut(member.Offset, member.Length);
            yield return new WalkItem.Content(new ContentNode(path, container, member.Offset, member.Length) { Origin = container.Origin?.Inside(path.Name) });
        }

        // Nothing but padding may stand where no header does.
        long end = reader.Position;
        if (HasContent(stream, end, budget))
        {
            yield return new WalkItem.Unread(container.Path, UnreadReason.Corrupt, "something else stands where a member must begin");
            yield return new WalkItem.HandedOut(end, stream.Length - end);
            yield return new WalkItem.Content(new ContentNode(container.Path.Inside(Place(end)), container, end, stream.Length - end));
        }
    }

    private static bool IsThin(Stream stream)
    {
        Span<byte> magic = stackalloc byte[8];
        stream.ReadExactly(magic);
        return magic.SequenceEqual(ArReader.ThinMagic);
    }

    private static bool HasContent(Stream stream, long from, Budget budget)
    {
        if (from >= stream.Length)
        {
            return false;
        }

        Span<byte> chunk = stackalloc byte[ChunkSize];
        stream.Position = from;
        for (int read = stream.Read(chunk); read > 0; read = stream.Read(chunk))
        {
            budget.CheckTime();
            if (chunk[..read].ContainsAnyExcept((byte)0, (byte)'\n'))
            {
                return true;
            }
        }

        return false;
    }

    private static string Place(long offset) => string.Create(CultureInfo.InvariantCulture, $"@{offset}");
}
