namespace ArtifactGate.Engine.Reports;

/// <summary>Writes a result in one format.</summary>
public interface IReportWriter
{
    /// <summary>The name on the command line: <c>text</c>, <c>json</c>, <c>sarif</c>, <c>msbuild</c>.</summary>
    string Name { get; }

    /// <summary>The end of the names of report files in this format, with the dot; null when it is only for logs.</summary>
    string? Extension { get; }

    /// <summary>Whether <c>--format</c> knows it, for the console; else it is only for report files.</summary>
    bool ForConsole { get; }

    /// <summary>Writes UTF-8 without a byte order mark. Leaves the stream open.</summary>
    void Write(GateResult result, Stream output);
}
