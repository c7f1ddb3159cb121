using System.IO.Compression;
using System.Text;

namespace ArtifactGate.Engine.Tests.Walking;

/// <summary>One way to write a text as something else.</summary>
/// <param name="Name">For the cases.</param>
/// <param name="Reported">What the report calls it; empty when it is not part of the chain.</param>
/// <param name="PerCharacter">Whether each character is written alone, so that a value in it has a place of its own.</param>
/// <param name="Encode">The encoding.</param>
internal sealed record TextEncoding(string Name, string Reported, bool PerCharacter, Func<byte[], byte[]> Encode)
{
    public static IReadOnlyList<TextEncoding> All { get; } =
    [
        Run("base64", "base64", Convert.ToBase64String),
        Run("base64url", "base64", b => Convert.ToBase64String(b).Replace('+', '-').Replace('/', '_').TrimEnd('=')),
        Run("base64-crlf", "base64", b => Wrap(Convert.ToBase64String(b), 76, "\r\n")),
        Run("base64-indented", "base64", b => Wrap(Convert.ToBase64String(b), 64, "\r\n      ")),
        Run("hex", "hex", Convert.ToHexStringLower),
        Run("HEX", "hex", Convert.ToHexString),
        Each("percent", "percent", c => $"%{(int)c:X2}"),
        Each("percent-upper-letters", "percent", c => char.IsAsciiLetterUpper(c) ? $"%{(int)c:x2}" : c.ToString()),
        Each("json", "json", c => $"\\u{(int)c:x4}"),
        Each("json-digits", "json", c => char.IsAsciiDigit(c) || c == '+' ? $"\\u{(int)c:X4}" : c.ToString()),
        Each("csharp-x", "backslash", c => $"\\x{(int)c:X4}"),
        Each("csharp-U", "backslash", c => $"\\U{(int)c:X8}"),
        Each("javascript-x", "backslash", c => $"\\x{(int)c:x2}"),
        Each("javascript-brace", "backslash", c => $"\\u{{{(int)c:x}}}"),
        Each("perl-brace", "backslash", c => $"\\x{{{(int)c:x}}}"),
        Each("octal", "backslash", c => "\\" + Convert.ToString(c, 8).PadLeft(3, '0')),
        Each("xml-decimal", "xml", c => $"&#{(int)c};"),
        Each("xml-hex", "xml", c => $"&#x{(int)c:X};"),
        Each("xml-digits", "xml", c => char.IsAsciiDigit(c) || c == '/' ? $"&#{(int)c};" : c.ToString()),
        Wide("utf-16le", new UnicodeEncoding(false, false)),
        Wide("utf-16be", new UnicodeEncoding(true, false)),
        Wide("utf-32le", new UTF32Encoding(false, false)),
        Wide("utf-32be", new UTF32Encoding(true, false)),
        new("gzip", "gzip", false, b => Compress(b, s => new GZipStream(s, CompressionLevel.Optimal))),
        new("zlib", "zlib", false, b => Compress(b, s => new ZLibStream(s, CompressionLevel.Optimal))),
    ];

    public bool IsWide => Name.StartsWith("utf-", StringComparison.Ordinal);

    public static TextEncoding Of(string name) => All.Single(e => e.Name == name);

    private static TextEncoding Run(string name, string reported, Func<byte[], string> encode) =>
        new(name, reported, false, b => Encoding.ASCII.GetBytes(encode(b)));

    private static TextEncoding Each(string name, string reported, Func<char, string> encode) =>
        new(name, reported, true, b => Encoding.ASCII.GetBytes(string.Concat(Encoding.Latin1.GetString(b).Select(encode))));

    private static TextEncoding Wide(string name, Encoding encoding) => new(name, "", true, b => encoding.GetBytes(Encoding.Latin1.GetString(b)));

    private static string Wrap(string text, int width, string lineEnd) => string.Join(lineEnd, text.Chunk(width).Select(line => new string(line)));

    private static byte[] Compress(byte[] bytes, Func<Stream, Stream> compressor)
    {
        var packed = new MemoryStream();
        using (Stream stream = compressor(packed))
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }
}
