using System.Text;

namespace ArtifactGate.Tool.Tests;

/// <summary>One command line of the tool, run in this process with streams of its own.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    public static ToolRun Start(string folder, string[] arguments, string input = "", IReadOnlyDictionary<string, string>? environment = null)
    {
        var output = new MemoryStream();
        using var error = new StringWriter();
        int code = new ToolHost(() => output, () => new MemoryStream(Encoding.UTF8.GetBytes(input)), error, folder,
            name => environment?.GetValueOrDefault(name), () => environment ?? new Dictionary<string, string>()).Run(arguments);
        return new ToolRun(code, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }

    /// <summary>Fails unless the run ended in exactly one line of complaint and nothing else.</summary>
    public void AssertOneLine(string contains)
    {
        Assert.Equal(2, ExitCode);
        string line = Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("artifactgate: error", line, StringComparison.Ordinal);
        Assert.Contains(contains, line, StringComparison.Ordinal);
        Assert.Equal("", Output);
    }
}
