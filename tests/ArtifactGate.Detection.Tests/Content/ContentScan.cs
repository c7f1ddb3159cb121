using System.Text;

namespace ArtifactGate.Detection.Tests.Content;

/// <summary>Lets the content rules read a file.</summary>
internal static class ContentScan
{
    private static readonly Detector Detector = new(RuleBook.Default);

    /// <summary>What the rules that want the file find, and what they could not understand.</summary>
    public static List<Match> Of(string path, byte[] content, List<string>? unread = null)
    {
        var matches = new List<Match>();
        foreach (ContentRule rule in Detector.ContentRulesFor(content.AsSpan(0, Math.Min(4096, content.Length)), path))
        {
            unread?.AddRange(Detector.Examine(rule, content, path, matches));
            if (unread is null)
            {
                _ = Detector.Examine(rule, content, path, matches);
            }
        }

        return matches;
    }

    /// <summary>What the rules find in a text.</summary>
    public static List<Match> Of(string path, string content) => Of(path, Encoding.UTF8.GetBytes(content));

    /// <summary>The values that were found, as they stand in the file.</summary>
    public static List<string> Values(string path, string content) =>
        [.. Of(path, content).Select(m => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(content), (int)m.Offset, m.ByteLength))];

    /// <summary>A value that nobody ever used.</summary>
    public static string Secret(int length = 32) => Alphabet.Get("base62").Sample(Random.Shared, length);
}
