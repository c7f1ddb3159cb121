using System.Security.Cryptography;

namespace ArtifactGate.Detection.Keys;

/// <summary>The integrity check of a PKCS#12 file, which also tells quickly whether a password is the right one.</summary>
/// <param name="Hash">Its hash.</param>
/// <param name="Digest">The value it must have.</param>
/// <param name="Salt">Salt of the key derivation.</param>
/// <param name="Iterations">Rounds of the key derivation.</param>
internal sealed record Pkcs12Mac(HashAlgorithmName Hash, byte[] Digest, byte[] Salt, int Iterations)
{
    /// <summary>Reads the last member of the file; null when it is missing or of a kind that is not known here.</summary>
    public static Pkcs12Mac? Read(ReadOnlySpan<byte> encoded)
    {
        if (!new DerReader(encoded).TryEnter(DerReader.Sequence, out DerReader mac) || !mac.TryEnter(DerReader.Sequence, out DerReader info)
            || !info.TryEnter(DerReader.Sequence, out DerReader algorithm) || !algorithm.TryReadOid(out string oid)
            || !info.TryReadOctets(DerReader.OctetString, out ReadOnlySpan<byte> digest)
            || !mac.TryReadOctets(DerReader.OctetString, out ReadOnlySpan<byte> salt) || salt.Length is 0 or > 1024)
        {
            return null;
        }

        int iterations = 1;
        if (!mac.Rest.IsEmpty && (!mac.TryReadNumber(out iterations) || iterations < 1))
        {
            return null;
        }

        HashAlgorithmName? hash = oid switch
        {
            "1.3.14.3.2.26" => HashAlgorithmName.SHA1,
            "2.16.840.1.101.3.4.2.1" => HashAlgorithmName.SHA256,
            "2.16.840.1.101.3.4.2.2" => HashAlgorithmName.SHA384,
            "2.16.840.1.101.3.4.2.3" => HashAlgorithmName.SHA512,
            _ => null,
        };
        return hash is null ? null : new Pkcs12Mac(hash.Value, digest.ToArray(), salt.ToArray(), iterations);
    }

    /// <summary>Whether the file was made with this password.</summary>
    public bool Fits(string? password, ReadOnlySpan<byte> authenticated)
    {
        byte[] key = Pkcs12Derivation.Derive(Hash, password, Salt, Iterations, Pkcs12Derivation.Mac, Digest.Length is > 0 and <= 64 ? Digest.Length : 20);
        byte[] computed = CryptographicOperations.HmacData(Hash, key, authenticated);
        CryptographicOperations.ZeroMemory(key);
        return computed.AsSpan().SequenceEqual(Digest);
    }
}
