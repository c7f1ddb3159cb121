using System.Buffers;
using System.Security.Cryptography;

namespace ArtifactGate.Artifacts.Rpm;

/// <summary>Verifies the lengths and digests that a package carries of itself: whatever differs, some reader sees something else.</summary>
internal static class RpmDigests
{
    private const uint SignatureSha1 = 269;
    private const uint SignatureSha256 = 273;
    private const uint SignatureMd5 = 1004;
    private const uint PayloadDigest = 5092;
    private const uint PayloadDigestKind = 5093;
    private const int ChunkSize = 64 * 1024;

    /// <summary>The first that differs, for a person; null when all hold.</summary>
    public static string? Difference(RpmPackage package, Stream stream, Budget budget)
    {
        (RpmHeader signature, RpmHeader header) = (package.Signature, package.Header);
        long headerLength = header.End - header.Start;
        if (package.PromisedLength is long promised && promised != headerLength + package.PayloadLength)
        {
            return $"cut off: {promised} bytes of header and payload are promised, {headerLength + package.PayloadLength} are there";
        }

        return Differs(signature.Text(SignatureSha1), HashAlgorithmName.SHA1, stream, header.Start, headerLength, budget)
            || Differs(signature.Text(SignatureSha256), HashAlgorithmName.SHA256, stream, header.Start, headerLength, budget) ? "the header has another digest"
            : Differs(Hex(signature.Bytes(SignatureMd5, 16)), HashAlgorithmName.MD5, stream, header.Start, headerLength + package.PayloadLength, budget)
            || (Algorithm(header.Number(PayloadDigestKind)) is { } algorithm && Differs(header.Text(PayloadDigest), algorithm, stream, package.PayloadOffset, package.PayloadLength, budget)) ? "the payload has another digest"
            : null;
    }

    /// <summary>The algorithm of a number (those of OpenPGP, RFC 9580 9.5); null when there is none here.</summary>
    public static HashAlgorithmName? Algorithm(long? number) => number switch
    {
        1 => HashAlgorithmName.MD5,
        2 => HashAlgorithmName.SHA1,
        8 => HashAlgorithmName.SHA256,
        9 => HashAlgorithmName.SHA384,
        10 => HashAlgorithmName.SHA512,
        _ => null,
    };

    private static string? Hex(byte[]? digest) => digest is null ? null : Convert.ToHexString(digest);

    private static bool Differs(string? expected, HashAlgorithmName algorithm, Stream stream, long start, long length, Budget budget)
    {
        if (expected is null)
        {
            return false;
        }

        using var hash = IncrementalHash.CreateHash(algorithm);
        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            stream.Position = start;
            for (long left = length; left > 0;)
            {
                budget.CheckTime();
                int read = stream.Read(chunk, 0, (int)Math.Min(chunk.Length, left));
                left -= read > 0 ? read : throw new EndOfStreamException();
                hash.AppendData(chunk, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk, clearArray: true);
        }

        return !Convert.ToHexString(hash.GetHashAndReset()).Equals(expected, StringComparison.OrdinalIgnoreCase);
    }
}
