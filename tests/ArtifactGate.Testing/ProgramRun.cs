using System.Diagnostics;

namespace ArtifactGate.Testing;

/// <summary>One run of a real program, to its end.</summary>
/// <param name="ExitCode">What it returned.</param>
/// <param name="Output">What it wrote to standard output and standard error.</param>
public sealed record ProgramRun(int ExitCode, string Output)
{
    /// <summary>Starts a program and waits for it.</summary>
    /// <param name="program">Its name or path.</param>
    /// <param name="arguments">Its arguments, unquoted.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="environment">Changes to the environment; null removes a variable.</param>
    /// <param name="input">What it reads from standard input.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static ProgramRun Start(string program, IEnumerable<string> arguments, string folder,
        IEnumerable<KeyValuePair<string, string?>>? environment = null, ReadOnlyMemory<byte> input = default)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach ((string name, string? value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        var output = new System.Text.StringBuilder();
        DataReceivedEventHandler collect = (_, line) =>
        {
            // The end of either stream comes as null, at any time before the other's.
            if (line.Data is { } text)
            {
                lock (output)
                {
                    output.AppendLine(text);
                }
            }
        };
        process.OutputDataReceived += collect;
        process.ErrorDataReceived += collect;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.BaseStream.Write(input.Span);
        process.StandardInput.Close();
        process.WaitForExit();
        return new ProgramRun(process.ExitCode, output.ToString());
    }

    /// <summary>The full path of a program on the path, or null.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => new[] { Path.Combine(folder, program), Path.Combine(folder, program + ".exe") })
            .FirstOrDefault(File.Exists);
}
