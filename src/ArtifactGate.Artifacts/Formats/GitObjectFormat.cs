using System.Security.Cryptography;
using ArtifactGate.Artifacts.Git;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>A loose git object (gitformat-loose): its content under its name, which is verified where the path tells it.</summary>
internal sealed class GitObjectFormat : IArtifactFormat
{
    private const int Head = 4096;

    public string Name => "git-object";

    public bool NeedsRandomAccess => true;

    public bool KeepsBytes => false;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) => LooseObject.Begins(head) ? Fit.Exact
        : node.Length == head.Length && LooseObject.IsCutOff(head) ? Fit.Generic : Fit.None;

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        byte[] head = new byte[Head];
        using (Stream file = container.Open())
        {
            Array.Resize(ref head, file.ReadAtLeast(head, Head, throwOnEndOfStream: false));
        }

        LooseObject loose = LooseObject.Read(head) ?? throw new InvalidDataException("no git object");
        byte[] id = IdOf(container.Path.Name);
        string name = Convert.ToHexStringLower(id.Length > 0 ? id : Computed(container, loose));
        yield return new WalkItem.Content(new ContentNode(container.Path.Inside(name), () => loose.Open(container.Open(), id))
        {
            Length = loose.Length,
            PackedLength = container.Length,
        });
    }

    // A folder of two digits and a file with the rest.
    private static byte[] IdOf(string path)
    {
        string[] parts = path.Split('/');
        string digits = parts.Length < 2 ? "" : parts[^2] + parts[^1];
        return digits.Length is 2 * SHA1.HashSizeInBytes or 2 * SHA256.HashSizeInBytes && parts[^2].Length == 2 && digits.All(char.IsAsciiHexDigitLower)
            ? Convert.FromHexString(digits)
            : [];
    }

    // Damage is met again when the content is read.
    private static byte[] Computed(ContentNode container, LooseObject loose)
    {
        try
        {
            using Stream content = loose.Open(container.Open(), []);
            return GitId.Of(loose.Type, loose.Length, content, HashAlgorithmName.SHA1);
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException)
        {
            return [];
        }
    }
}
