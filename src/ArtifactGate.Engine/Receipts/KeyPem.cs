using System.Security.Cryptography;

namespace ArtifactGate.Engine.Receipts;

/// <summary>Reads a PEM file with a key on the curve P-256. No message repeats anything of the file.</summary>
internal static class KeyPem
{
    private const string P256 = "1.2.840.10045.3.1.7";
    private const int MaxBytes = 64 * 1024;

    /// <summary>The text of a file.</summary>
    /// <exception cref="GateException">It cannot be read.</exception>
    public static char[] Read(string path, string shown)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                throw Error(shown, "does not exist");
            }

            byte[] bytes = file.Length <= MaxBytes ? File.ReadAllBytes(path) : throw Error(shown, "is too large for a key");
            char[] text = System.Text.Encoding.ASCII.GetChars(bytes);
            CryptographicOperations.ZeroMemory(bytes);
            return text;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Error(shown, "cannot be read");
        }
    }

    /// <summary>Whether a key is on the one curve that is used.</summary>
    public static bool IsP256(ECDsa key)
    {
        try
        {
            ECCurve curve = key.ExportParameters(false).Curve;
            return curve.IsNamed && (curve.Oid.Value == P256 || curve.Oid.FriendlyName is "nistP256" or "ECDSA_P256");
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The name of a key: the SHA-256 of its public half (SubjectPublicKeyInfo), 64 hexadecimal digits.</summary>
    public static string IdOf(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    /// <summary>The error for a key file.</summary>
    public static GateException Error(string shown, string complaint) => new("AG0003", Printable.Line($"The key '{shown}' {complaint}."));
}
