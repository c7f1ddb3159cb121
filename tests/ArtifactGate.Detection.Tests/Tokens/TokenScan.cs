using System.Text;

namespace ArtifactGate.Detection.Tests.Tokens;

/// <summary>Scans text with the whole catalogue.</summary>
internal static class TokenScan
{
    private static readonly Detector Detector = new(RuleBook.Default, new DetectorOptions { Fingerprinter = new Fingerprinter("a key for tests") });

    /// <summary>Every match.</summary>
    public static List<Match> Of(byte[] bytes, string? label = null)
    {
        var matches = new List<Match>();
        Detector.Scan(new ScanWindow { Bytes = bytes, OwnedEnd = bytes.Length, IsText = true, Label = label }, matches, []);
        return matches;
    }

    /// <summary>Every match in a text.</summary>
    public static List<Match> Of(string text, string? label = null) => Of(Encoding.UTF8.GetBytes(text), label);

    /// <summary>The only match, which is the value in the text.</summary>
    public static Match One(string text, string code, string value)
    {
        // Of several on the same bytes only the strongest is reported.
        Match match = Assert.Single(Of(text).GroupBy(m => (m.Offset, m.ByteLength)).Select(g => g.MaxBy(m => (m.Evidence, m.Rule.Specificity))!));
        Assert.Equal(code, match.Rule.Code);
        Assert.Equal(text.IndexOf(value, StringComparison.Ordinal), match.Offset);
        Assert.Equal(value.Length, match.ByteLength);
        return match;
    }

    /// <summary>A member of <c>details</c>, or null.</summary>
    public static string? Detail(this Match match, string name) => match.Details.FirstOrDefault(d => d.Key == name).Value;
}
