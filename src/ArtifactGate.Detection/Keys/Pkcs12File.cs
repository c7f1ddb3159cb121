using System.Security.Cryptography;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// What is inside a PKCS#12 file: bags of keys and certificates in safes, each safe and each key perhaps encrypted. Read without a
/// password first, then again with the one that fits.
/// </summary>
internal sealed class Pkcs12File
{
    private const string Data = "1.2.840.113549.1.7.1";
    private const string EncryptedData = "1.2.840.113549.1.7.6";
    private const string BagPrefix = "1.2.840.113549.1.12.10.1.";
    private const int MostBags = 512;
    private const int MostNesting = 4;

    private int _bags;

    /// <summary>Keys in clear: PKCS#8.</summary>
    public List<byte[]> Keys { get; } = [];

    /// <summary>Encrypted keys: content of the AlgorithmIdentifier, and the encrypted PKCS#8.</summary>
    public List<(byte[] Algorithm, byte[] Encrypted)> ShroudedKeys { get; } = [];

    /// <summary>Encrypted safes, likewise.</summary>
    public List<(byte[] Algorithm, byte[] Encrypted)> ClosedSafes { get; } = [];

    /// <summary>Certificates.</summary>
    public List<CertificateFacts> Certificates { get; } = [];

    /// <summary>Secrets that are no private keys.</summary>
    public int Secrets { get; private set; }

    /// <summary>A safe that is encrypted for a certificate, not under a password.</summary>
    public bool ForRecipient { get; private set; }

    /// <summary>What the integrity check is computed over.</summary>
    public byte[] Authenticated { get; private set; } = [];

    /// <summary>The integrity check, or null.</summary>
    public Pkcs12Mac? Mac { get; private set; }

    /// <summary>Reads a file; null when it is none.</summary>
    /// <param name="bytes">The bytes from its beginning on.</param>
    /// <param name="length">Bytes of the file.</param>
    public static Pkcs12File? Read(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 0;
        var outer = new DerReader(bytes);
        if (outer.Next != DerReader.Sequence || !outer.TryReadAny(out ReadOnlySpan<byte> content, out ReadOnlySpan<byte> encoded))
        {
            return null;
        }

        length = encoded.Length;
        var reader = new DerReader(content);
        if (!reader.TryReadNumber(out int version) || version != 3 || !reader.TryEnter(DerReader.Sequence, out DerReader info)
            || !info.TryReadOid(out string type) || type != Data || !info.TryEnter(0xA0, out DerReader wrapped)
            || !wrapped.TryReadOctets(DerReader.OctetString, out ReadOnlySpan<byte> safes))
        {
            return null;
        }

        var file = new Pkcs12File { Authenticated = safes.ToArray(), Mac = Pkcs12Mac.Read(reader.Rest) };
        return new DerReader(safes).TryEnter(DerReader.Sequence, out DerReader list) && file.ReadSafes(list) ? file : null;
    }

    /// <summary>Reads the bags of a safe.</summary>
    public bool ReadBags(ReadOnlySpan<byte> safe, int nesting = MostNesting)
    {
        if (nesting == 0 || !new DerReader(safe).TryEnter(DerReader.Sequence, out DerReader bags))
        {
            return false;
        }

        while (!bags.Rest.IsEmpty)
        {
            if (++_bags > MostBags || !bags.TryEnter(DerReader.Sequence, out DerReader bag) || !bag.TryReadOid(out string type)
                || !bag.TryRead(0xA0, out ReadOnlySpan<byte> value))
            {
                return false;
            }

            if (type.StartsWith(BagPrefix, StringComparison.Ordinal))
            {
                ReadBag(type[BagPrefix.Length..], value, nesting);
            }
        }

        return true;
    }

    /// <summary>Zeroes the keys.</summary>
    public void Clear()
    {
        foreach (byte[] key in Keys)
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private bool ReadSafes(DerReader list)
    {
        while (!list.Rest.IsEmpty)
        {
            if (++_bags > MostBags || !list.TryEnter(DerReader.Sequence, out DerReader info) || !info.TryReadOid(out string type)
                || !info.TryEnter(0xA0, out DerReader content))
            {
                return false;
            }

            if (type == Data)
            {
                if (!content.TryReadOctets(DerReader.OctetString, out ReadOnlySpan<byte> safe) || !ReadBags(safe))
                {
                    return false;
                }
            }
            else if (type != EncryptedData || !ReadClosed(content))
            {
                ForRecipient = true;
            }
        }

        return true;
    }

    private bool ReadClosed(DerReader content)
    {
        if (!content.TryEnter(DerReader.Sequence, out DerReader data) || !data.TryReadNumber(out _) || !data.TryEnter(DerReader.Sequence, out DerReader info)
            || !info.TryReadOid(out _) || !info.TryRead(DerReader.Sequence, out ReadOnlySpan<byte> algorithm)
            || !info.TryReadOctets(0x80, out ReadOnlySpan<byte> encrypted))
        {
            return false;
        }

        ClosedSafes.Add((algorithm.ToArray(), encrypted.ToArray()));
        return true;
    }

    private void ReadBag(string type, ReadOnlySpan<byte> value, int nesting)
    {
        var reader = new DerReader(value);
        switch (type)
        {
            case "1":
                Keys.Add(value.ToArray());
                break;
            case "2" when reader.TryEnter(DerReader.Sequence, out DerReader key) && key.TryRead(DerReader.Sequence, out ReadOnlySpan<byte> algorithm)
                && key.TryReadOctets(DerReader.OctetString, out ReadOnlySpan<byte> encrypted):
                ShroudedKeys.Add((algorithm.ToArray(), encrypted.ToArray()));
                break;
            case "3" when reader.TryEnter(DerReader.Sequence, out DerReader bag) && bag.TryReadOid(out _) && bag.TryEnter(0xA0, out DerReader wrapped)
                && wrapped.TryReadOctets(DerReader.OctetString, out ReadOnlySpan<byte> der) && CertificateFacts.Read(der) is { } certificate:
                Certificates.Add(certificate);
                break;
            case "5":
                Secrets++;
                break;
            case "6":
                _ = ReadBags(value, nesting - 1);
                break;
        }
    }
}
