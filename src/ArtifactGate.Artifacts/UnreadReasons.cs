using ArtifactGate.Artifacts.Registry;

namespace ArtifactGate.Artifacts;

/// <summary>
/// Says what a failure of a format or a file means for the result. The one place that decides which exceptions become something unread;
/// all others are faults of this program and pass.
/// </summary>
public static class UnreadReasons
{
    /// <summary>The detail of what exists and may not be read.</summary>
    public const string AccessDenied = "access denied";

    /// <summary>
    /// The reason and one safe line, or null when the exception must pass on: cancellation, exhausted memory, programming errors. The texts
    /// of foreign exceptions are never used, because they may quote content.
    /// </summary>
    public static (UnreadReason Reason, string Detail)? Of(Exception failure) => failure switch
    {
        BudgetExceededException limit => (limit.Reason, limit.Message),
        RegistryException registry => (UnreadReason.Corrupt, registry.Message),
        EndOfStreamException => (UnreadReason.Corrupt, "ends before its own headers say"),
        UnauthorizedAccessException => (UnreadReason.Corrupt, AccessDenied),
        FileNotFoundException or DirectoryNotFoundException => (UnreadReason.Changed, "vanished while it was read"),
        InvalidDataException => (UnreadReason.Corrupt, "is not what its own headers say"),
        IOException => (UnreadReason.Corrupt, "cannot be read"),
        _ => null,
    };
}
