using System.Buffers.Binary;

namespace ArtifactGate.Detection;

/// <summary>
/// The last four bytes of an identifiable Azure key are the Marvin32 of those before, under a seed that names the kind of key. A service may
/// have kinds that are not listed here, so a failing check leaves the signature to speak for itself.
/// </summary>
/// <param name="kinds">The eight letters of each seed, and what such a key may do when that is worth telling.</param>
internal sealed class IdentifiableKeyProof(params (string Seed, string? Scope)[] kinds) : Proof
{
    private const int CheckBytes = 4;
    private const int MostBytes = 66;

    // 32 of the checksum; even seven seeds to choose from take less than 3 away.
    public override int Bits => 29;

    public override bool Rejects => false;

    public override ProofResult Check(ReadOnlySpan<char> value)
    {
        Span<byte> buffer = stackalloc byte[MostBytes];
        if (!TryDecode(value, buffer, out int length))
        {
            return ProofResult.Failed;
        }

        ReadOnlySpan<byte> bytes = buffer[..length];
        uint written = BinaryPrimitives.ReadUInt32LittleEndian(bytes[^CheckBytes..]);
        foreach ((string seed, string? scope) in kinds)
        {
            if (Marvin32.Of(bytes[..^CheckBytes], Marvin32.Seed(seed)) == written)
            {
                buffer.Clear();
                return ProofResult.Held with { Scope = scope, Details = [new("checksum", "valid")] };
            }
        }

        buffer.Clear();
        return ProofResult.Failed;
    }

    public override string Complete(string sample, Random random)
    {
        Span<byte> buffer = stackalloc byte[MostBytes];
        _ = TryDecode(sample, buffer, out int length);
        Span<byte> bytes = buffer[..length];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[^CheckBytes..],
            Marvin32.Of(bytes[..^CheckBytes], Marvin32.Seed(kinds[random.Next(kinds.Length)].Seed)));
        string text = Convert.ToBase64String(bytes);
        text = sample.AsSpan().ContainsAny('-', '_') ? text.Replace('+', '-').Replace('/', '_') : text;
        return sample.EndsWith('=') ? text : text.TrimEnd('=');
    }

    private static bool TryDecode(ReadOnlySpan<char> value, Span<byte> bytes, out int length)
    {
        Span<char> text = stackalloc char[(MostBytes / 3 * 4) + 4];
        value = value.TrimEnd('=');
        length = 0;
        int padded = (value.Length + 3) / 4 * 4;
        if (padded > text.Length)
        {
            return false;
        }

        text = text[..padded];
        text.Fill('=');
        value.CopyTo(text);
        text.Replace('-', '+');
        text.Replace('_', '/');
        bool decoded = Convert.TryFromBase64Chars(text, bytes, out length) && length > CheckBytes;
        text.Clear();
        return decoded;
    }
}
