using System.Text;

namespace ArtifactGate.Detection;

/// <summary>
/// A session token is a message of numbered fields in base64: where it was made, a number, a region or twelve random bytes, then the encrypted rest. The
/// number is often negative, which writes ten <c>/</c> in a row into the text: without reading the fields that would look like somebody's placeholder.
/// </summary>
internal sealed class AwsSessionTokenProof : Proof
{
    private const int HeadCharacters = 80;
    private const byte NumberField = 0x10;
    private const byte RegionField = 0x1A;
    private const byte RestField = 0x22;
    private const int LongestNumber = 10;
    private const int LongestRegion = 24;

    private static readonly byte[][] Origins = [[0x21, 0x0A, 0x09, .. "origin_ec"u8], [0x17, 0x0A, 0x06, .. "er/aws"u8]];

    // Two tags and a length that fits between them.
    public override int Bits => 16;

    public override bool Rejects => false;

    public override bool ReadsStructure => true;

    public override ProofResult Check(ReadOnlySpan<char> value)
    {
        if (value.Length < HeadCharacters)
        {
            return ProofResult.Nothing;
        }

        Span<byte> head = stackalloc byte[HeadCharacters / 4 * 3];
        if (!Convert.TryFromBase64Chars(value[..HeadCharacters], head, out _))
        {
            return ProofResult.Nothing;
        }

        foreach (byte[] origin in Origins)
        {
            if (head.StartsWith(origin) && TryReadFields(head[origin.Length..], out ReadOnlySpan<byte> region))
            {
                return ProofResult.Held with { Scope = IsName(region) ? Encoding.ASCII.GetString(region) : null };
            }
        }

        return ProofResult.Nothing;
    }

    public override string Complete(string sample, Random random)
    {
        byte[] number = random.Next(2) == 0 ? [(byte)random.Next(0x80)] : [.. Enumerable.Repeat((byte)0xFF, LongestNumber - 1), 0x01];
        byte[] rest = new byte[random.Next(120, 400)];
        random.NextBytes(rest);
        byte[] random12 = new byte[12];
        random.NextBytes(random12);
        byte[] region = sample.StartsWith('I') ? [.. "eu-central-1"u8] : random12;
        byte[] bytes = [.. Origins[sample.StartsWith('I') ? 0 : 1], NumberField, .. number, RegionField, (byte)region.Length, .. region, RestField, .. rest];
        return Convert.ToBase64String(bytes).TrimEnd('=');
    }

    private static bool TryReadFields(ReadOnlySpan<byte> fields, out ReadOnlySpan<byte> region)
    {
        region = default;
        if (fields[0] != NumberField)
        {
            return false;
        }

        int at = 1;
        while (at <= LongestNumber && fields[at] >= 0x80)
        {
            at++;
        }

        at++;
        if (fields[at] != RegionField || fields[at + 1] > LongestRegion || fields.Length <= at + 2 + fields[at + 1])
        {
            return false;
        }

        region = fields.Slice(at + 2, fields[at + 1]);
        return region.Length == 0 || fields[at + 2 + region.Length] == RestField;
    }

    private static bool IsName(ReadOnlySpan<byte> region)
    {
        foreach (byte b in region)
        {
            if (!char.IsAsciiLetterLower((char)b) && !char.IsAsciiDigit((char)b) && b != '-')
            {
                return false;
            }
        }

        return region.Length > 4;
    }
}
