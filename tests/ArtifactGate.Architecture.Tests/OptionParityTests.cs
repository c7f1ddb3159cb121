using System.Reflection;
using ArtifactGate.Engine;
using ArtifactGate.Tasks;
using ArtifactGate.Tool;

namespace ArtifactGate.Architecture.Tests;

/// <summary>One knob, three faces: a member of <see cref="GateOptions"/>, an option of the tool, a property of a project.</summary>
public sealed class OptionParityTests
{
    // An empty face has its reason in the last column.
    private static readonly (string Member, string[] Options, string[] Properties, string Reason)[] Faces =
    [
        (nameof(GateOptions.Artifacts), ["--artifacts-from"], ["Include"], "arguments of the tool; what pack and publish made"),
        (nameof(GateOptions.Policy), ["--policy"], ["Policy"], ""),
        (nameof(GateOptions.BasePolicy), ["--base-policy"], ["BasePolicy"], ""),
        (nameof(GateOptions.Environment), ["--environment"], ["Environment"], ""),
        (nameof(GateOptions.Complete), ["--complete"], [], "tool only: a build sees one project, and never everything that the policy is about"),
        (nameof(GateOptions.Rules), ["--rules"], ["Rules"], ""),
        (nameof(GateOptions.FailOn), ["--fail-on"], ["FailOn"], ""),
        (nameof(GateOptions.Limits), ["--max-depth", "--max-entries", "--max-bytes", "--max-ratio", "--max-time", "--max-spool"],
            ["MaxDepth", "MaxEntries", "MaxBytes", "MaxRatio", "MaxTime", "MaxSpool"], ""),
        (nameof(GateOptions.Shard), ["--shard"], [], "tool only: a build scans what it has made itself"),
        (nameof(GateOptions.Since), ["--since"], [], "tool only: of the release job, which has the report of the release before"),
        (nameof(GateOptions.Cache), ["--cache"], [], "tool only: a key in every build is no secret, and whoever edits the project could write the entries; what one build knows it knows unasked"),
        (nameof(GateOptions.Jobs), ["--jobs"], ["Jobs"], ""),
        (nameof(GateOptions.Reveal), ["--reveal"], [], "tool only: a build's log is kept"),
        (nameof(GateOptions.Tree), ["--tree"], [], "tool only: for a person who asks what was opened"),
        (nameof(GateOptions.KnownValues), ["--known-values", "--no-known-values"], ["KnownValues"], "one property takes the names, or 'off'"),
        (nameof(GateOptions.Variables), [], [], "the environment itself"),
        (nameof(GateOptions.AllowedFingerprints), [], ["Allow"], "items of the project; the tool reads the policy file"),
        (nameof(GateOptions.WorkingDirectory), [], ["ProjectFile"], "where the tool is started; the project's folder"),
        (nameof(GateOptions.FingerprintKey), [], [], "environment only: a key on a command line is seen by everybody"),
        (nameof(GateOptions.Revision), [], [], "environment of the build server"),
        (nameof(GateOptions.CiRunId), [], [], "environment of the build server"),
        (nameof(GateOptions.InBuild), [], [], "which face it is"),
        (nameof(GateOptions.Provenance), [], [], "known to a build alone"),
        (nameof(GateOptions.Now), [], [], "the clock"),
    ];

    private static readonly Dictionary<string, string> ToolOnly = new()
    {
        ["--format"] = "standard output",
        ["--report"] = "Report and ReportDirectory in a build",
        ["--expect"] = "a build knows what it made: AG0003",
        ["--receipt"] = "of the release job, which scans what a build made; what a build could write, whoever edits the project could forge",
        ["--sign"] = "no signing key in a build",
        ["--quiet"] = "verbosity is MSBuild's",
        ["--verbose"] = "verbosity is MSBuild's",
        ["--help"] = "the parser's",
    };

    private static readonly string[] TaskOnly =
    [
        // What the targets hand over; not settings.
        "ReportName", "Content", "None", "EmbeddedResource", "Compile", "AssemblyName", "Imports", "IntermediateDirectory", "NoWarn", "WarningsAsErrors", "TreatWarningsAsErrors", "WarningsNotAsErrors",
        // Settings of the build's face alone.
        "Quarantine", "Report", "ReportDirectory", "MergedReport", "Host", "DotNet", "DotNetRoot",
    ];

    [Fact]
    public void Every_member_has_its_faces_or_a_reason()
    {
        Assert.Equal(typeof(GateOptions).GetProperties().Select(p => p.Name).Order(), Faces.Select(f => f.Member).Order());
        Assert.All(Faces, f => Assert.True(f.Reason.Length > 0 || (f.Options.Length > 0 && f.Options.Length == f.Properties.Length), f.Member));
    }

    [Fact]
    public void Every_option_of_the_tool_is_a_face()
    {
        var host = new ToolHost(() => Stream.Null, () => Stream.Null, TextWriter.Null, Repository.Root, _ => null);
        IEnumerable<string> options = new ScanCommand(host).Definition.Options.Select(o => o.Name);
        Assert.Equal(Faces.SelectMany(f => f.Options).Concat(ToolOnly.Keys.Where(k => k != "--help")).Order(), options.Order());
    }

    [Fact]
    public void Every_property_of_the_task_is_a_face()
    {
        IEnumerable<string> properties = typeof(GateTask).GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(p => p.SetMethod is { IsPublic: true }).Select(p => p.Name);
        Assert.Equal(Faces.SelectMany(f => f.Properties).Concat(TaskOnly).Order(), properties.Order());
    }

    [Fact]
    public void Every_call_of_a_task_hands_over_every_setting()
    {
        IEnumerable<TaskCall> calls = TaskCall.In("ArtifactGate.targets").Concat(TaskCall.In("ArtifactGate.Late.targets"));
        Assert.Equal(5, calls.Count());
        Assert.All(calls, call =>
        {
            Type task = typeof(GateTask).Assembly.GetType(call.Task)!;
            string[] settable = [.. task.GetProperties().Where(p => p.SetMethod is { IsPublic: true }
                && p.DeclaringType is { Namespace: "ArtifactGate.Tasks" }).Select(p => p.Name)];
            string[] optional = ["Zip", "PublishMap", "ArchiveWritten", .. call.Task.EndsWith("Container", StringComparison.Ordinal) ? ["Directory"] : Array.Empty<string>()];
            Assert.Empty(settable.Except(call.Attributes).Except(optional));
            Assert.Equal("false", call.ContinueOnError);
        });
    }
}
