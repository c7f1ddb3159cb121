using ArtifactGate.Engine;
using Microsoft.Build.Framework;

namespace ArtifactGate.Tasks.Containers;

/// <summary>All that a project adds to the configuration of its image, beside the files.</summary>
internal sealed class ImageSettings
{
    // Labels that the SDK makes of properties, and the properties in the order in which it looks at them.
    private static readonly Dictionary<string, string[]> LabelProperties = new(StringComparer.Ordinal)
    {
        ["org.opencontainers.image.description"] = ["ContainerDescription", "Description"],
        ["org.opencontainers.artifact.description"] = ["ContainerDescription", "Description"],
        ["org.opencontainers.image.authors"] = ["ContainerAuthors", "Authors"],
        ["org.opencontainers.image.url"] = ["ContainerInformationUrl", "PackageProjectUrl"],
        ["org.opencontainers.image.documentation"] = ["ContainerDocumentationUrl", "PackageProjectUrl"],
        ["org.opencontainers.image.version"] = ["ContainerVersion", "PackageVersion", "Version"],
        ["org.opencontainers.image.vendor"] = ["ContainerVendor"],
        ["org.opencontainers.image.licenses"] = ["ContainerLicenseExpression", "PackageLicenseExpression"],
        ["org.opencontainers.image.title"] = ["ContainerTitle", "Title"],
        ["org.opencontainers.image.source"] = ["PrivateRepositoryUrl", "RepositoryUrl"],
        ["org.opencontainers.image.base.name"] = ["ContainerBaseImage"],
    };

    private readonly ScanContainer _task;
    private readonly List<ImageSetting> _all = [];

    public ImageSettings(ScanContainer task)
    {
        _task = task;
        AddVariables();
        AddLabels();
        Add("Entrypoint", ("ContainerEntrypoint", task.Entrypoint), ("ContainerEntrypointArgs", task.EntrypointArgs));
        Add("Cmd", ("ContainerAppCommand", task.AppCommand), ("ContainerAppCommandArgs", task.AppCommandArgs), ("ContainerDefaultArgs", task.DefaultArgs));
        AddProperty("User", "ContainerUser", task.User);
        AddProperty("WorkingDir", "ContainerWorkingDirectory", task.WorkingDirectory);
    }

    /// <summary>Every one, in the order of the configuration.</summary>
    public IReadOnlyList<ImageSetting> All => _all;

    /// <summary>Labels are called by their names, wherever they stand in an image.</summary>
    public const string LabelPrefix = "Labels.";

    /// <summary>The setting at a place of the planned configuration, or null.</summary>
    public ImageSetting? Find(string? member) => _all.Find(s => s.Member == member);

    // What the project says and what the SDK makes of it: either alone could miss one.
    private void AddVariables()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (ITaskItem item in _task.DeclaredVariables.Concat(_task.Variables))
        {
            string text = $"{item.ItemSpec}={item.GetMetadata("Value")}";
            if (seen.Add(text))
            {
                ITaskItem declared = Array.Find(_task.DeclaredVariables, d => d.ItemSpec == item.ItemSpec) ?? item;
                _all.Add(new ImageSetting(FormattableString.Invariant($"Env[{seen.Count - 1}]"), text, Place(declared, "ContainerEnvironmentVariable"),
                    $"Take <ContainerEnvironmentVariable Include=\"{item.ItemSpec}\"> out of {FileOf(declared)}, and set {item.ItemSpec} where the container is started (docker run --env-file, a secret of the orchestrator)."));
            }
        }
    }

    private void AddLabels()
    {
        foreach (IGrouping<string, ITaskItem> same in _task.Labels.GroupBy(l => l.ItemSpec, StringComparer.Ordinal))
        {
            foreach (ITaskItem item in same.DistinctBy(i => i.GetMetadata("Value")))
            {
                SourceLocation? property = LabelProperties.TryGetValue(item.ItemSpec, out string[]? names) ? ProjectElement.OfProperty(names, PropertyFiles()) : null;
                _all.Add(new ImageSetting(LabelPrefix + item.ItemSpec, item.GetMetadata("Value"), property ?? Place(item, "ContainerLabel"), property is null
                    ? $"Take <ContainerLabel Include=\"{item.ItemSpec}\"> out of {FileOf(item)}: everybody who can pull the image reads its labels."
                    : $"Take it out of the property that {Path.GetFileName(property.File)} sets there: the SDK makes the label {item.ItemSpec} of it."));
            }
        }
    }

    private void Add(string member, params (string Type, ITaskItem[] Items)[] lists)
    {
        int index = 0;
        foreach ((string type, ITaskItem[] items) in lists)
        {
            foreach (ITaskItem item in items)
            {
                _all.Add(new ImageSetting(FormattableString.Invariant($"{member}[{index++}]"), item.ItemSpec, Place(item, type),
                    $"Take it out of <{type}> in {FileOf(item)}, and let the program read it from the environment or a secret store when it starts."));
            }
        }
    }

    private void AddProperty(string member, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            _all.Add(new ImageSetting(member, text, ProjectElement.OfProperty([name], PropertyFiles()) ?? new SourceLocation(_task.ProjectFile),
                $"Take it out of the property {name}."));
        }
    }

    private SourceLocation Place(ITaskItem item, string type) => ProjectElement.OfItem(item, type, _task.ProjectFile);

    private string FileOf(ITaskItem item) => Path.GetFileName(item.GetMetadata("DefiningProjectFullPath") is { Length: > 0 } file ? file : _task.ProjectFile);

    private IEnumerable<string> PropertyFiles() => _task.Imports.Select(i => i.GetMetadata("FullPath")).Prepend(_task.ProjectFile).Where(File.Exists);
}
