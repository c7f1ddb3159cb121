namespace ArtifactGate.Detection.Known;

/// <summary>One thing to look for: a value, or the secret part of one. Only the search reads it.</summary>
/// <param name="bytes">The value: UTF-8 of a text, or bytes.</param>
/// <param name="text">The text, when it is one.</param>
/// <param name="part">Which part of the variable's value it is; null for all of it.</param>
/// <param name="guessable">It could be found by trying, so that its fingerprint would give it away.</param>
/// <param name="canonical">What its fingerprint is made of: the SubjectPublicKeyInfo of a private key; null for the bytes themselves.</param>
internal sealed class KnownSecret(byte[] bytes, string? text, string? part, bool guessable, byte[]? canonical = null)
{
    public byte[] Bytes => bytes;

    public string? Text => text;

    public string? Part => part;

    public bool Guessable => guessable;

    public byte[] Canonical => canonical ?? bytes;
}
