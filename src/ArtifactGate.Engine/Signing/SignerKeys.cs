using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace ArtifactGate.Engine.Signing;

/// <summary>The public keys that signed a file, named as <c>details.publicKey</c> names the key of a finding.</summary>
internal static class SignerKeys
{
    private const int CertificateHeader = 8;
    private const int LargestSignature = 1 << 20;
    private const ushort Pkcs7 = 2;

    /// <summary>The strong name and the Authenticode signature of an executable file, each with what it is called.</summary>
    public static IEnumerable<(string Key, string Kind)> OfImage(Stream stream)
    {
        var keys = new List<(string, string)>();
        try
        {
            using var image = new PEReader(stream, PEStreamOptions.LeaveOpen);
            if (image.HasMetadata && image.GetMetadataReader() is { IsAssembly: true } metadata
                && OfStrongName(metadata.GetBlobBytes(metadata.GetAssemblyDefinition().PublicKey)) is string strongName)
            {
                keys.Add((strongName, "strong name"));
            }

            if (image.PEHeaders.PEHeader?.CertificateTableDirectory is { Size: > CertificateHeader and < LargestSignature } table)
            {
                keys.AddRange(OfCertificateTable(stream, table).Select(k => (k, "Authenticode")));
            }
        }
        catch (Exception failure) when (failure is BadImageFormatException or CryptographicException or InvalidOperationException)
        {
            // The bytes were read by the scan; a signature that cannot be read names nobody's key.
            return keys;
        }

        return keys;
    }

    /// <summary>The signers of a signature file of a NuGet package.</summary>
    public static IEnumerable<string> OfSignature(Stream stream)
    {
        var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (content.Length < LargestSignature && stream.Read(buffer) is var read and > 0)
        {
            content.Write(buffer, 0, read);
        }

        return OfPkcs7(content.ToArray());
    }

    // The attribute certificate table is found by a place in the file, unlike everything else (PE format, 4.7).
    private static IEnumerable<string> OfCertificateTable(Stream stream, DirectoryEntry table)
    {
        if (table.RelativeVirtualAddress <= 0 || table.RelativeVirtualAddress > stream.Length - table.Size)
        {
            return [];
        }

        var entry = new byte[table.Size];
        stream.Position = table.RelativeVirtualAddress;
        stream.ReadExactly(entry);
        int length = BinaryPrimitives.ReadInt32LittleEndian(entry);
        return BinaryPrimitives.ReadUInt16LittleEndian(entry.AsSpan(6)) == Pkcs7 && length > CertificateHeader && length <= entry.Length
            ? OfPkcs7(entry[CertificateHeader..length]) : [];
    }

    private static IEnumerable<string> OfPkcs7(byte[] encoded)
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

    // ECMA-335 II.22.2 and the public key blob of CryptoAPI: three numbers, then a header, "RSA1", bits, exponent and the modulus, least byte first.
    private static string? OfStrongName(byte[] blob)
    {
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
