using System.Diagnostics;

namespace ArtifactGate.Testing;

/// <summary>The C# compiler of the SDK that runs the tests.</summary>
public static class Compiler
{
    /// <summary>Compiles <paramref name="source"/> into a library; fails with the compiler's own words.</summary>
    /// <param name="source">The C# file.</param>
    /// <param name="library">Where the library goes.</param>
    /// <param name="options">More options of the compiler.</param>
    /// <exception cref="InvalidOperationException">It does not compile.</exception>
    public static void Compile(string source, string library, params string[] options)
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string root = Path.GetFullPath(Path.Combine(runtime, "..", "..", ".."));
        string compiler = Directory.EnumerateFiles(Path.Combine(root, "sdk"), "csc.dll", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last();
        var start = new ProcessStartInfo(Path.Combine(root, "dotnet")) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["exec", compiler, "-noconfig", "-nologo", "-target:library", "-deterministic", "-out:" + library,
            "-r:" + Path.Combine(runtime, "System.Private.CoreLib.dll"), "-r:" + Path.Combine(runtime, "System.Runtime.dll"), .. options, source])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(output);
        }
    }
}
