namespace ArtifactGate.Artifacts;

/// <summary>A limit was reached. Caught by the walker, which records what stays unread.</summary>
public sealed class BudgetExceededException : Exception
{
    /// <summary>Says which limit, and how to raise it.</summary>
    public BudgetExceededException(UnreadReason reason, string message)
        : base(message) => Reason = reason;

    /// <summary>The limit as a reason.</summary>
    public UnreadReason Reason { get; }
}
