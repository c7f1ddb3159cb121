using System.Reflection.Metadata;

namespace ArtifactGate.Engine.Locating;

/// <summary>A place in an assembly whose debug information is not beside it; it may be in another artifact of the run.</summary>
/// <param name="Symbols">The identity that the debug information must carry.</param>
/// <param name="Place">The place.</param>
internal sealed record AwaitedSource(BlobContentId Symbols, AssemblyPlace Place);
