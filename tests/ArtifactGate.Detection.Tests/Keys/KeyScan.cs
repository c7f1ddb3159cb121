using System.Text;

namespace ArtifactGate.Detection.Tests.Keys;

/// <summary>Scans bytes with the rules for key material.</summary>
internal static class KeyScan
{
    private static readonly Detector Detector = new(new RuleBook(RuleBook.Default.Rules.Where(r => r.Code.StartsWith("AG2", StringComparison.Ordinal))));

    /// <summary>Every match.</summary>
    public static List<Match> Of(byte[] bytes)
    {
        var matches = new List<Match>();
        Detector.Scan(new ScanWindow { Bytes = bytes, OwnedEnd = bytes.Length, IsText = true }, matches);
        return matches;
    }

    /// <summary>Every match that is not inside another one of a more specific rule, which the engine reports instead.</summary>
    public static List<Match> Outermost(byte[] bytes)
    {
        List<Match> all = Of(bytes);
        return [.. all.Where(m => !all.Any(o => o.Rule.Specificity > m.Rule.Specificity && o.Offset <= m.Offset && o.Offset + o.ByteLength >= m.Offset + m.ByteLength))];
    }

    /// <summary>Every match in a text.</summary>
    public static List<Match> Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>The only match.</summary>
    public static Match One(byte[] bytes, string code)
    {
        Match match = Assert.Single(Outermost(bytes));
        Assert.Equal(code, match.Rule.Code);
        return match;
    }

    /// <summary>The only match in a text.</summary>
    public static Match One(string text, string code) => One(Encoding.UTF8.GetBytes(text), code);

    /// <summary>A member of <c>details</c>, or null.</summary>
    public static string? Detail(this Match match, string name) => match.Details.FirstOrDefault(d => d.Key == name).Value;

    /// <summary>A clear private key that was proven.</summary>
    public static void AssertClear(Match match)
    {
        Assert.Equal(Evidence.Proven, match.Evidence);
        Assert.False(match.Encrypted);
        Assert.True(match.SigningKey);
        Assert.NotNull(match.Detail("publicKey"));
    }

    /// <summary>A key behind a real password.</summary>
    public static void AssertEncrypted(Match match)
    {
        Assert.True(match.Encrypted);
        Assert.False(match.SigningKey);
        Assert.Equal("password", match.Detail("protection"));
    }

    /// <summary>Cut anywhere and with bits flipped, scanning ends without an exception.</summary>
    public static void AssertNeverThrows(byte[] bytes, int rounds = 60)
    {
        for (int i = 0; i < 16; i++)
        {
            _ = Of(bytes[..(bytes.Length * i / 16)]);
        }

        var random = new Random(bytes.Length);
        for (int i = 0; i < rounds; i++)
        {
            byte[] flipped = [.. bytes];
            flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
            _ = Of(flipped);
        }
    }
}
