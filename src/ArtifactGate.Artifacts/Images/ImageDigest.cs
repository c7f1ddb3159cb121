using System.Security.Cryptography;

namespace ArtifactGate.Artifacts.Images;

/// <summary>The digest of a blob: <c>sha256:</c> and 64 hexadecimal digits, or <c>sha512:</c> and 128 (OCI image specification, descriptor).</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Algorithm">The hash.</param>
/// <param name="Value">Its bytes.</param>
internal sealed record ImageDigest(string Text, HashAlgorithmName Algorithm, byte[] Value)
{
    /// <summary>Where an OCI layout keeps the blob.</summary>
    public string BlobName => "blobs/" + Text.Replace(':', '/');

    /// <summary>Reads a digest, or gives null: nothing else may become part of a file name.</summary>
    public static ImageDigest? Parse(string? text)
    {
        if (text?.Split(':') is not [var name, var hex] || !hex.All(char.IsAsciiHexDigitLower))
        {
            return null;
        }

        return (name, hex.Length) switch
        {
            ("sha256", 64) => new ImageDigest(text, HashAlgorithmName.SHA256, Convert.FromHexString(hex)),
            ("sha512", 128) => new ImageDigest(text, HashAlgorithmName.SHA512, Convert.FromHexString(hex)),
            _ => null,
        };
    }
}
