using System.Text;
using ArtifactGate.Testing;

namespace ArtifactGate.Detection.Tests.OwnRules;

public sealed class PatternRuleTests
{
    private static readonly PatternRule Acme = Rule(@"\bacme_[a-z0-9]{32}\b");

    [Theory]
    [InlineData("{0}")]
    [InlineData("key = \"{0}\";")]
    [InlineData("é{0}é")]
    [InlineData("\u2028ключ: {0} € ")]
    public void A_value_is_found_in_every_form_at_its_bytes(string around)
    {
        string value = OwnSample.Acme(1);
        string text = string.Format(System.Globalization.CultureInfo.InvariantCulture, around, value);
        int at = text.IndexOf(value, StringComparison.Ordinal);
        foreach (Encoding encoding in new[] { new UTF8Encoding(false), Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            foreach (int before in new[] { 0, 1, 8 })
            {
                Match match = Assert.Single(Scan(Acme, [.. new byte[before], .. encoding.GetBytes(text), 0, 0], bigEndian: encoding == Encoding.BigEndianUnicode));
                Assert.Equal(before + encoding.GetByteCount(text[..at]), match.Offset);
                Assert.Equal((encoding.GetByteCount(value), value.Length), (match.ByteLength, match.Length));
                Assert.Equal(("own.test", "acme_…", Evidence.Format), (match.Rule.Code, match.Preview, match.Evidence));
            }
        }
    }

    [Fact]
    public void What_is_no_match_is_not_found()
    {
        string value = OwnSample.Acme(2);
        Assert.Empty(Scan(Acme, value[..^1]));
        Assert.Empty(Scan(Acme, value + "x"));
        Assert.Empty(Scan(Acme, "x" + value));
    }

    [Fact]
    public void Values_back_to_back_and_again_are_each_found()
    {
        string text = string.Join(' ', Enumerable.Range(0, 500).Select(OwnSample.Acme));
        Assert.Equal(Enumerable.Range(0, 500).Select(i => i * 38L), Scan(Acme, text).Select(m => m.Offset));
    }

    [Fact]
    public void The_end_of_a_text_is_where_a_string_ends()
    {
        PatternRule rule = Rule(@"(?:^|=)(acme_[a-z0-9]{32})(?:[;\s]|$)");
        string value = OwnSample.Acme(3);
        Assert.Equal(3, Assert.Single(Scan(rule, $"\0 ={value}\0\0")).Offset);
        Assert.Equal(1, Assert.Single(Scan(rule, $"\u0005{value}\0more")).Offset);
        Assert.Empty(Scan(rule, $" {value}"));
        Assert.Empty(Scan(rule, $"={value}x"));
    }

    [Fact]
    public void A_match_ends_at_the_end_of_the_node_and_not_of_the_window()
    {
        PatternRule rule = Rule(@"acme_[a-z0-9]{32}$");
        byte[] bytes = Encoding.UTF8.GetBytes(OwnSample.Acme(4) + "more");
        var matches = new List<Match>();
        new Detector(new RuleBook([rule])).Scan(new ScanWindow { Bytes = bytes.AsSpan(0, 37), OwnedEnd = 20, Tail = new Rest(bytes) }, matches);
        Assert.Empty(matches);
        new Detector(new RuleBook([rule])).Scan(new ScanWindow { Bytes = bytes.AsSpan(0, 37), OwnedEnd = 20, Tail = new Rest(bytes[..37]) }, matches);
        Assert.Single(matches);
    }

    [Fact]
    public void A_keyword_beside_a_literal_must_stand_in_the_same_content()
    {
        PatternRule rule = Rule("(?:token|key)=([a-z0-9]{32})", keywords: ["acme"]);
        string value = OwnSample.Random(5, 32);
        Assert.Empty(Scan(rule, $"token={value}"));
        Assert.Equal(value.Length, Assert.Single(Scan(rule, $"token={value}{new string(' ', 50_000)}ACME")).Length);
    }

    [Fact]
    public void A_rule_without_a_literal_is_run_where_a_keyword_stands()
    {
        PatternRule rule = Rule(@"\b[a-z0-9]{40}\b", keywords: ["acme"]);
        string value = OwnSample.Random(6, 40);
        Assert.Empty(Scan(rule, $"x {value} x"));
        foreach (string text in new[] { $"{value} of Acme", $"acme{new string('\n', 30_000)}{value}" })
        {
            foreach (Encoding encoding in new[] { new UTF8Encoding(false), Encoding.Unicode, Encoding.BigEndianUnicode })
            {
                Assert.Equal(encoding.GetByteCount(value), Assert.Single(Scan(rule, [.. encoding.GetBytes(text), 0, 0], text: false)).ByteLength);
            }
        }
    }

    [Fact]
    public void A_rule_with_neither_is_run_over_all_text()
    {
        PatternRule rule = Rule(@"\d[A-Z]~[a-z0-9]{32}", keywords: ["q~"]);
        string value = "8Q~" + OwnSample.Random(7, 32);
        Assert.Single(Scan(rule, $"x {value} x"));
        Assert.Equal(70, Assert.Single(Scan(rule, Encoding.Unicode.GetBytes($"x {value} x"))).ByteLength);
        Assert.Empty(Scan(rule, $"x {value} x".Replace("Q~", "R~", StringComparison.Ordinal)));
        Assert.Empty(Scan(rule, Encoding.UTF8.GetBytes($"x {value} x"), text: false));
    }

    [Fact]
    public void The_value_is_the_group()
    {
        string value = OwnSample.Random(8, 32);
        string text = $"acme key: {value};";
        Assert.Equal((10, 32), At(Rule("acme (key|id): ([a-z0-9]+);", group: 2), text));
        Assert.Equal((5, 3), At(Rule("acme (key|id): ([a-z0-9]+);"), text));
        Assert.Equal((10, 32), At(Rule("acme (id)?key: ([a-z0-9]+);"), text));
        Assert.Equal((0, 43), At(Rule("acme key: [a-z0-9]+;"), text));
    }

    [Fact]
    public void The_entropy_must_be_exceeded()
    {
        PatternRule rule = Rule("acme_([a-z0-9]{32})", entropy: 3);
        Assert.Single(Scan(rule, OwnSample.Acme(9)));
        Assert.Empty(Scan(rule, "acme_" + string.Concat(Enumerable.Repeat("abcdefgh", 4))));
        Assert.Single(Scan(Rule("acme_([a-z0-9]{32})", entropy: 2.9), "acme_" + string.Concat(Enumerable.Repeat("abcdefgh", 4))));
    }

    [Theory]
    [InlineData(false, AllowTarget.Secret, "^acme_", "", true)]
    [InlineData(false, AllowTarget.Secret, "^key", "", false)]
    [InlineData(false, AllowTarget.Match, "^key=acme_", "", true)]
    [InlineData(false, AllowTarget.Line, "sandbox$", "", true)]
    [InlineData(false, AllowTarget.Line, "other line", "", false)]
    [InlineData(false, AllowTarget.Secret, "", "ACME_", true)]
    [InlineData(false, AllowTarget.Secret, "^no", "acme_", true)]
    [InlineData(true, AllowTarget.Secret, "^no", "acme_", false)]
    [InlineData(true, AllowTarget.Secret, "^acme", "acme_", true)]
    public void An_allow_list_leaves_out_what_it_says(bool all, AllowTarget target, string expression, string word, bool allowed)
    {
        var list = new AllowList
        {
            All = all,
            Target = target,
            Expressions = expression.Length == 0 ? [] : [GoExpression.Parse(expression)],
            StopWords = word.Length == 0 ? [] : [word],
        };
        string text = $"other line\nkey={OwnSample.Acme(10)} # sandbox\nother line";
        Assert.Equal(allowed ? 0 : 1, Scan(Rule("key=(acme_[a-z0-9]{32})", lists: [list]), text).Count);
    }

    [Fact]
    public void A_comment_allows_nothing() => Assert.Single(Scan(Acme, $"{OwnSample.Acme(11)} # gitleaks:allow betterleaks:allow"));

    [Fact]
    public void A_value_longer_than_a_match_may_be_is_found_and_said_to_be_cut()
    {
        Match match = Assert.Single(Scan(Rule("acme_[a-z0-9]{20,}"), "acme_" + OwnSample.Random(12, 20_000)));
        Assert.Equal("true", match.Details.Single(d => d.Key == "truncated").Value);
        Assert.Equal(0, match.Offset);
    }

    [Fact]
    public void A_value_that_could_be_guessed_is_not_fingerprinted_without_a_secret_key()
    {
        PatternRule rule = Rule("pin=(.+)");
        Match match = Assert.Single(Scan(rule, "pin=12345678"));
        Assert.Equal((null, "", null), (match.Fingerprint, match.Preview, match.Length));
    }

    private static PatternRule Rule(string expression, int group = 0, double entropy = 0, string[]? keywords = null, AllowList[]? lists = null) => new()
    {
        Code = "own.test",
        Name = "test",
        Title = "test",
        Issuer = "own rule",
        Kind = "value",
        Risk = "r",
        Revoke = "r",
        Reference = "r",
        Definition = "d",
        Expression = GoExpression.Parse(expression),
        SecretGroup = group,
        EntropyOver = entropy,
        Keywords = keywords ?? [],
        AllowLists = lists ?? [],
    };

    private static (int Offset, int Length) At(PatternRule rule, string text)
    {
        Match match = Assert.Single(Scan(rule, text));
        return ((int)match.Offset, match.ByteLength);
    }

    private static List<Match> Scan(PatternRule rule, string text) => Scan(rule, Encoding.UTF8.GetBytes(text));

    private static List<Match> Scan(PatternRule rule, byte[] bytes, bool text = true, bool bigEndian = false)
    {
        var matches = new List<Match>();
        new Detector(new RuleBook([rule])).Scan(new ScanWindow { Bytes = bytes, OwnedEnd = bytes.Length, IsText = text, BigEndian = bigEndian }, matches);
        return matches;
    }

    private sealed class Rest(byte[] all) : WindowTail
    {
        public override ReadOnlySpan<byte> Extend(int length) => all.AsSpan(0, Math.Min(length, all.Length));
    }
}
