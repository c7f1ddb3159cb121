using ArtifactGate.Detection;
using ArtifactGate.Engine.OwnRules;

namespace ArtifactGate.Engine.Tests.OwnRules;

public sealed class RuleFileTests : IDisposable
{
    private readonly RuleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("[[rules]]\nid = 'a'\nregex = 'abc'\n[[rules]]\nid = 'a'\nregex = 'abc'", 4, "'rules[1]' has the id 'a' of the rule in line 1")]
    [InlineData("[[rules]]\nid = 'a b'\nregex = 'abc'\n[[rules]]\nid = 'A-b'\nregex = 'abc'", 4, "'rules[1]' has the id 'A-b', which makes the code own.A-b that another rule has already")]
    [InlineData("[[rules]]\nid = 'a", 2, "The rule file is not TOML at column 7")]
    [InlineData("title = 'a'\ntitle = 'b'", 2, "The rule file has a name that stands twice at column 1")]
    [InlineData("title = 'a'\nTitle = 'b'", 2, "'Title' stands twice")]
    [InlineData("[[rules]]\nid = 'a'\n\nregex = '''a(?=b)'''", 4, "'rules[0].regex' is no regular expression of Go's language: it has '(?=', a look around")]
    [InlineData("[[rules]]\nid = 'a'\nregex = 'abc'\npath = 'a('", 4, "'rules[0].path' is no regular expression")]
    [InlineData("[[rules]]\nid = 'a'\nregex = 'abc'\nregx = 'abc'", 4, "'rules[0].regx' is not a known member; known here are ")]
    [InlineData("[[rules]]\nid = 'a'\nregex = 'abc'\n[rules.x]\ny = 1", 4, "'rules[0].x' is not a known member")]
    [InlineData("rulez = []", 1, "'rulez' is not a known member")]
    [InlineData("[[rules]]\nid = 'a'\nregex = '(abc)'\nsecretGroup = 2", 4, "'rules[0].secretGroup' is 2, but the 'regex' has 1 group")]
    [InlineData("[[rules]]\nid = 'a'\nregex = 'abc'\nsecretGroup = 'x'", 4, "'rules[0].secretGroup' must be the number of a group")]
    [InlineData("[[rules]]\nid = 'a'\nregex = 'abc'\nentropy = 'high'", 4, "'rules[0].entropy' must be a number from 0 on")]
    [InlineData("[[rules]]\nid = 'a'\nregex = 'abc'\nkeywords = 'x'", 4, "'rules[0].keywords' must be an array")]
    [InlineData("[[rules]]\nid = 'a'\nregex = 'abc'\nkeywords = [\n'x',\n1]", 6, "'rules[0].keywords[1]' must be a string that is not empty")]
    [InlineData("[[rules]]\nid = 'a'\nregex = ''", 3, "'rules[0].regex' must be a string that is not empty")]
    [InlineData("[[rules]]\nid = 'a'\nregex = 'a*'", 3, "'rules[0].regex' matches a text of no characters")]
    [InlineData("[[rules]]\nid = 'a'\nregex = 'a{1000}b{1000}c{1000}d{1000}e{1000}'", 3, "'rules[0].regex' matches no less than 5000 characters")]
    [InlineData("\n[[rules]]\nregex = 'abc'", 2, "'rules[0]' has no 'id'")]
    [InlineData("\n[[rules]]\nid = 'a'", 2, "'rules[0]' ('a') has neither 'regex' nor 'path'")]
    [InlineData("[[rules]]\nid = 'a'\nregex = 'abc'\n[[rules.allowlists]]\nregexTarget = 'file'\npaths = ['x']", 5, "'rules[0].allowlists[0].regexTarget' must be one of \"secret\", \"match\", \"line\"")]
    [InlineData("[[rules]]\nid = 'a'\nregex = 'abc'\n[[rules.allowlists]]\ncondition = 'XOR'", 5, "'rules[0].allowlists[0].condition' must be \"AND\" or \"OR\"")]
    [InlineData("[[rules]]\nid = 'a'\nregex = 'abc'\n[rules.allowlist]\nregexes = ['a(']", 5, "'rules[0].allowlist.regexes[0]' is no regular expression")]
    [InlineData("[[rules]]\nid = 'a'\nregex = 'abc'\n[[rules.allowlists]]\ndescription = 'x'", 4, "'rules[0].allowlists[0]' allows nothing")]
    [InlineData("[[rules]]\nid = 'a'\nregex = 'abc'\n[[allowlists]]\ntargetRules = ['b']\npaths = ['x']", 5, "'allowlists[0].targetRules[0]' is 'b', which is no rule of the file")]
    [InlineData("[extend]\nurl = 'x'", 2, "'extend.url' is not supported: nothing is loaded over the network")]
    [InlineData("[extend]\npath = 'none.toml'", 2, "'extend.path' names the file '")]
    [InlineData("[extend]\npath = 'rules.toml'", 2, "'extend.path' extends a file that extends this one")]
    [InlineData("[extend]\npath = 'x.toml'\nuseDefault = true", 2, "'extend.path' cannot stand beside 'extend.useDefault'")]
    public void A_mistake_is_an_error_with_its_member_and_line(string toml, int line, string complaint)
    {
        GateException error = Assert.Throws<GateException>(() => _folder.Load(toml));
        Assert.Equal(("AG0004", "rules.toml", line), (error.Code, Path.GetFileName(error.File), error.Line));
        Assert.Contains(complaint, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("title = 'x'")]
    [InlineData("[extend]\nuseDefault = true")]
    [InlineData("[[allowlists]]\npaths = ['x']")]
    public void A_file_without_a_rule_is_an_error(string toml) =>
        Assert.Contains("has no rule, so nothing would be looked for", Assert.Throws<GateException>(() => _folder.Load(toml)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_or_no_text_is_an_error()
    {
        Assert.Contains("does not exist", Error("none.toml").Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", Error(".").Message, StringComparison.Ordinal);
        _folder.Write("bad.toml", [0xFF, 0xFE, 0x00]);
        Assert.Contains("is not UTF-8", Error("bad.toml").Message, StringComparison.Ordinal);

        GateException Error(string name)
        {
            GateException error = Assert.Throws<GateException>(() => RuleFiles.Load([name], _folder.Root));
            Assert.Equal("AG0004", error.Code);
            return error;
        }
    }

    [Fact]
    public void Everything_the_format_has_is_read()
    {
        RuleFiles files = _folder.Load("""
            title = "ours"
            minVersion = "8.0.0"
            [extend]
            disabledRules = ["x"]
            [[rules]]
            ID = "acme token"
            description = "Acme"
            regex = '''(?i)(acme)_([a-z0-9]{32})'''
            secretgroup = 2
            entropy = 3
            keywords = ["acme"]
            path = '''\.json$'''
            tags = ["a", "b"]
            examples = ["x"]
            negative_examples = ["y"]
            [[rules.allowlists]]
            condition = "AND"
            paths = ['''^test/''']
            regexTarget = "line"
            regexes = ['''sandbox''']
            stopWords = ["aaaa"]
            [rules.allowlist]
            paths = ['''z''']
            [[rules]]
            id = "store"
            path = '''\.kdbx$'''
            [[allowlists]]
            targetRules = ["store"]
            paths = ['''^samples/''']
            [allowlist]
            paths = ['''^all/''']
            """);
        Assert.Empty(files.Notices);
        PatternRule token = Assert.IsType<PatternRule>(files.Rules[0]);
        Assert.Equal(("own.acme-token", "acme token", "Acme", 2, 3.0), (token.Code, token.Name, token.Title, token.SecretGroup, token.EntropyOver));
        Assert.Equal(["acme", "a", "b", @"\.json$"], [.. token.Keywords, .. token.Tags, token.Path!.Text]);
        Assert.Equal([(true, AllowTarget.Line), (false, AllowTarget.Secret), (false, AllowTarget.Secret)], token.AllowLists.Select(l => (l.All, l.Target)));
        PathRule store = Assert.IsType<PathRule>(files.Rules[1]);
        Assert.Equal((Evidence.Context, "own.store", 2), (store.Evidence, store.Code, store.AllowLists.Count));
    }

    [Fact]
    public void What_is_known_and_not_followed_is_said()
    {
        RuleFiles files = _folder.Load("""
            prefilter = "x"
            [extend]
            useDefault = true
            [[rules]]
            id = "a"
            regex = "abc"
            tokenEfficiency = true
            validate = "x"
            confidence = "high"
            [[rules.required]]
            id = "b"
            [[rules]]
            id = "b"
            regex = "abcd"
            skipReport = true
            validate = "x"
            [[rules]]
            id = "gitlab-pat"
            [[rules.allowlists]]
            commits = ["x"]
            """);
        Assert.Equal("own.a", Assert.Single(files.Rules).Code);
        Assert.All(files.Notices, n => Assert.Equal("AG0004", n.Code));
        Assert.Equal(
            [
                "'prefilter' of the file is not followed: what it would leave out is found too.",
                "'tokenEfficiency' of 1 rule is not followed: what it would leave out is found too.",
                "'validate' of 2 rules is not followed: nothing is sent anywhere, so it changes no finding.",
                "'required' of 1 rule is not followed: what it would leave out is found too.",
                "1 allow list names commits, which artifacts do not have: that allows nothing.",
                "'extend.useDefault' brings no rules: ArtifactGate's own rules always run, and what this file changes in rules of other programs does not count.",
                "The rule 'b' reports nothing: it says 'skipReport'.",
            ],
            files.Notices.Select(n => n.Message));
    }

    [Fact]
    public void A_file_adds_to_the_rules_of_the_one_that_it_extends()
    {
        _folder.Write("sub/base.toml", """
            [[rules]]
            id = "a"
            description = "base"
            regex = "abc[0-9]{20}"
            keywords = ["abc"]
            [[rules.allowlists]]
            paths = ["x"]
            [[rules]]
            id = "b"
            regex = "abcd"
            [[rules]]
            id = "c"
            regex = "abcde"
            [[allowlists]]
            paths = ["y"]
            """);
        RuleFiles files = _folder.Load("""
            [extend]
            path = "sub/base.toml"
            disabledRules = ["b"]
            [[rules]]
            id = "a"
            entropy = 2
            tags = ["t"]
            [[rules.allowlists]]
            paths = ["z"]
            """);
        Assert.Equal(["own.a", "own.c"], files.Rules.Select(r => r.Code));
        var a = (PatternRule)files.Rules[0];
        Assert.Equal(("base", "abc[0-9]{20}", 2.0, 3), (a.Title, a.Expression.Text, a.EntropyOver, a.AllowLists.Count));
    }

    [Fact]
    public void Two_files_share_no_rule_and_one_file_named_twice_is_one()
    {
        _folder.Write("a.toml", RuleFolder.Acme);
        _folder.Write("b.toml", RuleFolder.Acme);
        Assert.Single(RuleFiles.Load(["a.toml", "./a.toml"], _folder.Root).Rules);
        GateException error = Assert.Throws<GateException>(() => RuleFiles.Load(["a.toml", "b.toml"], _folder.Root));
        Assert.Equal(("b.toml", 1), (Path.GetFileName(error.File), error.Line));
    }

    [Fact]
    public void Samples_tell_by_number_what_is_not_as_it_should_be()
    {
        RuleFiles files = _folder.Load("""
            [[rules]]
            id = "good"
            regex = '''pin-[0-9]{6}'''
            examples = ["my pin-123456", "pin-654321"]
            negativeExamples = ["pin-12345"]
            [[rules]]
            id = "bad"
            regex = '''pin-[0-9]{6}'''
            examples = ["pin-123456", "pin", "pin-12345"]
            negativeExamples = ["x", "pin-123456"]
            [[rules]]
            id = "store"
            path = '''\.kdbx$'''
            examples = ["a/b.kdbx"]
            [[rules]]
            id = "none"
            path = '''x'''
            """);
        Assert.Equal(
            ["own.good 2 1 True  ", "own.bad 3 2 False 2,3 2", "own.store 1 0 True  ", "own.none 0 0 True  "],
            files.Test().Select(r => $"{r.Rule.Code} {r.Examples} {r.NegativeExamples} {r.Passed} {string.Join(',', r.Missed)} {string.Join(',', r.Mistaken)}"));
    }
}
