using System.Buffers.Text;
using System.Text.Json;

namespace ArtifactGate.Detection.Tokens;

/// <summary>
/// A JSON web token: a header and claims as base64url of JSON objects and a signature, with dots between; or, encrypted, a header and four
/// parts that only the receiver can read.
/// </summary>
internal sealed class JsonWebToken
{
    /// <summary>The most characters that are read.</summary>
    public const int MaxLength = 64 * 1024;

    private const int MaxHeader = 8000;
    private const int MinHeader = 12;
    private const int MinEnd = 16;

    private static readonly Alphabet Digits = Alphabet.Get("base64url");

    /// <summary>The algorithm that the header names.</summary>
    public required string Algorithm { get; init; }

    /// <summary>Readable by its receiver alone.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>Whether there is a signature, without which nobody trusts the claims.</summary>
    public bool IsSigned { get; init; }

    /// <summary>The text ended before the claims did, so that they are not known.</summary>
    public bool IsCutOff { get; init; }

    /// <summary>The signature has a length that its algorithm gives, so that nothing is missing even if the text ends with it.</summary>
    public bool MayEnd { get; init; }

    /// <summary>What it says of itself; of an encrypted token nothing.</summary>
    public TokenClaims Claims { get; init; } = new();

    /// <summary>Reads the token that <paramref name="text"/> begins with; null when there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">Characters of the token.</param>
    /// <param name="open">The text ended before the token did.</param>
    /// <param name="anySignature">Its surroundings tell already that it is one, so that its signature need not be of a usual length.</param>
    public static JsonWebToken? Read(ReadOnlySpan<char> text, out int length, out bool open, bool anySignature = false)
    {
        length = 0;
        int header = Digits.RunLength(text[..Math.Min(text.Length, MaxHeader)]);
        open = header == text.Length;
        if (header is < MinHeader or MaxHeader || open || text[header] != '.'
            || !JsonObject.TryRead(text[..header], ["alg", "enc"], out Dictionary<string, JsonElement>? members)
            || !members.TryGetValue("alg", out JsonElement algorithm) || algorithm.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        string name = algorithm.GetString()!;
        return members.ContainsKey("enc")
            ? ReadEncrypted(text, header, name, out length, out open)
            : ReadSigned(text, header, name, anySignature, out length, out open);
    }

    private static JsonWebToken? ReadSigned(ReadOnlySpan<char> text, int header, string algorithm, bool anySignature, out int length, out bool open)
    {
        int claims = header + 1;
        int dot = claims + Digits.RunLength(text[claims..]);
        length = dot;
        open = dot == text.Length;
        if (open)
        {
            return dot - claims < MinHeader ? null : new JsonWebToken { Algorithm = algorithm, IsSigned = true, IsCutOff = true };
        }

        if (text[dot] != '.' || TokenClaims.Read(text[claims..dot]) is not { } read)
        {
            return null;
        }

        int signature = SignatureLength(text[(dot + 1)..], algorithm);
        length = dot + 1 + signature;
        open = length == text.Length;
        bool unsigned = algorithm.Equals("none", StringComparison.OrdinalIgnoreCase);
        if (!unsigned && signature < (anySignature ? MinEnd : ShortestSignature(algorithm)))
        {
            return null;
        }

        return new JsonWebToken { Algorithm = algorithm, Claims = read, IsSigned = !unsigned, MayEnd = unsigned || UsualSignatures(algorithm).Contains(signature) };
    }

    private static JsonWebToken? ReadEncrypted(ReadOnlySpan<char> text, int header, string algorithm, out int length, out bool open)
    {
        length = header;
        open = false;
        for (int part = 1; part <= 4; part++)
        {
            int from = length + 1;
            length = from + Digits.RunLength(text[from..]);
            if (length == text.Length)
            {
                open = true;
                return part < 3 ? null : new JsonWebToken { Algorithm = algorithm, IsEncrypted = true, IsSigned = true };
            }

            // The key may be empty where both sides have it; the others not.
            if ((part < 4 && text[length] != '.') || (part > 1 && length == from) || (part == 4 && length - from < MinEnd))
            {
                return null;
            }
        }

        return new JsonWebToken { Algorithm = algorithm, IsEncrypted = true, IsSigned = true };
    }

    // A signature goes on as long as there are digits, unless another token begins where it should end.
    private static int SignatureLength(ReadOnlySpan<char> text, string algorithm)
    {
        int run = Digits.RunLength(text);
        foreach (int usual in UsualSignatures(algorithm))
        {
            if (run > usual && text[usual..] is ['e', 'y' or 'w', ..] or ['g', 'h', 's', '_', ..])
            {
                return usual;
            }
        }

        return run;
    }

    private static int ShortestSignature(string algorithm) => UsualSignatures(algorithm) is [var shortest, ..] ? shortest : MinEnd;

    // Characters of base64url for the bytes of each kind: hashes, two numbers of a curve, RSA of 1024 to 4096 bits.
    private static int[] UsualSignatures(string algorithm) => algorithm switch
    {
        "HS256" => [43],
        "HS384" => [64],
        "HS512" or "ES256" or "ES256K" or "EdDSA" => [86],
        "ES384" => [128],
        "ES512" => [176],
        ['R' or 'P', 'S', ..] => [171, 342, 512, 683],
        _ => [],
    };

    /// <summary>A generated token.</summary>
    public static string Sample(Random random)
    {
        string[] names = ["HS256", "HS512", "ES256", "RS256"];
        string algorithm = names[random.Next(names.Length)];
        string header = (random.Next(3)) switch
        {
            0 => $"{{\"alg\":\"{algorithm}\",\"typ\":\"JWT\"}}",
            1 => $"{{ \"typ\": \"JWT\", \"alg\": \"{algorithm}\" }}",
            _ => $"{{\r\n  \"alg\": \"{algorithm}\"\r\n}}",
        };
        string claims = $"{{\"iss\":\"https://login.test/{random.Next()}\",\"sub\":\"{Guid.CreateVersion7()}\",\"aud\":\"api\",\"exp\":{4_000_000_000L + random.Next(100_000)}}}";
        int[] lengths = UsualSignatures(algorithm);
        var signature = new byte[lengths[^1] * 3 / 4];
        random.NextBytes(signature);
        return $"{Encode(header)}.{Encode(claims)}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(text));
}
