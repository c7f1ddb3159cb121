using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using ArtifactGate.Detection.Keys.Samples;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// The key file of old Authenticode tools: a 24-byte header (magic, reserved, use, encrypted, length of salt, length of key), the salt,
/// and a PRIVATEKEYBLOB whose part after its first 8 bytes may be encrypted with RC4.
/// </summary>
internal sealed class PvkKeyRule : BinaryRule
{
    private const int HeaderLength = 24;
    private const int ClearLength = 8;

    public override IReadOnlyList<byte[]> Anchors { get; } = [[0x1E, 0xF1, 0xB5, 0xB0]];

    public override int MaxBefore => 0;

    public override int MaxLength => HeaderLength + 64 + CryptoApiKey.HeaderLength + (16384 / 16 * 9);

    public override int LengthFrom(ReadOnlySpan<byte> bytes, int anchorAt) =>
        TryReadHeader(bytes[anchorAt..], out _, out int salt, out int key) ? HeaderLength + salt + key : 0;

    public override bool TryMatch(ReadOnlySpan<byte> bytes, int anchorAt, Effort effort, out BinaryMatch match)
    {
        match = default;
        ReadOnlySpan<byte> rest = bytes[anchorAt..];
        if (!TryReadHeader(rest, out bool encrypted, out int saltLength, out int keyLength) || rest.Length < HeaderLength + saltLength + keyLength)
        {
            return false;
        }

        ReadOnlySpan<byte> salt = rest.Slice(HeaderLength, saltLength), blob = rest.Slice(HeaderLength + saltLength, keyLength);
        KeyFacts? facts = encrypted ? Open(salt, blob) : CryptoApiKey.TryParse(blob);
        if (facts is null)
        {
            return false;
        }

        match = new BinaryMatch(anchorAt, HeaderLength + saltLength + keyLength, (facts with { Structure = "PVK" }).ToResult());
        return true;
    }

    public override byte[] Sample(Random random)
    {
        byte[] blob = SampleBlobs.CryptoApi(random, 0x24);
        var file = new byte[HeaderLength + blob.Length];
        Anchors[0].CopyTo(file, 0);
        file[8] = 2;
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(20), blob.Length);
        blob.CopyTo(file, HeaderLength);
        return file;
    }

    private static bool TryReadHeader(ReadOnlySpan<byte> file, out bool encrypted, out int salt, out int key)
    {
        encrypted = false;
        salt = key = 0;
        if (file.Length < HeaderLength || BinaryPrimitives.ReadUInt32LittleEndian(file[8..]) is not (1 or 2)
            || BinaryPrimitives.ReadUInt32LittleEndian(file[12..]) > 1 || BinaryPrimitives.ReadUInt32LittleEndian(file[16..]) > 64
            || BinaryPrimitives.ReadUInt32LittleEndian(file[20..]) is < 100 or > 16384)
        {
            return false;
        }

        encrypted = file[12] == 1;
        salt = file[16];
        key = BinaryPrimitives.ReadInt32LittleEndian(file[20..]);
        return true;
    }

    [SuppressMessage("Security", "CA5350", Justification = "The scheme is what the file uses.")]
    private static KeyFacts? Open(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> blob)
    {
        if (!blob.StartsWith((ReadOnlySpan<byte>)[7, 2, 0, 0]))
        {
            return null;
        }

        foreach (string password in CommonPasswords.All)
        {
            byte[] key = SHA1.HashData([.. salt, .. Encoding.Latin1.GetBytes(password)])[..16];
            // The export version of the tools left 5 bytes of the key and zeroed the rest.
            byte[] weak = [.. key.AsSpan(0, 5), .. new byte[11]];
            byte[] clear = blob.ToArray();
            if ((TryKey(key, blob, clear) ?? TryKey(weak, blob, clear)) is { } facts)
            {
                return facts with { Protection = EncryptedKey.Describe(password) };
            }
        }

        return EncryptedKey.Closed("RSA", CommonPasswords.All.Count);
    }

    private static KeyFacts? TryKey(byte[] key, ReadOnlySpan<byte> blob, byte[] clear)
    {
        blob.CopyTo(clear);
        Rc4.Apply(key, clear.AsSpan(ClearLength));
        KeyFacts? facts = CryptoApiKey.TryParse(clear);
        Array.Clear(clear);
        return facts;
    }
}
