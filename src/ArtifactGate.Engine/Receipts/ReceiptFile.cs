using System.Text.Json;
using ArtifactGate.Engine.Json;

namespace ArtifactGate.Engine.Receipts;

/// <summary>A file that is a receipt by its content; whether it is one to be trusted is not yet known.</summary>
internal sealed class ReceiptFile
{
    private const int MaxBytes = 64 << 20;
    private const int HeadLength = 64 * 1024;

    private readonly byte[]? _content;

    private ReceiptFile(string name, byte[]? content) => (Name, _content) = (name, content);

    /// <summary>As the user wrote it.</summary>
    public string Name { get; }

    /// <summary>The file as a receipt, or null when it is something else. Read once: what is verified is what was read.</summary>
    /// <exception cref="GateException">It cannot be read.</exception>
    public static ReceiptFile? Find(ArtifactInput input)
    {
        if (input.Open is not null || input.Form != ArtifactForm.File)
        {
            return null;
        }

        try
        {
            using var file = new FileStream(input.Location, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var head = new byte[HeadLength];
            head = head[..file.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false)];
            if (ReceiptSniffer.WithoutMark(head).TrimStart(" \t\r\n"u8) is not [(byte)'{', ..])
            {
                return null;
            }

            byte[]? content = file.Length > MaxBytes ? null : [.. head, .. Rest(file)];
            return ReceiptSniffer.IsReceipt(content ?? head) ? new ReceiptFile(input.Name, content) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GateException("AG0003", Printable.Line($"'{input.Name}' cannot be read."));
        }
    }

    /// <summary>Opens it with a key, or with none.</summary>
    /// <param name="key">Whose signature it must have; null to take it with and without one.</param>
    /// <exception cref="StatementException">It is no receipt to be trusted.</exception>
    public Receipt Open(VerificationKey? key)
    {
        if (_content is null)
        {
            throw new StatementException($"is larger than {MaxBytes >> 20} MiB, which no receipt is");
        }

        ReadOnlyMemory<byte> utf8 = _content.AsMemory(_content.Length - ReceiptSniffer.WithoutMark(_content).Length);
        using JsonDocument document = StrictJson.Parse(utf8);
        bool isEnvelope = document.RootElement.ValueKind == JsonValueKind.Object && !document.RootElement.TryGetProperty("_type", out _);
        Dsse? envelope = isEnvelope ? Dsse.Read(document.RootElement) : null;
        if (key is not null)
        {
            Check(envelope, key);
        }

        return ReceiptReader.Read(envelope?.Payload ?? utf8);
    }

    // Who signed is asked before anything of what was signed is read.
    private static void Check(Dsse? envelope, VerificationKey key)
    {
        if (envelope is null || envelope.Signatures.Count == 0)
        {
            throw new StatementException($"is not signed, and must be with the key {key.Id}; 'scan --receipt FILE --sign KEY' signs it");
        }

        if (!key.Signed(envelope))
        {
            string[] others = [.. envelope.Signatures.Select(s => s.KeyId).OfType<string>().Where(k => k != key.Id).Take(3)];
            throw new StatementException(others.Length == envelope.Signatures.Count
                ? $"is signed with another key: expected is {key.Id}, there is {string.Join(", ", others.Select(Short))}; give the public key of whoever signed it, if that one is trusted"
                : $"has a signature that does not hold for the key {key.Id}: it was changed after it was signed; scan again");
        }
    }

    // Whoever wrote the file chose the name of the key.
    private static string Short(string keyId) => keyId.Length > 64 ? keyId[..64] + "..." : keyId;

    // Never more than the limit, also of a file that grows.
    private static byte[] Rest(FileStream file)
    {
        var rest = new byte[Math.Max(0, file.Length - file.Position)];
        return rest[..file.ReadAtLeast(rest, rest.Length, throwOnEndOfStream: false)];
    }
}
