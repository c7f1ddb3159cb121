namespace ArtifactGate.Engine.Tests;

public sealed class GlobTests
{
    [Theory]
    [InlineData("docs/**", "docs/a.md", true)]
    [InlineData("docs/**", "docs/deep/er/a.md", true)]
    [InlineData("docs/**", "docs", false)]
    [InlineData("docs/*", "docs/deep/a.md", false)]
    [InlineData("**/a.md", "a.md", true)]
    [InlineData("**/a.md", "docs/deep/a.md", true)]
    [InlineData("**/a.md", "docs/ba.md", false)]
    [InlineData("docs/**/a.md", "docs/a.md", true)]
    [InlineData("docs/**/a.md", "docs/x/y/a.md", true)]
    [InlineData("docs/**/a.md", "docsx/a.md", false)]
    [InlineData("**", "anything/at!all", true)]
    [InlineData("lib/*/A?.dll", "lib/net10.0/AB.dll", true)]
    [InlineData("lib/*/A?.dll", "lib/net10.0/A/.dll", false)]
    [InlineData("**/a.json", "tools/inner.zip!a.json", true)]
    [InlineData("tools/*.zip!*.json", "tools/inner.zip!a.json", true)]
    [InlineData("tools/*", "tools/inner.zip!a.json", false)]
    [InlineData("*.md", "docs/deep/a.md", true)]
    [InlineData("*.md", "inner.zip!a.md", true)]
    [InlineData("a.md", "docs/A.md", false)]
    public void A_path_is_matched_by_its_segments(string pattern, string path, bool expected)
    {
        Assert.True(Glob.TryParse(pattern, Glob.InnerPathSeparators, ignoreCase: false, out Glob? glob, out _));
        Assert.Equal(expected, glob.IsPathMatch(path));
    }

    [Theory]
    [InlineData("AG4*", "AG4001", true)]
    [InlineData("ag4???", "AG4001", true)]
    [InlineData("AG4*", "AG1001", false)]
    [InlineData("*", "AG1001", true)]
    public void A_code_has_no_segments(string pattern, string code, bool expected)
    {
        Assert.True(Glob.TryParse(pattern, "", ignoreCase: true, out Glob? glob, out _));
        Assert.Equal(expected, glob.IsMatch(code));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a**b")]
    [InlineData("***")]
    [InlineData("a[0-9]")]
    [InlineData("{a,b}")]
    [InlineData("a\\b")]
    public void A_pattern_that_means_something_else_elsewhere_is_refused(string pattern)
    {
        Assert.False(Glob.TryParse(pattern, Glob.InnerPathSeparators, ignoreCase: false, out _, out string? error));
        Assert.NotEmpty(error);
    }

    [Fact]
    public void A_pattern_made_to_be_slow_is_not()
    {
        Assert.True(Glob.TryParse(string.Concat(Enumerable.Repeat("a*", 60)) + "b", "/", ignoreCase: false, out Glob? glob, out _));

        // With backtracking this would not end in the lifetime of anybody.
        Assert.False(glob.IsMatch(new string('a', 20_000)));
    }
}
