using System.Text.RegularExpressions;
using ArtifactGate.Testing;

namespace ArtifactGate.Architecture.Tests;

/// <summary>The commands of a page for people, run as they stand there.</summary>
internal static partial class PageCommands
{
    /// <summary>Every line of the blocks that are for a console, in their order.</summary>
    public static IReadOnlyList<string> In(string page) =>
        [.. page.Split("```console\n").Skip(1).SelectMany(block => block.Split("```")[0].Split('\n')).Where(l => l.Length > 0)];

    /// <summary>The blocks of JSON, in their order.</summary>
    public static IReadOnlyList<string> Json(string page) => [.. page.Split("```json\n").Skip(1).Select(block => block.Split("```")[0])];

    /// <summary>Runs a command in a folder: the tool in this process, everything else as a program.</summary>
    /// <returns>The exit code, and what was written.</returns>
    public static (int ExitCode, string Output) Run(string command, string folder)
    {
        string[] words = [.. Word().Matches(command).Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Value)];
        if (words[0] != "artifactgate")
        {
            ProgramRun run = ProgramRun.Start(words[0], words[1..], folder);
            return (run.ExitCode, run.Output);
        }

        var output = new MemoryStream();
        using var error = new StringWriter();
        int exit = new Tool.ToolHost(() => output, () => Stream.Null, error, folder, _ => null).Run(words[1..]);
        return (exit, System.Text.Encoding.UTF8.GetString(output.ToArray()) + error);
    }

    [GeneratedRegex("\"([^\"]*)\"|\\S+")]
    private static partial Regex Word();
}
