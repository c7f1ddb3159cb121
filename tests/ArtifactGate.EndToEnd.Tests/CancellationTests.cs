using System.Text;
using ArtifactGate.Testing;

namespace ArtifactGate.EndToEnd.Tests;

/// <summary>A person who presses Ctrl+C gets the terminal back at once, and no package that nobody has judged.</summary>
public sealed class CancellationTests(Feed feed) : IDisposable
{
    private const int Lines = 4_000_000;

    private readonly Workspace _work = new(feed) { Fresh = true };

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("Task")]
    [InlineData("Process")]
    public void A_pack_that_is_stopped_ends_soon_and_leaves_no_package(string host)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Sent with the programs of Linux.");
        _work.Host = host;
        _work.ContentPackage("Lib.csproj", "<ItemGroup><ArtifactGateInclude Include=\"large.txt\" /></ItemGroup>");
        _work.Write("settings.json", "{}");
        WriteLarge();
        Workspace.AssertExit(0, _work.Dotnet("restore"));

        // The libraries are named in the log when the scan begins.
        (ProgramRun run, TimeSpan took) = _work.Interrupt(line => line.Contains("ArtifactGate.Engine ", StringComparison.Ordinal) && line.Contains(" from ", StringComparison.Ordinal),
            "pack", "-o", "out", "--no-restore", "-v:detailed");
        TestContext.Current.SendDiagnosticMessage("{0}: ended {1:0} ms after the signal", host, took.TotalMilliseconds);
        Assert.NotEqual(0, run.ExitCode);
        Assert.True(took < TimeSpan.FromSeconds(10), $"{took}\n{run.Output}");
        Assert.Equal(["out/Lib.1.0.0.nupkg.blocked"], _work.Files("*", "out"));
        Assert.True(run.Output.Contains("AG0001", StringComparison.Ordinal), run.Output);
    }

    // Text of base64 has to be decoded to be looked at: half a gigabyte of it takes long on any machine.
    private void WriteLarge()
    {
        byte[] line = new byte[129];
        var random = new Random(5);
        using FileStream file = File.Create(Path.Combine(_work.Root, "large.txt"));
        for (int i = 0; i < Lines; i++)
        {
            if (i % 1000 == 0)
            {
                byte[] bytes = new byte[96];
                random.NextBytes(bytes);
                Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes) + "\n", line);
            }

            file.Write(line);
        }
    }
}
