using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ArtifactGate.Detection;

/// <summary>
/// A routable token is a payload, the payload's length in two base36 digits and a CRC-32 of all before it in seven, with dots
/// between and in newer ones a version. The payload says where the token belongs. Tokens of the older, plain kind have nothing to check.
/// </summary>
internal sealed class GitLabRoutableProof : Proof
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const int CheckLength = 7;
    private const int LengthDigits = 2;

    private static readonly System.Buffers.SearchValues<byte> DigitBytes = System.Buffers.SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyz"u8);

    public override int Bits => 32;

    public override bool Rejects => false;

    public override ProofResult Check(ReadOnlySpan<char> value)
    {
        int dot = value.IndexOf('.');
        if (dot < 0)
        {
            return ProofResult.Nothing;
        }

        if (value.Length < CheckLength || !value[^CheckLength..].SequenceEqual(Base36(Crc32.Of(value[..^CheckLength]), CheckLength)))
        {
            return ProofResult.Failed;
        }

        string? routing = Routing(value[(value[..dot].LastIndexOfAny('-', '_') + 1)..dot]) ?? Routing(value[(value.IndexOf('-') + 1)..dot]);
        return ProofResult.Held with { Account = routing, Details = [new("checksum", "valid")] };
    }

    public override string Complete(string sample, Random random)
    {
        int dot = sample.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return sample;
        }

        int prefix = sample.IndexOf('-', StringComparison.Ordinal) + 1;
        string covered = sample[..^(CheckLength + LengthDigits)] + Base36((uint)(dot - prefix), LengthDigits);
        return covered + Base36(Crc32.Of(covered), CheckLength);
    }

    // The payload ends in the length of its readable part, lines such as "o:1" and "u:2f": organisation, group, project, user.
    private static string? Routing(ReadOnlySpan<char> payload)
    {
        if (!Base64Url.IsValid(payload))
        {
            return null;
        }

        byte[] bytes = Base64Url.DecodeFromChars(payload);
        if (bytes.Length < 2 || bytes[^1] is var length && (length == 0 || length >= bytes.Length))
        {
            return null;
        }

        ReadOnlySpan<byte> text = bytes.AsSpan(bytes.Length - 1 - length, length);
        var parts = new List<string>();
        foreach (Range range in text.Split((byte)'\n'))
        {
            if (text[range] is not [var key, (byte)':', .. { Length: > 0 and < 14 } id] || id.ContainsAnyExcept(DigitBytes))
            {
                return null;
            }

            string? name = key switch
            {
                (byte)'o' => "organisation",
                (byte)'g' => "group",
                (byte)'p' => "project",
                (byte)'u' => "user",
                (byte)'c' => "cell",
                _ => null,
            };
            if (name is not null)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{name} {FromBase36(id)}"));
            }
        }

        return parts.Count > 0 ? string.Join(", ", parts) : null;
    }

    private static ulong FromBase36(ReadOnlySpan<byte> digits)
    {
        ulong number = 0;
        foreach (char digit in Encoding.ASCII.GetString(digits))
        {
            number = (number * 36) + (uint)Digits.IndexOf(digit, StringComparison.Ordinal);
        }

        return number;
    }

    private static string Base36(uint number, int width)
    {
        Span<char> text = stackalloc char[width];
        for (int i = width - 1; i >= 0; i--, number /= 36)
        {
            text[i] = Digits[(int)(number % 36)];
        }

        return new string(text);
    }
}
