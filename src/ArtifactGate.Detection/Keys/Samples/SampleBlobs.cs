using System.Numerics;

namespace ArtifactGate.Detection.Keys.Samples;

/// <summary>Makes key blobs of the Windows CryptoAPI and of CNG from a seeded generator.</summary>
internal static class SampleBlobs
{
    /// <summary>A PRIVATEKEYBLOB of a small RSA key.</summary>
    public static byte[] CryptoApi(Random random, byte use)
    {
        var key = new SampleRsa(random);
        var blob = new List<byte> { 7, 2, 0, 0, 0, use, 0, 0 };
        blob.AddRange("RSA2"u8);
        Add(blob, SampleRsa.Bytes * 8, 4);
        Add(blob, key.E, 4);
        Add(blob, key.N, SampleRsa.Bytes);
        Add(blob, key.P, SampleRsa.Bytes / 2);
        Add(blob, key.Q, SampleRsa.Bytes / 2);
        Add(blob, key.D % (key.P - 1), SampleRsa.Bytes / 2);
        Add(blob, key.D % (key.Q - 1), SampleRsa.Bytes / 2);
        Add(blob, SampleRsa.Inverse(key.Q, key.P), SampleRsa.Bytes / 2);
        Add(blob, key.D, SampleRsa.Bytes);
        return [.. blob];
    }

    /// <summary>A BCRYPT_RSAPRIVATE_BLOB of a small key.</summary>
    public static byte[] CngRsa(Random random)
    {
        var key = new SampleRsa(random);
        var blob = new List<byte>();
        blob.AddRange("RSA2"u8);
        foreach (int size in (int[])[SampleRsa.Bytes * 8, 3, SampleRsa.Bytes, SampleRsa.Bytes / 2, SampleRsa.Bytes / 2])
        {
            Add(blob, size, 4);
        }

        foreach (BigInteger number in (BigInteger[])[key.E, key.N, key.P, key.Q])
        {
            blob.AddRange(number.ToByteArray(isUnsigned: true, isBigEndian: true));
        }

        return [.. blob];
    }

    /// <summary>A BCRYPT_ECCPRIVATE_BLOB of a key on P-256.</summary>
    public static byte[] CngCurve(Random random)
    {
        byte[] d = SampleKeys.Bytes(random, 32), info = EcKey.Judge(KeyOids.P256, d, default)!.PublicKeyInfo!;
        return [.. "ECS2"u8, 32, 0, 0, 0, .. info.AsSpan(info.Length - 64), .. d];
    }

    private static void Add(List<byte> blob, BigInteger number, int length)
    {
        var bytes = new byte[length];
        number.TryWriteBytes(bytes, out _, isUnsigned: true);
        blob.AddRange(bytes);
    }
}
