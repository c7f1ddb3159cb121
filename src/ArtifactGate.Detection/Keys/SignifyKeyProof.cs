using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using ArtifactGate.Detection.Keys.Samples;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// Secret keys of OpenBSD's signify and of OpenWrt's usign: algorithms, rounds of the derivation, salt, a checksum of the key, a number, and the
/// key, which is encrypted unless the rounds are none. The checksum is the beginning of the SHA-512 of the key in clear, which the programs verify,
/// and the public half stands behind the seed. A password cannot be tried: nothing here has the derivation. Nobody can say that it is a good one, so
/// the verdict is not lowered.
/// </summary>
internal sealed class SignifyKeyProof : Proof
{
    private const int Length = 104;
    private const int Rounds = 4;
    private const int Checksum = 24;
    private const int Number = 32;
    private const int Seed = 40;
    private const uint MostRounds = 0xFFFF;

    public override int Bits => 64;

    public override bool Rejects => true;

    public override ProofResult Check(ReadOnlySpan<char> value)
    {
        Span<byte> key = stackalloc byte[Length + 2];
        if (!Convert.TryFromBase64Chars(value, key, out int length) || length != Length)
        {
            return ProofResult.Failed;
        }

        uint rounds = BinaryPrimitives.ReadUInt32BigEndian(key[Rounds..]);
        KeyFacts? facts = rounds == 0 ? Clear(key[..Length])
            : rounds <= MostRounds && Randomness.IsPlausible(key.Slice(Seed, 64))
                ? EncryptedKey.Closed("Ed25519", attempts: 0, tooManyRounds: true) : null;
        ulong number = BinaryPrimitives.ReadUInt64BigEndian(key[Number..]);
        CryptographicOperations.ZeroMemory(key);
        return facts is { Consistent: true }
            ? (facts with { Structure = "signify", Account = number.ToString("x16", CultureInfo.InvariantCulture) }).ToResult() : ProofResult.Failed;
    }

    public override string Complete(string sample, Random random)
    {
        byte[] key = new byte[Length], seed = SampleKeys.Bytes(random, 32);
        random.NextBytes(key);
        "EdBK\0\0\0\0"u8.CopyTo(key);
        seed.CopyTo(key, Seed);
        Curve25519.JudgeEd25519(seed, default)!.PublicKeyInfo!.AsSpan(^32..).CopyTo(key.AsSpan(Seed + 32));
        SHA512.HashData(key.AsSpan(Seed)).AsSpan(0, Number - Checksum).CopyTo(key.AsSpan(Checksum));
        return Convert.ToBase64String(key);
    }

    private static KeyFacts? Clear(ReadOnlySpan<byte> key)
    {
        Span<byte> hash = stackalloc byte[64];
        SHA512.HashData(key[Seed..], hash);
        bool holds = hash[..(Number - Checksum)].SequenceEqual(key[Checksum..Number]);
        CryptographicOperations.ZeroMemory(hash);
        return holds ? Curve25519.JudgeEd25519(key.Slice(Seed, 32), key.Slice(Seed + 32, 32)) : null;
    }
}
