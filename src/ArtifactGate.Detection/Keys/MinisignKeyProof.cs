using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using ArtifactGate.Detection.Keys.Samples;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// Secret keys of minisign and rsign, which are also those of Tauri's updater: algorithms, salt and two limits of scrypt, then number, key and
/// checksum, the three of them encrypted unless the derivation is none. A key in clear proves itself by its public half, which stands behind the
/// seed; its checksum proves nothing, because the program leaves it zero. A password cannot be tried: each attempt takes a second and a gigabyte,
/// as it should. Many a key has the empty one, because the updater's tools offer that, so the verdict is not lowered.
/// </summary>
internal sealed class MinisignKeyProof : Proof
{
    private const int Length = 158;
    private const int Derivation = 2;
    private const int Operations = 38;
    private const int Memory = 46;
    private const int Number = 54;
    private const int Seed = 62;
    private const int PublicKey = 94;

    // Any that scrypt is run with by these programs: from the fewest rounds that its library accepts to far more than a machine has time and memory for.
    private const ulong FewestOperations = 1 << 15;
    private const ulong LeastMemory = 1 << 20;
    private const ulong Most = 1UL << 40;

    public override int Bits => 64;

    public override bool Rejects => true;

    public override ProofResult Check(ReadOnlySpan<char> value)
    {
        Span<byte> key = stackalloc byte[Length + 2];
        if (!Convert.TryFromBase64Chars(value, key, out int length) || length != Length)
        {
            return ProofResult.Failed;
        }

        KeyFacts? facts = key[Derivation] == 0 ? Clear(key) : Encrypted(key);
        CryptographicOperations.ZeroMemory(key);
        return facts is { Consistent: true } ? (facts with { Structure = "minisign" }).ToResult() : ProofResult.Failed;
    }

    public override string Complete(string sample, Random random)
    {
        byte[] key = new byte[Length], seed = SampleKeys.Bytes(random, 32);
        random.NextBytes(key.AsSpan(Number, 8));
        "Ed\0\0B2"u8.CopyTo(key);
        seed.CopyTo(key, Seed);
        Curve25519.JudgeEd25519(seed, default)!.PublicKeyInfo!.AsSpan(^32..).CopyTo(key.AsSpan(PublicKey));
        if (random.Next(4) == 0)
        {
            random.NextBytes(key.AsSpan(6));
            "Sc"u8.CopyTo(key.AsSpan(Derivation));
            BinaryPrimitives.WriteUInt64LittleEndian(key.AsSpan(Operations), 1 << 25);
            BinaryPrimitives.WriteUInt64LittleEndian(key.AsSpan(Memory), 1 << 30);
        }

        return Convert.ToBase64String(key);
    }

    // The number that the program prints beside the public key.
    private static KeyFacts? Clear(ReadOnlySpan<byte> key) => Curve25519.JudgeEd25519(key.Slice(Seed, 32), key.Slice(PublicKey, 32)) is { } facts
        ? facts with { Account = BinaryPrimitives.ReadUInt64LittleEndian(key[Number..]).ToString("X16", CultureInfo.InvariantCulture) } : null;

    private static KeyFacts? Encrypted(ReadOnlySpan<byte> key) =>
        BinaryPrimitives.ReadUInt64LittleEndian(key[Operations..]) is >= FewestOperations and <= Most
        && BinaryPrimitives.ReadUInt64LittleEndian(key[Memory..]) is >= LeastMemory and <= Most
        && Randomness.IsPlausible(key.Slice(6, 32)) && Randomness.IsPlausible(key[Seed..])
            ? EncryptedKey.Closed("Ed25519", attempts: 0, tooManyRounds: true) : null;
}
