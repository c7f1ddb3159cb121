using System.Numerics;

namespace ArtifactGate.Detection.Keys.Samples;

/// <summary>Makes key blobs of the Windows CryptoAPI from a seeded generator.</summary>
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

    private static void Add(List<byte> blob, BigInteger number, int length)
    {
        var bytes = new byte[length];
        number.TryWriteBytes(bytes, out _, isUnsigned: true);
        blob.AddRange(bytes);
    }
}
