using System.Buffers.Binary;
using System.Globalization;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// Reads the entries of a Java key store: kind, alias, date, then a private key with its certificates, a certificate, or (JCEKS) a
/// serialized secret key. Names, dates and certificates are readable without a password.
/// </summary>
internal ref struct JavaKeyStore
{
    public const int MostEntries = 10_000;

    private const int DigestLength = 20;
    private const int MostChain = 64;

    private readonly ReadOnlySpan<byte> _bytes;
    private readonly bool _typedCertificates;
    private int _at;

    private JavaKeyStore(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
        _typedCertificates = bytes[7] == 2;
        _at = 12;
    }

    /// <summary>The facts about the first private key; null when there is none, or when this is no key store.</summary>
    public static KeyFacts? Judge(ReadOnlySpan<byte> bytes, Effort effort, out int length)
    {
        length = 0;
        if (bytes.Length < 16)
        {
            return null;
        }

        uint entries = BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]);
        var store = new JavaKeyStore(bytes);
        KeyFacts? first = null;
        int privateKeys = 0, certificates = 0;
        for (uint i = 0; i < Math.Min(entries, MostEntries); i++)
        {
            if (!store.TryReadNumber(out uint kind) || !store.TryReadText(out string alias) || !store.TrySkip(8))
            {
                break;
            }

            if (kind == 1 && store.TryReadField(out ReadOnlySpan<byte> key))
            {
                KeyFacts? facts = JavaKeyProtection.Judge(key, first is null ? effort : Effort.None);
                CertificateFacts? own = store.ReadChain();
                facts = facts is not null && own is not null ? own.Describe(facts) : facts;
                privateKeys += facts is null ? 0 : 1;
                first ??= facts is null || alias.Any(char.IsControl) ? facts : facts with { Account = facts.Account ?? alias };
            }
            else if (kind == 2 && store.TryReadCertificate(out _))
            {
                certificates++;
            }
            else if (kind == 3)
            {
                // A serialized object has no length in front, so what follows it cannot be found.
                first ??= new KeyFacts("secret key", null) { Consistent = true, Encrypted = true, Protection = EncryptedKey.Unopened };
                break;
            }
            else
            {
                break;
            }
        }

        length = Math.Min(bytes.Length, store._at + DigestLength);
        return first is null ? null : first with
        {
            More = [.. first.More, new("privateKeys", Number(privateKeys)), new("certificates", Number(certificates))],
        };
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private CertificateFacts? ReadChain()
    {
        CertificateFacts? own = null;
        if (TryReadNumber(out uint count))
        {
            for (uint i = 0; i < Math.Min(count, MostChain) && TryReadCertificate(out ReadOnlySpan<byte> certificate); i++)
            {
                own ??= i == 0 ? CertificateFacts.Read(certificate) : null;
            }
        }

        return own;
    }

    private bool TryReadCertificate(out ReadOnlySpan<byte> certificate)
    {
        certificate = default;
        return (!_typedCertificates || TryReadText(out _)) && TryReadField(out certificate);
    }

    private bool TryReadNumber(out uint value)
    {
        value = 0;
        if (_bytes.Length - _at < 4)
        {
            return false;
        }

        value = BinaryPrimitives.ReadUInt32BigEndian(_bytes[_at..]);
        _at += 4;
        return true;
    }

    private bool TryReadText(out string text)
    {
        text = "";
        if (_bytes.Length - _at < 2)
        {
            return false;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(_bytes[_at..]);
        if (length > 1024 || _bytes.Length - _at - 2 < length)
        {
            return false;
        }

        text = System.Text.Encoding.UTF8.GetString(_bytes.Slice(_at + 2, length));
        _at += 2 + length;
        return true;
    }

    private bool TryReadField(out ReadOnlySpan<byte> field)
    {
        field = default;
        if (!TryReadNumber(out uint length) || length > _bytes.Length - _at)
        {
            return false;
        }

        field = _bytes.Slice(_at, (int)length);
        _at += (int)length;
        return true;
    }

    private bool TrySkip(int count)
    {
        bool there = _bytes.Length - _at >= count;
        _at += there ? count : 0;
        return there;
    }
}
