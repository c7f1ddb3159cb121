using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace ArtifactGate.Engine.Tests.Quiet;

/// <summary>Halves of keys that everybody may have.</summary>
internal static class PublicKeys
{
    private static readonly X509Certificate2 Signer = new CertificateRequest("CN=Contoso", RSA.Create(2048), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(70));

    /// <summary>The public blob of a strong name: algorithms, length, and an RSA1 key with a modulus only.</summary>
    public static byte[] StrongName(Random random)
    {
        var key = new byte[12 + 20 + 256];
        random.NextBytes(key);
        ReadOnlySpan<byte> header = [0, 0x24, 0, 0, 4, 0x80, 0, 0, 0x14, 1, 0, 0, 6, 2, 0, 0, 0, 0x24, 0, 0, .. "RSA1"u8, 0, 8, 0, 0, 1, 0, 1, 0];
        header.CopyTo(key);
        BinaryPrimitives.WriteInt32LittleEndian(key.AsSpan(8), key.Length - 12);
        return key;
    }

    /// <summary>A signature with the certificate in it, as a signed package carries it.</summary>
    public static byte[] Signature(Random random)
    {
        var signed = new SignedCms(new ContentInfo(Convert.FromBase64String(RandomText.Base64(random, 200))));
        signed.ComputeSignature(new CmsSigner(Signer) { IncludeOption = X509IncludeOption.WholeChain });
        return signed.Encode();
    }
}
