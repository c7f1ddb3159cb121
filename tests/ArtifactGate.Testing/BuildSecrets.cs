namespace ArtifactGate.Testing;

/// <summary>Values as secrets of a build have them, which no rule knows by their format. Generated, as all samples are.</summary>
public static class BuildSecrets
{
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Letters and digits.</summary>
    public static string Token(int seed, int length = 32) => Of(LettersAndDigits, seed, length);

    /// <summary>Also what encodings and escapes change.</summary>
    public static string Password(int seed, int length = 32) => Of(LettersAndDigits + LettersAndDigits + "+/=&<>\"'%\\ #?:;,", seed, length);

    /// <summary>Characters of an alphabet.</summary>
    public static string Of(string alphabet, int seed, int length)
    {
        var random = new Random(seed);
        return string.Create(length, random, (text, r) =>
        {
            foreach (ref char c in text)
            {
                c = alphabet[r.Next(alphabet.Length)];
            }
        });
    }

    /// <summary>A GUID.</summary>
    public static string Guid(int seed)
    {
        var bytes = new byte[16];
        new Random(seed).NextBytes(bytes);
        return new Guid(bytes).ToString();
    }
}
