using System.Globalization;
using System.Security.Cryptography;

namespace ArtifactGate.Detection.Keys;

/// <summary>Tries the passwords that everybody would try on an encrypted private key.</summary>
internal static class EncryptedKey
{
    public const string Unopened = "password";

    /// <summary>The facts about the key: its own when a password opens it, else only that it is encrypted.</summary>
    /// <param name="algorithm">Content of the AlgorithmIdentifier.</param>
    /// <param name="encrypted">The encrypted PKCS#8.</param>
    /// <param name="effort">What may be spent on it.</param>
    public static KeyFacts Open(ReadOnlySpan<byte> algorithm, ReadOnlySpan<byte> encrypted, Effort effort)
    {
        PasswordEncryption? scheme = PasswordEncryption.Read(algorithm);
        int attempts = scheme is null ? 0 : effort.Take(scheme.Iterations, CommonPasswords.All.Count);
        for (int i = 0; i < attempts; i++)
        {
            string password = CommonPasswords.All[i];
            if ((TryOpen(scheme!, password, encrypted) ?? (i == 0 ? TryOpen(scheme!, null, encrypted) : null)) is { } facts)
            {
                return facts with { Protection = Describe(password) };
            }
        }

        return Closed("encrypted key", attempts, tooManyRounds: scheme is not null && attempts == 0);
    }

    /// <summary>The facts about a key that stays closed.</summary>
    /// <param name="algorithm">What is known of its algorithm.</param>
    /// <param name="attempts">Passwords that were tried.</param>
    /// <param name="tooManyRounds">None could be tried because each would take too long; then nobody can say that the password is a good one.</param>
    public static KeyFacts Closed(string algorithm, int attempts, bool tooManyRounds = false) => new(algorithm, null)
    {
        Consistent = true,
        Encrypted = !tooManyRounds,
        Protection = Unopened,
        More = [new("passwordsTried", attempts.ToString(CultureInfo.InvariantCulture))],
    };

    /// <summary>How a password that opened a key is named; the password itself is not told.</summary>
    public static string Describe(string? password) => string.IsNullOrEmpty(password) ? "empty password" : "common password";

    private static KeyFacts? TryOpen(PasswordEncryption scheme, string? password, ReadOnlySpan<byte> encrypted)
    {
        if (scheme.Decrypt(password, encrypted) is not byte[] clear)
        {
            return null;
        }

        bool parsed = PrivateKeyParser.TryParse(clear, Effort.None, out KeyFacts facts, out int consumed, decrypted: true) && consumed == clear.Length;
        CryptographicOperations.ZeroMemory(clear);
        return parsed ? facts : null;
    }
}
