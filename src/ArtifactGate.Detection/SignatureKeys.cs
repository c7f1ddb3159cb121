using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace ArtifactGate.Detection;

/// <summary>The public keys behind signatures, named as <c>details.publicKey</c> names the key of a finding.</summary>
public static class SignatureKeys
{
    /// <summary>The signers of a message of PKCS #7 (RFC 5652); none when it cannot be read.</summary>
    public static IReadOnlyList<string> OfPkcs7(byte[] encoded)
    {
        try
        {
            var message = new SignedCms();
            message.Decode(encoded);
            return [.. message.SignerInfos.Cast<SignerInfo>().Where(s => s.Certificate is not null).Select(s => NameOf(s.Certificate!.PublicKey.ExportSubjectPublicKeyInfo()))];
        }
        catch (CryptographicException)
        {
            return [];
        }
    }

    /// <summary>The key of a strong name (ECMA-335 II.22.2), or null when the blob is none.</summary>
    /// <exception cref="CryptographicException">The numbers are no key.</exception>
    public static string? OfStrongName(byte[] blob)
    {
        // Three numbers, then the public key blob of CryptoAPI: a header, "RSA1", bits, exponent and the modulus, least byte first.
        ArgumentNullException.ThrowIfNull(blob);
        if (blob.Length < 33 || !blob.AsSpan(20, 4).SequenceEqual("RSA1"u8))
        {
            return null;
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(blob.AsSpan(24)) / 8;
        if (length <= 0 || length != blob.Length - 32)
        {
            return null;
        }

        byte[] modulus = blob[32..];
        byte[] exponent = blob[28..32];
        Array.Reverse(modulus);
        Array.Reverse(exponent);
        using RSA rsa = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = exponent.AsSpan().TrimStart((byte)0).ToArray() });
        return NameOf(rsa.ExportSubjectPublicKeyInfo());
    }

    private static string NameOf(byte[] publicKeyInfo) => "SHA256:" + Convert.ToHexStringLower(SHA256.HashData(publicKeyInfo));
}
