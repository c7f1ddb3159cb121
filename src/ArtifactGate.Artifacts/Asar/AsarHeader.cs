using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;

namespace ArtifactGate.Artifacts.Asar;

/// <summary>The index of an asar archive: a Chromium pickle with the length of another, in which is JSON (github.com/electron/asar, "Format").</summary>
internal sealed class AsarHeader : IDisposable
{
    /// <summary>Bytes before the JSON.</summary>
    public const int Length = 16;

    private const int LongestIndex = 24 << 20;
    private const int Deepest = 256;

    private readonly JsonDocument _index;

    private AsarHeader(JsonDocument index, long contentAt) => (_index, ContentAt) = (index, contentAt);

    /// <summary>Where content begins.</summary>
    public long ContentAt { get; }

    /// <summary>Whether bytes begin like an archive: four lengths that fit in each other, and JSON that names files.</summary>
    public static bool Begins(ReadOnlySpan<byte> head)
    {
        if (head.Length < Length + 2 || U32(head, 0) != 4 || head[Length] != '{')
        {
            return false;
        }

        (uint outer, uint payload, uint text) = (U32(head, 4), U32(head, 8), U32(head, 12));
        return outer == payload + 4L && payload >= text + 4L && payload - text < 4 + 4 && head[Length..].IndexOf("\"files\""u8) >= 0;
    }

    /// <summary>Reads the index.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="EndOfStreamException">It is cut off.</exception>
    /// <exception cref="BudgetExceededException">It is larger than anybody needs.</exception>
    public static AsarHeader Read(Stream stream)
    {
        var head = new byte[Length];
        stream.Position = 0;
        stream.ReadExactly(head);
        (long outer, long text) = (U32(head, 4), U32(head, 12));
        if (text > LongestIndex)
        {
            throw new BudgetExceededException(UnreadReason.Size, $"an asar index of more than {LongestIndex} bytes");
        }

        if (text > stream.Length - Length)
        {
            throw new EndOfStreamException();
        }

        var json = new byte[text];
        stream.ReadExactly(json);
        try
        {
            return new AsarHeader(JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = Deepest }), 8 + outer);
        }
        catch (JsonException)
        {
            throw new InvalidDataException("an asar index that is no JSON");
        }
    }

    /// <summary>The files in the archive; not folders, links, and what lies beside it.</summary>
    /// <exception cref="InvalidDataException">The index is not what an index is.</exception>
    public IEnumerable<AsarEntry> Entries(Budget budget)
    {
        var open = new Stack<(string Path, JsonElement Entry)>([("", _index.RootElement)]);
        while (open.TryPop(out (string Path, JsonElement Entry) next))
        {
            budget.CheckTime();
            if (next.Entry.ValueKind != JsonValueKind.Object)
            {
                throw new InvalidDataException("an entry that is no object");
            }

            if (next.Entry.TryGetProperty("files", out JsonElement files))
            {
                foreach (JsonProperty file in files.ValueKind == JsonValueKind.Object ? files.EnumerateObject() : throw new InvalidDataException("files that are no object"))
                {
                    string name = Text(() => file.Name).Replace('\\', '/');
                    open.Push((next.Path.Length == 0 ? name : next.Path + "/" + name, file.Value));
                }
            }
            else if (next.Entry.TryGetProperty("offset", out JsonElement offset))
            {
                yield return Entry(next.Path, next.Entry, offset);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _index.Dispose();

    // Offsets are written as text, because JavaScript's numbers end too early.
    private AsarEntry Entry(string path, JsonElement entry, JsonElement offset)
    {
        string? text = offset.ValueKind == JsonValueKind.String ? Text(() => offset.GetString()!) : null;
        long start = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long at) && at < long.MaxValue / 2 ? ContentAt + at : -1;
        long length = entry.TryGetProperty("size", out JsonElement size) && size.ValueKind == JsonValueKind.Number && size.TryGetInt64(out long bytes) ? bytes : -1;
        return new AsarEntry(path, start, length, Sha256(entry));
    }

    private static byte[]? Sha256(JsonElement entry)
    {
        if (!entry.TryGetProperty("integrity", out JsonElement integrity) || integrity.ValueKind != JsonValueKind.Object
            || !integrity.TryGetProperty("algorithm", out JsonElement algorithm) || algorithm.ValueKind != JsonValueKind.String || !algorithm.ValueEquals("SHA256"u8)
            || !integrity.TryGetProperty("hash", out JsonElement hash) || hash.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        string digits = Text(() => hash.GetString()!);

        // What is no hash is the hash of nothing.
        return digits.Length == 64 && digits.All(char.IsAsciiHexDigit) ? Convert.FromHexString(digits) : [];
    }

    // Bytes that are no text are found out only when they are asked for.
    private static string Text(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            throw new InvalidDataException("an asar index with text that is none");
        }
    }

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
