using System.IO.Pipes;
using System.Reflection;
using System.Text;
using ArtifactGate.Tasks.Hosting;
using ArtifactGate.Testing;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace ArtifactGate.Tasks.Tests;

/// <summary>A task that is sent somewhere else to be run.</summary>
public sealed class TaskProcessTests : IDisposable
{
    private readonly BuildFolder _build = new();

    public void Dispose() => _build.Dispose();

    [Theory]
    [InlineData(typeof(ScanPackages))]
    [InlineData(typeof(ScanPublish))]
    [InlineData(typeof(ScanContainer))]
    public void Every_parameter_arrives_as_it_was(Type type)
    {
        using var sent = (GateTask)Activator.CreateInstance(type)!;
        PropertyInfo[] parameters = [.. TaskWire.Parameters(type)];
        Assert.True(parameters.Length > 25);
        foreach (PropertyInfo parameter in parameters)
        {
            parameter.SetValue(sent, Sample(parameter));
        }

        var stream = new MemoryStream();
        TaskWire.Send(stream, sent);
        stream.Position = 0;
        using GateTask arrived = TaskWire.Read(new BinaryReader(stream));
        Assert.IsType(type, arrived);
        Assert.Equal(stream.Length, stream.Position);
        Assert.All(parameters, p => Assert.Equal(Describe(p.GetValue(sent)!), Describe(p.GetValue(arrived)!)));
    }

    [Fact]
    public void What_it_says_comes_back_as_it_was_said()
    {
        _build.WritePackage("out/Lib.1.0.0.nupkg", "Lib", ("content/settings.json", $"{{\n  \"key\": \"{SampleSecrets.GitHub(1)}\"\n}}"));
        using ScanPackages task = _build.Packages("out/Lib.1.0.0.nupkg");
        List<TaskSaying> said = Run(task, stop: false);
        Assert.Equal(TaskSayingKind.Ready, said[0].Kind);
        TaskSaying error = Assert.Single(said, s => s.Kind == TaskSayingKind.Error);
        Assert.Equal(("AG1001", _build.PathOf("settings.json"), 2, 11), (error.Code, error.File, error.Line, error.Column));
        Assert.NotNull(error.HelpLink);
        Assert.Equal((TaskSayingKind.Result, 0), (said[^1].Kind, said[^1].Line));
        Assert.Equal(["out/Lib.1.0.0.nupkg.blocked"], _build.Files("out"));
    }

    [Fact]
    public void A_build_that_goes_away_stops_it_and_nothing_ships()
    {
        _build.WritePackage("out/Lib.1.0.0.nupkg", "Lib", [.. Enumerable.Range(0, 2000).Select(i => ($"content/{i}.json", BuildSecrets.Token(i, 4000)))]);
        using ScanPackages task = _build.Packages("out/Lib.1.0.0.nupkg");
        List<TaskSaying> said = Run(task, stop: true);
        Assert.Contains(said, s => s is { Kind: TaskSayingKind.Error, Code: "AG0001" });
        Assert.Equal(0, said[^1].Line);
        Assert.Equal(["out/Lib.1.0.0.nupkg.blocked"], _build.Files("out"));
    }

    [Fact]
    public void What_is_no_task_of_ours_is_refused()
    {
        var stream = new MemoryStream();
        var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write("ArtifactGate task 1");
        writer.Write(nameof(GateTask));
        stream.Position = 0;
        Assert.Throws<InvalidDataException>(() => TaskWire.Read(new BinaryReader(stream)));
    }

    private static List<TaskSaying> Run(GateTask task, bool stop)
    {
        using var requests = new AnonymousPipeServerStream(PipeDirection.Out);
        using var input = new AnonymousPipeClientStream(PipeDirection.In, requests.ClientSafePipeHandle);
        var answers = new MemoryStream();
        TaskWire.Send(requests, task);
        if (stop)
        {
            requests.Dispose();
        }

        TaskProcess.Run(input, answers);
        requests.Dispose();
        var reader = new BinaryReader(new MemoryStream(answers.ToArray()));
        var said = new List<TaskSaying>();
        while (reader.PeekChar() >= 0)
        {
            said.Add(TaskWire.Receive(reader));
        }

        return said;
    }

    private static object Sample(PropertyInfo parameter) =>
        parameter.PropertyType == typeof(string) ? $"{parameter.Name} \u00fc; \"%20\"\n"
        : parameter.PropertyType == typeof(bool) ? true
        : parameter.PropertyType == typeof(int) ? 7
        : new ITaskItem[] { new TaskItem($"{parameter.Name}%3B.txt", new Dictionary<string, string> { ["Value"] = "a=b%25", ["RelativePath"] = "" }), new TaskItem("other") };

    private static string Describe(object value) => value is ITaskItem[] items
        ? string.Join('|', items.Select(i => $"{i.ItemSpec} {i.GetMetadata("FullPath")} {i.GetMetadata("Value")} {i.GetMetadata("RelativePath")}"))
        : $"{value}";
}
