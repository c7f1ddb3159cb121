namespace ArtifactGate.Engine.Diagnostics;

/// <summary>One line of a build log. Every text is printable and on one line; none holds a value.</summary>
/// <param name="Code"><c>AG1001</c>, or <c>AG0001</c> and <c>AG0002</c> for what was not read.</param>
/// <param name="Severity">Whether it is why the run does not pass.</param>
/// <param name="File">The source file, as <see cref="SourceLocation.File"/> has it; else the artifact, as the user named it. Empty when it is about no file.</param>
/// <param name="Line">1-based; 0 when unknown.</param>
/// <param name="Column">1-based; 0 when unknown.</param>
/// <param name="Message">What it is, where it would ship, how it is proven, how to revoke it, how to keep it out. Not a format string: braces mean nothing.</param>
/// <param name="HelpLink">A page about it, or null.</param>
public sealed record Diagnostic(string Code, DiagnosticSeverity Severity, string File, int Line, int Column, string Message, string? HelpLink);
