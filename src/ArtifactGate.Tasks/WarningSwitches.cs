namespace ArtifactGate.Tasks;

/// <summary>
/// The warning properties of a project. MSBuild applies them to task warnings only in some builds (not in the outer build of a
/// multi-targeted project), and only after the task has ended; what it makes an error then would still lie where a push finds it. So the task applies them itself.
/// </summary>
/// <param name="noWarn">Codes that are not shown.</param>
/// <param name="asErrors">Codes that are errors.</param>
/// <param name="treatAsErrors">Whether all are.</param>
/// <param name="notAsErrors">Codes that stay warnings.</param>
/// <param name="byBuild">What the build itself makes an error of, which its command line says too.</param>
internal sealed class WarningSwitches(string? noWarn, string? asErrors, bool treatAsErrors, string? notAsErrors, Func<string, bool> byBuild)
{
    // A code that nobody uses, so nobody names it: a build that makes an error of it does so of all.
    private const string Nobodys = "AG0000";

    private readonly HashSet<string> _noWarn = Split(noWarn);
    private readonly HashSet<string> _asErrors = Split(asErrors);
    private readonly HashSet<string> _notAsErrors = Split(notAsErrors);

    /// <summary>Whether a warning is not shown.</summary>
    public bool IsSuppressed(string code) => _noWarn.Contains(code);

    /// <summary>Whether a warning is an error.</summary>
    public bool IsError(string code) => _asErrors.Contains(code) || IsErrorAsAll(code) || byBuild(code);

    /// <summary>Whether it is one only because all are, and nobody named it.</summary>
    public bool IsErrorAsAll(string code) => !_asErrors.Contains(code)
        && ((treatAsErrors && !_notAsErrors.Contains(code)) || (byBuild(code) && byBuild(Nobodys)));

    private static HashSet<string> Split(string? list) => new(
        (list ?? "").Split([';', ',', ' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);
}
