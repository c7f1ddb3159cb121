namespace ArtifactGate.Engine.Receipts;

/// <summary>A receipt is not what it should be. The message is the part of a sentence after its name.</summary>
internal sealed class ReceiptException(string message) : Exception(message);
