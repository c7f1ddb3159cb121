using System.Diagnostics;

namespace ArtifactGate.Detection.Tests.Keys;

/// <summary>Runs the programs that make real keys, in a folder that is gone afterwards.</summary>
internal sealed class KeyTool : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("keys").FullName;

    /// <summary>A password that nobody would try.</summary>
    public string Password { get; } = "Q" + Guid.NewGuid().ToString("N");

    public byte[] this[string file] => File.ReadAllBytes(Path.Combine(Folder, file));

    public string Text(string file) => File.ReadAllText(Path.Combine(Folder, file));

    public void Dispose()
    {
        if (Directory.Exists(Path.Combine(Folder, "gnupg")))
        {
            using var stop = Process.Start(new ProcessStartInfo("gpgconf", ["--homedir", Path.Combine(Folder, "gnupg"), "--kill", "all"]));
            stop?.WaitForExit();
        }

        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Runs a program; the test is skipped where it is not installed.</summary>
    public KeyTool Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        start.Environment["GNUPGHOME"] = Path.Combine(Folder, "gnupg");
        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{program} is not installed");
        }

        process!.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {arguments[0]} ended with {process.ExitCode}: {error.Result}");
        process.Dispose();
        return this;
    }
}
