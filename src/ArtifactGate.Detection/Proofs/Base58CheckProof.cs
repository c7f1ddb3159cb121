using System.Security.Cryptography;

namespace ArtifactGate.Detection;

/// <summary>
/// A version, a payload and the first four bytes of the double SHA-256 of both, in base58: the keys of Bitcoin and of what descends from it.
/// Every wallet verifies it, so a failing check rejects.
/// </summary>
/// <param name="payload">Bytes of version and payload together.</param>
/// <param name="last">The last byte of the payload, where it is a marker; or -1.</param>
/// <param name="versions">The bytes that the payload may begin with.</param>
internal sealed class Base58CheckProof(int payload, int last, params byte[][] versions) : Proof
{
    private const string Digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private const int CheckBytes = 4;

    private static readonly ProofResult Valid = ProofResult.Held with { Details = [new("checksum", "valid")] };

    public override int Bits => 32;

    public override bool Rejects => true;

    public override ProofResult Check(ReadOnlySpan<char> value)
    {
        Span<byte> bytes = stackalloc byte[payload + CheckBytes];
        bool holds = TryDecode(value, bytes) && IsVersion(bytes) && (last < 0 || bytes[payload - 1] == last)
            && Checksum(bytes[..payload]).AsSpan().SequenceEqual(bytes[payload..]);
        bytes.Clear();
        return holds ? Valid : ProofResult.Failed;
    }

    public override string Complete(string sample, Random random)
    {
        Span<byte> bytes = stackalloc byte[payload + CheckBytes];
        random.NextBytes(bytes);
        versions[random.Next(versions.Length)].CopyTo(bytes);
        if (last >= 0)
        {
            bytes[payload - 1] = (byte)last;
        }

        Checksum(bytes[..payload]).CopyTo(bytes[payload..]);
        return Encode(bytes);
    }

    private bool IsVersion(ReadOnlySpan<byte> bytes)
    {
        foreach (byte[] version in versions)
        {
            if (bytes.StartsWith(version))
            {
                return true;
            }
        }

        return false;
    }

    private static byte[] Checksum(ReadOnlySpan<byte> covered)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(covered, hash);
        SHA256.HashData(hash, hash);
        return hash[..CheckBytes].ToArray();
    }

    // One long number: each digit multiplies what was read by 58.
    private static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        bytes.Clear();
        foreach (char c in text)
        {
            int carry = Digits.IndexOf(c, StringComparison.Ordinal);
            if (carry < 0)
            {
                return false;
            }

            for (int i = bytes.Length - 1; i >= 0; i--)
            {
                carry += bytes[i] * 58;
                bytes[i] = (byte)carry;
                carry >>= 8;
            }

            if (carry != 0)
            {
                return false;
            }
        }

        return true;
    }

    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        byte[] rest = bytes.ToArray();
        var text = new System.Text.StringBuilder();
        while (rest.AsSpan().ContainsAnyExcept((byte)0))
        {
            int remainder = 0;
            for (int i = 0; i < rest.Length; i++)
            {
                remainder = (remainder << 8) | rest[i];
                rest[i] = (byte)(remainder / 58);
                remainder %= 58;
            }

            text.Insert(0, Digits[remainder]);
        }

        return text.ToString();
    }
}
