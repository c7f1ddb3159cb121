using System.Security.Cryptography;

namespace ArtifactGate.Detection;

/// <summary>
/// 12 to 24 words of BIP 39, of which the last bits are the first of the SHA-256 of all others. Every wallet verifies it, so a failing check rejects:
/// it is what tells a seed from a sentence.
/// </summary>
internal sealed class SeedPhraseProof : Proof
{
    private const int BitsOfWord = 11;
    private const int MostWords = 24;

    private static readonly ProofResult Valid = ProofResult.Held with { Details = [new("checksum", "valid")] };

    /// <summary>The checksum of the shortest phrase; that every word is of the list says more, but words may be any text's.</summary>
    public override int Bits => 4;

    /// <inheritdoc/>
    public override bool Rejects => true;

    /// <inheritdoc/>
    public override bool ReadsStructure => true;

    /// <inheritdoc/>
    public override ProofResult Check(ReadOnlySpan<char> value)
    {
        // Eleven bits a word, the most significant first: the entropy, then a bit of checksum for every 32 of it.
        Span<byte> bits = stackalloc byte[(MostWords * BitsOfWord + 7) / 8];
        bits.Clear();
        int words = 0;
        foreach (Range range in value.Split(' '))
        {
            int index = words < MostWords ? SeedWords.IndexOf(value[range]) : -1;
            if (index < 0)
            {
                return ProofResult.Failed;
            }

            Write(bits, words * BitsOfWord, index);
            words++;
        }

        bool holds = words >= 12 && words % 3 == 0 && Checksum(bits, words) == Read(bits, words * BitsOfWord - words / 3, words / 3);
        bits.Clear();
        return holds ? Valid : ProofResult.Failed;
    }

    /// <inheritdoc/>
    public override string Complete(string sample, Random random)
    {
        int words = 12 + 3 * random.Next(5);
        Span<byte> bits = stackalloc byte[(MostWords * BitsOfWord + 7) / 8];
        bits.Clear();
        random.NextBytes(bits[..(words / 3 * 4)]);
        int check = words / 3;
        Write(bits, words * BitsOfWord - check, Checksum(bits, words), check);
        var text = new List<string>(words);
        for (int i = 0; i < words; i++)
        {
            text.Add(SeedWords.At(Read(bits, i * BitsOfWord, BitsOfWord)));
        }

        return string.Join(' ', text);
    }

    private static int Checksum(ReadOnlySpan<byte> bits, int words)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bits[..(words / 3 * 4)], hash);
        return hash[0] >> (8 - words / 3);
    }

    private static void Write(Span<byte> bits, int at, int value, int count = BitsOfWord)
    {
        for (int i = 0; i < count; i++)
        {
            if ((value >> (count - 1 - i) & 1) != 0)
            {
                bits[(at + i) / 8] |= (byte)(0x80 >> ((at + i) % 8));
            }
        }
    }

    private static int Read(ReadOnlySpan<byte> bits, int at, int count)
    {
        int value = 0;
        for (int i = 0; i < count; i++)
        {
            value = value << 1 | (bits[(at + i) / 8] >> (7 - (at + i) % 8) & 1);
        }

        return value;
    }
}
