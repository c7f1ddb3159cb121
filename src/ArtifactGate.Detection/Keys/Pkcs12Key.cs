using System.Globalization;
using System.Security.Cryptography;

namespace ArtifactGate.Detection.Keys;

/// <summary>Says what a PKCS#12 file gives away, with the passwords that everybody would try.</summary>
internal static class Pkcs12Key
{
    /// <summary>The facts about the first private key in the file; null when there is none. Not consistent when it cannot be told whether there is one.</summary>
    public static KeyFacts? Judge(Pkcs12File file, Effort effort)
    {
        try
        {
            (bool opened, string? password, int attempts, bool tooMany) = FindPassword(file, effort);
            if (opened)
            {
                Open(file, password, effort);
            }

            return Describe(file, opened, password, attempts, tooMany) is { } facts ? facts with { Structure = "PKCS#12", More = [.. facts.More, .. Counts(file)] } : null;
        }
        finally
        {
            file.Clear();
        }
    }

    private static KeyFacts? Describe(Pkcs12File file, bool opened, string? password, int attempts, bool tooMany)
    {
        KeyFacts? key = file.Keys.Select(k => PrivateKeyParser.TryParse(k, Effort.None, out KeyFacts facts, out _, decrypted: true) ? facts : new KeyFacts("unknown", null)).FirstOrDefault();
        if (key is not null)
        {
            CertificateFacts? own = file.Certificates.Find(c => key.PublicKeyInfo is null || c.PublicKeyInfo.AsSpan().SequenceEqual(key.PublicKeyInfo));
            key = key with { Consistent = true, Protection = opened && file.ShroudedKeys.Count > 0 ? EncryptedKey.Describe(password) : "none" };
            return own?.Describe(key) ?? key;
        }

        if (file.ShroudedKeys.Count > 0)
        {
            KeyFacts closed = EncryptedKey.Closed("encrypted key", attempts, tooMany);
            return file.Certificates.Count > 0 ? file.Certificates[0].Describe(closed) : closed;
        }

        if (file.Secrets > 0)
        {
            return new KeyFacts("secret key", null) { Consistent = true };
        }

        // Keys stand in a safe of their own that is readable; one that hides everything hides certificates more likely than keys.
        return file.ForRecipient || (file.ClosedSafes.Count > 0 && !opened)
            ? new KeyFacts("unknown", null) { Protection = EncryptedKey.Unopened, More = [new("content", "encrypted, not opened")] } : null;
    }

    private static (bool Opened, string? Password, int Attempts, bool TooMany) FindPassword(Pkcs12File file, Effort effort)
    {
        (byte[] Algorithm, byte[] Encrypted)? probe = file.ShroudedKeys.Count > 0 ? file.ShroudedKeys[0] : file.ClosedSafes.Count > 0 ? file.ClosedSafes[0] : null;
        if (probe is null)
        {
            return (true, null, 0, false);
        }

        PasswordEncryption? scheme = PasswordEncryption.Read(probe.Value.Algorithm);
        long rounds = file.Mac?.Iterations ?? scheme?.Iterations ?? 0;
        int attempts = rounds == 0 ? 0 : effort.Take(rounds + (file.Authenticated.Length / 64), CommonPasswords.All.Count);
        for (int i = 0; i < attempts; i++)
        {
            string password = CommonPasswords.All[i];
            if (Fits(file, scheme, probe.Value.Encrypted, password))
            {
                return (true, password, i, false);
            }

            if (i == 0 && Fits(file, scheme, probe.Value.Encrypted, null))
            {
                return (true, null, i, false);
            }
        }

        return (false, null, attempts, rounds > 0 && attempts == 0);
    }

    private static bool Fits(Pkcs12File file, PasswordEncryption? scheme, byte[] encrypted, string? password) => file.Mac is { } mac
        ? mac.Fits(password, file.Authenticated)
        : scheme?.Decrypt(password, encrypted) is [DerReader.Sequence, ..] clear && DerReader.DeclaredLength(clear) == clear.Length;

    private static void Open(Pkcs12File file, string? password, Effort effort)
    {
        foreach ((byte[] algorithm, byte[] encrypted) in file.ClosedSafes)
        {
            if (Decrypt(algorithm, encrypted, password, effort) is byte[] safe)
            {
                _ = file.ReadBags(safe);
                CryptographicOperations.ZeroMemory(safe);
            }
        }

        foreach ((byte[] algorithm, byte[] encrypted) in file.ShroudedKeys)
        {
            if (Decrypt(algorithm, encrypted, password, effort) is byte[] key)
            {
                file.Keys.Add(key);
            }
        }
    }

    private static byte[]? Decrypt(byte[] algorithm, byte[] encrypted, string? password, Effort effort)
    {
        PasswordEncryption? scheme = PasswordEncryption.Read(algorithm);
        return scheme is not null && effort.Take(scheme.Iterations, 1) == 1 ? scheme.Decrypt(password, encrypted) : null;
    }

    private static IEnumerable<KeyValuePair<string, string>> Counts(Pkcs12File file)
    {
        yield return new("privateKeys", Math.Max(file.Keys.Count, file.ShroudedKeys.Count).ToString(CultureInfo.InvariantCulture));
        yield return new("certificates", file.Certificates.Count.ToString(CultureInfo.InvariantCulture));
    }
}
