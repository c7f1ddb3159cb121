using System.Security.Cryptography;
using ArtifactGate.Artifacts.Cpio;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Rpm;

/// <summary>What a header says of the content of each file: its length and a digest. Whatever differs is not what will be installed.</summary>
internal sealed class RpmFileDigests
{
    private const uint Digests = 1035;
    private const uint Kind = 5011;
    private const int MostDigestBytes = 32 << 20;

    private readonly Dictionary<string, (long Size, byte[] Digest, bool IsAlone)> _expected = new(StringComparer.Ordinal);
    private readonly HashAlgorithmName _algorithm;

    private RpmFileDigests(HashAlgorithmName algorithm) => _algorithm = algorithm;

    /// <summary>Reads the digests; null when there are none, or of a kind that is not known.</summary>
    /// <param name="header">The header.</param>
    /// <param name="files">Reads its files, when they are needed.</param>
    /// <exception cref="InvalidDataException">The lists are damaged.</exception>
    public static RpmFileDigests? Of(RpmHeader header, Func<RpmFiles> files)
    {
        // Without a number it is the kind of the time before there was a choice.
        if (header.Count(Digests) == 0 || header.Count(RpmFiles.Names) == 0 || RpmDigests.Algorithm(header.Number(Kind) ?? 1) is not { } algorithm)
        {
            return null;
        }

        var digests = new RpmFileDigests(algorithm);
        string[] texts = header.Texts(Digests, MostDigestBytes);
        for (uint i = 0; i < texts.Length; i++)
        {
            // Links and folders have none.
            if (texts[i].Length > 0 && files().Named(i) is var (name, size, isAlone))
            {
                digests._expected[name] = (size, Bytes(texts[i]), isAlone);
            }
        }

        return digests;
    }

    /// <summary>The content of an entry of the payload, verified when it ends.</summary>
    public Stream Check(CpioEntry entry, Stream content)
    {
        // Of several names of one file only one has the content.
        if (!entry.IsFile || !_expected.TryGetValue(entry.Name, out (long Size, byte[] Digest, bool IsAlone) expected) || (entry.Length == 0 && !expected.IsAlone))
        {
            return content;
        }

        // Nothing has the digest of a content of another length.
        return new DigestStream(content, entry.Length == 0 ? expected.Size : entry.Length, _algorithm, entry.Length == expected.Size ? expected.Digest : []);
    }

    private static byte[] Bytes(string text)
    {
        byte[] bytes = new byte[text.Length / 2];
        return Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done ? bytes : [];
    }
}
