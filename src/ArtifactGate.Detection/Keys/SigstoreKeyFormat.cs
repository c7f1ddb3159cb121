namespace ArtifactGate.Detection.Keys;

/// <summary>
/// Signing keys of cosign: JSON with the parameters of the derivation and the encrypted key. Always encrypted, but pipelines use an empty
/// password as often as not, and which one it is cannot be told here; so the verdict is not lowered.
/// </summary>
internal sealed class SigstoreKeyFormat : ArmoredKeyFormat
{
    public override IReadOnlyList<string> Labels { get; } = ["ENCRYPTED SIGSTORE PRIVATE KEY", "ENCRYPTED COSIGN PRIVATE KEY"];

    public override string Sample(Random random)
    {
        var bytes = new byte[120];
        random.NextBytes(bytes);
        string json = $$$"""{"kdf":{"name":"scrypt","params":{"N":65536,"r":8,"p":1},"salt":"{{{Convert.ToBase64String(bytes, 0, 32)}}}"},"cipher":{"name":"nacl/secretbox","nonce":"{{{Convert.ToBase64String(bytes, 32, 24)}}}"},"ciphertext":"{{{Convert.ToBase64String(bytes)}}}"}""";
        return Write(Labels[random.Next(2)], System.Text.Encoding.ASCII.GetBytes(json), 64);
    }

    protected override KeyFacts? Parse(PemHeaders headers, ReadOnlySpan<byte> body, bool cut, Effort effort)
    {
        if (body is not [(byte)'{', ..] || body.IndexOf("\"kdf\""u8) < 0)
        {
            return null;
        }

        bool whole = body.IndexOf("\"ciphertext\""u8) > 0 && body.TrimEnd("\r\n \0"u8) is [.., (byte)'}'];
        return whole || (cut && body.Length >= LeastOfCut)
            ? new KeyFacts("encrypted key", null) { Structure = "Sigstore", Consistent = whole, Truncated = !whole, Protection = EncryptedKey.Unopened } : null;
    }
}
