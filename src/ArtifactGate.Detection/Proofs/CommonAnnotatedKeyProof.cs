using System.Buffers.Binary;

namespace ArtifactGate.Detection;

/// <summary>
/// The first 80 characters of a common annotated key are the base64 of 60 bytes; what follows begins with the Marvin32 of those, its bytes in
/// base64 or, as Azure DevOps and nuget.org write them, in base62. The four characters before it name the provider.
/// </summary>
internal sealed class CommonAnnotatedKeyProof : Proof
{
    private const int CoveredCharacters = 80;
    private const int CoveredBytes = 60;
    private const int CheckLength = 4;
    private const int KindAt = 57;
    private const string Base62Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    // Four characters of base64 are 24 bits; two ways to write them take one.
    public override int Bits => 23;

    // Which service writes which form is told by published keys only, so there may be a third. With nine fixed characters at their places the
    // shape can speak for itself.
    public override bool Rejects => false;

    public override ProofResult Check(ReadOnlySpan<char> value)
    {
        Span<byte> bytes = stackalloc byte[CoveredBytes];
        if (value.Length < CoveredCharacters + CheckLength
            || !Convert.TryFromBase64Chars(value[..CoveredCharacters], bytes, out int length) || length != CoveredBytes)
        {
            return ProofResult.Failed;
        }

        uint sum = Marvin32.Of(bytes, Marvin32.Seed("Default0"));
        bytes.Clear();
        KeyValuePair<string, string> provider = new("provider", value[(CoveredCharacters - 4)..CoveredCharacters].ToString());
        ReadOnlySpan<char> written = value.Slice(CoveredCharacters, CheckLength);
        if (written.SequenceEqual(InBase64(sum)) || written.SequenceEqual(InBase62(sum)))
        {
            return ProofResult.Held with { Details = [new("checksum", "valid"), provider] };
        }

        // How a hashed key is checked is not documented.
        return value[KindAt] == 'H' ? ProofResult.Nothing with { Details = [provider] } : ProofResult.Failed;
    }

    public override string Complete(string sample, Random random)
    {
        // A key has no plus and no slash; the maker of one with a checksum in base64 tries until that has none either.
        while (true)
        {
            string covered = Alphabet.Get("base62").Sample(random, 52) + sample[52..CoveredCharacters];
            uint sum = Marvin32.Of(Convert.FromBase64String(covered), Marvin32.Seed("Default0"));
            string check = random.Next(2) == 0 ? InBase62(sum) : InBase64(sum);
            if (check.Length == CheckLength && check.All(char.IsAsciiLetterOrDigit))
            {
                return covered + check + sample[(CoveredCharacters + CheckLength)..];
            }
        }
    }

    private static string InBase64(uint sum)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, sum);
        return Convert.ToBase64String(bytes[..3]);
    }

    // The bytes are those that stand in memory, and the number is read from them the other way round; zeros fill up what is short.
    private static string InBase62(uint sum)
    {
        var text = new System.Text.StringBuilder();
        for (uint number = BinaryPrimitives.ReverseEndianness(sum); number > 0; number /= 62)
        {
            text.Insert(0, Base62Digits[(int)(number % 62)]);
        }

        return text.ToString().PadRight(CheckLength, '0')[..CheckLength];
    }
}
