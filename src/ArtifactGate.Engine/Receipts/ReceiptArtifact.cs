namespace ArtifactGate.Engine.Receipts;

/// <summary>One artifact in a receipt.</summary>
/// <param name="Name">As it was named when it was scanned.</param>
/// <param name="Sha256">64 hexadecimal digits, lower case.</param>
/// <param name="Form">What the digest is taken of.</param>
/// <param name="Format">The format's name: <c>nupkg</c>, <c>zip</c>, ...</param>
/// <param name="Size">Bytes.</param>
/// <param name="Coverage">How much of it was read.</param>
/// <param name="Tolerated">How many of its unread items the policy does not mind.</param>
public sealed record ReceiptArtifact(string Name, string Sha256, ArtifactForm Form, string Format, long Size, Coverage Coverage, long Tolerated);
