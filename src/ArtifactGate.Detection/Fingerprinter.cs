using System.Security.Cryptography;
using System.Text;

namespace ArtifactGate.Detection;

/// <summary>
/// Turns a value into a name for it that tells nothing about it: 130 bits of HMAC-SHA256 under a key, in base32. The same
/// credential has the same fingerprint wherever it is found.
/// </summary>
public sealed class Fingerprinter
{
    // Not a secret: with it a fingerprint is stable for everybody, and only values that cannot be guessed get one.
    private const string DocumentedKey = "ArtifactGate fingerprint key, version 1";
    private const int Characters = 26; // times 5 bits = 130 bits

    private readonly byte[] _key;
    private readonly byte[] _ownKey = RandomNumberGenerator.GetBytes(32);

    /// <summary>Makes fingerprints under a key.</summary>
    /// <param name="secretKey">The organisation's secret key, or null.</param>
    /// <param name="salt">The policy's salt, used when there is no secret key; or null.</param>
    public Fingerprinter(string? secretKey = null, string? salt = null)
    {
        HasSecretKey = !string.IsNullOrEmpty(secretKey);
        _key = Encoding.UTF8.GetBytes(HasSecretKey ? secretKey! : string.IsNullOrEmpty(salt) ? DocumentedKey : salt);
        string source = HasSecretKey ? "secret" : string.IsNullOrEmpty(salt) ? "documented" : "salt";
        KeyId = $"{source}:{Base32(HMACSHA256.HashData(_key, "key id"u8))[..8]}";
    }

    /// <summary>Whether the key is secret, so that guessable values may be fingerprinted too.</summary>
    public bool HasSecretKey { get; }

    /// <summary>Says which key was used without telling it: its source, a colon and 40 bits.</summary>
    public string KeyId { get; }

    /// <summary>The fingerprint of a canonical value.</summary>
    public string Of(ReadOnlySpan<byte> canonical) => "v1:" + Base32(HMACSHA256.HashData(_key, canonical))[..Characters];

    /// <summary>Tells whether two values are the same, and nothing else: under a key that nobody has and that is gone when this is.</summary>
    public string LikenessOf(ReadOnlySpan<byte> canonical) => Base32(HMACSHA256.HashData(_ownKey, canonical))[..Characters];

    /// <summary>The fingerprint of a place, for values that could be guessed: <c>loc:</c> and a hash of code, path and member.</summary>
    public static string OfPlace(string code, string path, string? member) =>
        "loc:" + Base32(SHA256.HashData(Encoding.UTF8.GetBytes($"{code}\n{path}\n{member}")))[..Characters];

    private static string Base32(ReadOnlySpan<byte> bytes)
    {
        const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
        var text = new StringBuilder();
        int bits = 0, held = 0;
        foreach (byte b in bytes)
        {
            bits = ((bits & 0xFF) << 8) | b;
            for (held += 8; held >= 5; held -= 5)
            {
                text.Append(Alphabet[(bits >> (held - 5)) & 31]);
            }
        }

        return text.ToString();
    }
}
