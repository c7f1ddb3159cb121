using System.Security.Cryptography;

namespace ArtifactGate.Engine.Receipts;

/// <summary>The public key that a receipt must be signed with.</summary>
public sealed class VerificationKey : IDisposable
{
    private readonly ECDsa _key;

    private VerificationKey(ECDsa key)
    {
        _key = key;
        Id = KeyPem.IdOf(key);
    }

    /// <summary>The SHA-256 of the key, 64 hexadecimal digits.</summary>
    public string Id { get; }

    /// <summary>Reads a PEM file with a public key (SubjectPublicKeyInfo).</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="shown">How messages call it.</param>
    /// <exception cref="GateException">It cannot be read, or is no such key.</exception>
    public static VerificationKey Read(string path, string shown)
    {
        char[] pem = KeyPem.Read(path, shown);
        var key = ECDsa.Create();
        try
        {
            if (pem.AsSpan().IndexOf("PRIVATE KEY") >= 0)
            {
                throw KeyPem.Error(shown, "is a private key, which has no business where receipts are verified; 'openssl pkey -pubout' writes the public one");
            }

            key.ImportFromPem(pem);
            return KeyPem.IsP256(key) ? new VerificationKey(key) : throw KeyPem.Error(shown, "is on another curve than P-256");
        }
        catch (Exception failure) when (failure is ArgumentException or CryptographicException or GateException)
        {
            key.Dispose();
            throw failure is GateException ? failure : KeyPem.Error(shown, "is no public key for ECDSA on P-256 in PEM");
        }
        finally
        {
            Array.Clear(pem);
        }
    }

    /// <summary>Whether one of the signatures of an envelope is of this key.</summary>
    internal bool Signed(Dsse envelope)
    {
        byte[] signed = Dsse.Encode(envelope.PayloadType, envelope.Payload);
        return envelope.Signatures.Any(s => Verifies(signed, s.Signature));
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private bool Verifies(byte[] signed, byte[] signature)
    {
        try
        {
            return _key.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            // A signature that is no signature.
            return false;
        }
    }
}
