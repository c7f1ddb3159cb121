using ArtifactGate.Artifacts;

namespace ArtifactGate.Engine.Receipts;

/// <summary>What an artifact is now, to be compared with a receipt.</summary>
/// <param name="Name">As the user wrote it.</param>
/// <param name="Form">What the digest is taken of.</param>
/// <param name="Sha256">64 hexadecimal digits.</param>
/// <param name="Changed">What was written to while it was read, for people; or null.</param>
internal sealed record ArtifactDigest(string Name, ArtifactForm Form, string Sha256, string? Changed)
{
    private const int BufferSize = 128 * 1024;

    /// <summary>Reads an artifact. An image is what its registry said when it was resolved.</summary>
    /// <exception cref="GateException">It cannot be read.</exception>
    public static ArtifactDigest Of(ArtifactInput input)
    {
        ArtifactForm form = input.Form;
        try
        {
            (string sha256, string? changed) = input.Image is not null ? (input.Image.Sha256, null)
                : input.Open is not null ? (OfStream(input.Open), null)
                : form == ArtifactForm.Folder ? OfFolder(input)
                : OfFile(input);
            return new ArtifactDigest(input.Name, form, sha256, changed);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GateException("AG0003", Printable.Line($"'{input.Name}' cannot be read."));
        }
    }

    private static string OfStream(Func<Stream> open)
    {
        using Stream stream = open();
        using var hashing = new HashingStream(stream);
        hashing.CopyTo(Stream.Null, BufferSize);
        return hashing.Sha256;
    }

    private static (string Sha256, string? Changed) OfFile(ArtifactInput input)
    {
        var file = new FileInfo(input.Location);
        (long length, DateTime written) = (file.Length, file.LastWriteTimeUtc);
        using var content = new ArtifactFile(input.Location);
        string sha256 = content.Sha256();
        file.Refresh();
        bool same = file.Exists && file.Length == length && content.Length == length && file.LastWriteTimeUtc == written;
        return (sha256, same ? null : input.Name);
    }

    private static (string Sha256, string? Changed) OfFolder(ArtifactInput input)
    {
        FolderDigest digest = FolderDigest.Of(input.Location);
        return (digest.Sha256, digest.Changed.Count == 0 ? null : $"{input.Name}/{digest.Changed[0]}");
    }
}
