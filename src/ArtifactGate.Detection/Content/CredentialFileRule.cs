using System.Text;

namespace ArtifactGate.Detection.Content;

/// <summary>A configuration file of a known tool, recognised by its name or by words that its head has.</summary>
internal abstract class CredentialFileRule : ContentRule
{
    private static readonly byte[] Bytes00 = [0, 0];

    /// <inheritdoc/>
    public override int MaxContent => 1 << 20;

    /// <summary>Makes a sample from text.</summary>
    protected static ContentSample SampleOf(string path, string text, string secret) => new(path, Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(secret));

    /// <summary>Letters and digits that pass for a credential in a sample.</summary>
    protected static string Secret(Random random, int length = 32) => Alphabet.Get("base62").Sample(random, length);

    /// <summary>Whether the head has a word, in UTF-8 or UTF-16.</summary>
    protected static bool Has(ReadOnlySpan<byte> head, string word) =>
        head.IndexOf(Encoding.ASCII.GetBytes(word)) >= 0 || (IsWide(head) && head.IndexOf(Encoding.Unicode.GetBytes(word)) >= 0);

    /// <summary>Whether the head is that of an XML file.</summary>
    protected static bool IsXml(ReadOnlySpan<byte> head) => First(head) == '<';

    /// <summary>Whether the head is that of a JSON object.</summary>
    protected static bool IsJson(ReadOnlySpan<byte> head) => First(head) == '{';

    private static bool IsWide(ReadOnlySpan<byte> head) => head is [0xFF, 0xFE, ..] or [_, 0, ..] || head[..Math.Min(8, head.Length)].IndexOf(Bytes00) >= 0;

    private static byte First(ReadOnlySpan<byte> head)
    {
        head = head switch
        {
            [0xEF, 0xBB, 0xBF, .. var rest] => rest,
            [0xFF, 0xFE, .. var rest] => rest,
            _ => head,
        };
        head = head.TrimStart(" \t\r\n\0"u8);
        return head.IsEmpty ? (byte)0 : head[0];
    }
}
