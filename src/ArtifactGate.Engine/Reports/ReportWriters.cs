namespace ArtifactGate.Engine.Reports;

/// <summary>The writers: each class of this assembly that implements <see cref="IReportWriter"/>.</summary>
public static class ReportWriters
{
    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<IReportWriter> All { get; } =
    [
        .. from type in typeof(ReportWriters).Assembly.GetTypes()
           where type.IsAssignableTo(typeof(IReportWriter)) && type is { IsAbstract: false, IsInterface: false }
           orderby type.Name
           select (IReportWriter)Activator.CreateInstance(type)!,
    ];

    /// <summary>The writer of this name, or null.</summary>
    public static IReportWriter? Find(string name) => All.FirstOrDefault(w => w.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The writer that <c>--format</c> means, or null.</summary>
    public static IReportWriter? FindForConsole(string name) => Find(name) is { ForConsole: true } writer ? writer : null;

    /// <summary>The writer for a report file, by the end of its name, or null.</summary>
    public static IReportWriter? FindForFile(string path) =>
        All.FirstOrDefault(w => w.Extension is not null && path.EndsWith(w.Extension, StringComparison.OrdinalIgnoreCase));
}
