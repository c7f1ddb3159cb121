using System.Reflection.PortableExecutable;

namespace ArtifactGate.Engine.Tests.Formats;

/// <summary>Assemblies compiled ahead of time keep their metadata: the framework that runs the tests is made of them.</summary>
public sealed class ReadyToRunTests : FormatTest
{
    [Fact]
    public void A_literal_of_the_framework_has_its_member()
    {
        string assembly = typeof(System.Net.Http.FormUrlEncodedContent).Assembly.Location;
        using (var reader = new PEReader(File.OpenRead(assembly)))
        {
            Assert.NotEqual(0, reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
            Assert.False(reader.PEHeaders.CorHeader.Flags.HasFlag(CorFlags.ILOnly));
        }

        string rules = Path.Combine(Folder, "own.toml");
        File.WriteAllText(rules, """
            [[rules]]
            id = "form"
            description = "a literal of the framework"
            regex = '''application/x-www-form-urlencoded'''
            """);
        GateResult result = new Gate().Run(new GateOptions
        {
            WorkingDirectory = Folder,
            Now = DateTimeOffset.UnixEpoch,
            Artifacts = [new ArtifactInput("http.dll", assembly)],
            Rules = [rules],
        });
        Assert.Equal("assembly", result.Artifacts[0].Kind);
        Assert.Empty(result.Unread);
        Assert.Contains(result.Findings, f => f.Location.Member == "System.Net.Http.FormUrlEncodedContent..ctor()" && f.Path.Inner.Length == 0);
    }
}
