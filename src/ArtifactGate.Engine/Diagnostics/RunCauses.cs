namespace ArtifactGate.Engine.Diagnostics;

/// <summary>
/// Tells what is why a run does not pass. The verdict of a finding stays what it is when the run only observes, and when warnings
/// count for the run; so the verdict of the run decides together with it.
/// </summary>
internal sealed class RunCauses(GateResult result)
{
    private readonly bool _anyBlocks = result.Findings.Any(f => f.Verdict == Verdict.Block);
    private readonly bool _anyUnreadBlocks = result.Unread.Any(u => u.Verdict == Verdict.Block);

    /// <summary>Whether a finding of this verdict stops the run.</summary>
    public bool Includes(Verdict finding) => result.Verdict switch
    {
        // Blocked without a blocking finding: the user asked for warnings to count.
        RunVerdict.Blocked => finding == Verdict.Block || (finding == Verdict.Warn && !_anyBlocks),
        RunVerdict.Error => finding == Verdict.Block,
        _ => false,
    };

    /// <summary>Whether an unread item stops the run, or would if no finding did.</summary>
    public bool Includes(UnreadItem item) =>
        !result.Passed && (item.Verdict == Verdict.Block || (item.Verdict == Verdict.Warn && result.Verdict == RunVerdict.Incomplete && !_anyUnreadBlocks));
}
