namespace ArtifactGate.Tasks;

/// <summary>
/// The warning properties of a project. MSBuild applies them to task warnings only in some builds (not in the outer build of a
/// multi-targeted project), so the task applies them itself.
/// </summary>
internal sealed class WarningSwitches(string? noWarn, string? asErrors, bool treatAsErrors, string? notAsErrors)
{
    private readonly HashSet<string> _noWarn = Split(noWarn);
    private readonly HashSet<string> _asErrors = Split(asErrors);
    private readonly HashSet<string> _notAsErrors = Split(notAsErrors);

    /// <summary>Whether a warning is not shown.</summary>
    public bool IsSuppressed(string code) => _noWarn.Contains(code);

    /// <summary>Whether a warning is an error.</summary>
    public bool IsError(string code) => _asErrors.Contains(code) || IsErrorAsAll(code);

    /// <summary>Whether it is one only because all are, and nobody named it.</summary>
    public bool IsErrorAsAll(string code) => treatAsErrors && !_notAsErrors.Contains(code) && !_asErrors.Contains(code);

    private static HashSet<string> Split(string? list) => new(
        (list ?? "").Split([';', ',', ' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);
}
