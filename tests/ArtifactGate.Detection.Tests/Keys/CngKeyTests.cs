using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ArtifactGate.Detection.Tests.Keys;

/// <summary>Key blobs of CNG, put together as Windows documents them: no other system writes them.</summary>
public sealed class CngKeyTests
{
    [Theory]
    [InlineData(false, 1024)]
    [InlineData(true, 2048)]
    public void Finds_rsa_blobs_and_is_silent_about_public_ones(bool full, int bits)
    {
        using RSA rsa = RSA.Create(bits);
        byte[] blob = Blob(rsa, full ? "RSA3"u8 : "RSA2"u8, full);
        Match match = KeyScan.One([7, .. blob, 9, 9], "AG2016");
        KeyScan.AssertClear(match);
        Assert.Equal(1, match.Offset);
        Assert.Equal(blob.Length, match.ByteLength);
        Assert.Equal(KeyScan.One(rsa.ExportPkcs8PrivateKey(), "AG2011").Fingerprint, match.Fingerprint);
        KeyScan.AssertNeverThrows(blob);

        byte[] open = [.. "RSA1"u8, .. blob.AsSpan(4, 12), .. new byte[8], .. blob.AsSpan(24, 3 + (bits / 8))];
        Assert.Empty(KeyScan.Of(open));
        Assert.Empty(KeyScan.Of(blob[..^1]));
        foreach (int at in (int[])[26, 60, 27 + (bits / 8) + 5])
        {
            byte[] flipped = [.. blob];
            flipped[at] ^= 1;
            Assert.Empty(KeyScan.Of(flipped));
        }

        byte[] longer = [.. blob];
        longer[12]++;
        Assert.Empty(KeyScan.Of(longer));
    }

    [Theory]
    [InlineData("nistP256", '2', 32)]
    [InlineData("nistP384", '4', 48)]
    [InlineData("nistP521", '6', 66)]
    public void Finds_blobs_of_curves_and_is_silent_about_public_ones(string curve, char digit, int field)
    {
        using ECDsa key = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));
        ECParameters numbers = key.ExportParameters(true);
        foreach (char use in "SK")
        {
            byte[] blob = [(byte)'E', (byte)'C', (byte)use, (byte)digit, (byte)field, 0, 0, 0, .. numbers.Q.X!, .. numbers.Q.Y!, .. numbers.D!];
            Match match = KeyScan.One([1, 2, .. blob, 3], "AG2016");
            KeyScan.AssertClear(match);
            Assert.Equal(blob.Length, match.ByteLength);
            Assert.Equal(KeyScan.One(key.ExportPkcs8PrivateKey(), "AG2011").Fingerprint, match.Fingerprint);
            byte[] open = [.. blob.AsSpan(0, 8 + (2 * field))];
            Assert.Empty(KeyScan.Of(open));
            open[3]--;
            Assert.Empty(KeyScan.Of(open));
            blob[^1] ^= 1;
            Assert.Empty(KeyScan.Of(blob));
            KeyScan.AssertNeverThrows(blob, 20);
        }
    }

    [Fact]
    public void Is_silent_about_the_words_in_text_and_about_sizes_that_lie()
    {
        Assert.Empty(KeyScan.Of("RSA2\0RSA3\0 ECS2 RSA2048"));
        Assert.Empty(KeyScan.Of([.. "RSA2"u8, .. Enumerable.Repeat((byte)0, 4000)]));
        Assert.Empty(KeyScan.Of([.. "RSA2\0"u8, .. Enumerable.Repeat((byte)0xFF, 4000)]));
        Assert.Empty(KeyScan.Of([.. "ECS2"u8, 32, 0, 0, 0, .. new byte[96]]));
    }

    private static byte[] Blob(RSA rsa, ReadOnlySpan<byte> magic, bool full)
    {
        RSAParameters key = rsa.ExportParameters(true);
        var sizes = new byte[20];
        int[] values = [key.Modulus!.Length * 8, key.Exponent!.Length, key.Modulus.Length, key.P!.Length, key.Q!.Length];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(sizes.AsSpan(i * 4), values[i]);
        }

        byte[] rest = full ? [.. key.DP!, .. key.DQ!, .. key.InverseQ!, .. key.D!] : [];
        return [.. magic, .. sizes, .. key.Exponent, .. key.Modulus, .. key.P, .. key.Q, .. rest];
    }
}
