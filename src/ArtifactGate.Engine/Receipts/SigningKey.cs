using System.Security.Cryptography;

namespace ArtifactGate.Engine.Receipts;

/// <summary>The private key that receipts are signed with: ECDSA on P-256.</summary>
public sealed class SigningKey : IDisposable
{
    private readonly ECDsa _key;

    private SigningKey(ECDsa key)
    {
        _key = key;
        Id = KeyPem.IdOf(key);
    }

    /// <summary>The SHA-256 of the public key, 64 hexadecimal digits.</summary>
    public string Id { get; }

    /// <summary>Reads a PEM file: PKCS#8, the same encrypted, or the older form of EC keys alone (SEC 1).</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="shown">How messages call it.</param>
    /// <param name="password">The password of an encrypted key, or null.</param>
    /// <exception cref="GateException">It cannot be read, or is no such key.</exception>
    public static SigningKey Read(string path, string shown, string? password)
    {
        char[] pem = KeyPem.Read(path, shown);
        var key = ECDsa.Create();
        try
        {
            bool encrypted = pem.AsSpan().IndexOf("ENCRYPTED PRIVATE KEY") >= 0;
            if (encrypted && string.IsNullOrEmpty(password))
            {
                throw KeyPem.Error(shown, "is encrypted, and ARTIFACTGATE_SIGN_PASSWORD is not set");
            }

            if (pem.AsSpan().IndexOf("Proc-Type:") >= 0)
            {
                throw KeyPem.Error(shown, "is encrypted in a way that is no longer used; 'openssl pkcs8 -topk8' writes it anew");
            }

            if (encrypted)
            {
                key.ImportFromEncryptedPem(pem, password);
            }
            else
            {
                key.ImportFromPem(pem);
            }

            return !KeyPem.IsP256(key) ? throw KeyPem.Error(shown, "is on another curve than P-256")
                : !HasPrivateHalf(key) ? throw KeyPem.Error(shown, "is a public key; a signature needs the private one")
                : new SigningKey(key);
        }
        catch (Exception failure) when (failure is ArgumentException or CryptographicException or GateException)
        {
            key.Dispose();
            throw failure is GateException ? failure : KeyPem.Error(shown, "is no private key for ECDSA on P-256 in PEM, or its password is another one");
        }
        finally
        {
            Array.Clear(pem);
        }
    }

    /// <summary>A statement in a signed envelope, as a file.</summary>
    public byte[] Sign(byte[] statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        byte[] signature = _key.SignData(Dsse.Encode(ReceiptTerms.PayloadType, statement), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return new Dsse(ReceiptTerms.PayloadType, statement, [(Id, signature)]).Write();
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private static bool HasPrivateHalf(ECDsa key)
    {
        try
        {
            ECParameters parameters = key.ExportParameters(true);
            CryptographicOperations.ZeroMemory(parameters.D);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
