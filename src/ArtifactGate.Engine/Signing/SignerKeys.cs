using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using ArtifactGate.Detection;

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
            if (image.HasMetadata && image.GetMetadataReader(MetadataReaderOptions.None) is { IsAssembly: true } metadata
                && SignatureKeys.OfStrongName(metadata.GetBlobBytes(metadata.GetAssemblyDefinition().PublicKey)) is string strongName)
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

        return SignatureKeys.OfPkcs7(content.ToArray());
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
            ? SignatureKeys.OfPkcs7(entry[CertificateHeader..length]) : [];
    }
}
