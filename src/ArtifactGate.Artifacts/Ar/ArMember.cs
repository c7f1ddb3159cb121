namespace ArtifactGate.Artifacts.Ar;

/// <summary>One member of an ar archive.</summary>
/// <param name="Name">As stored or looked up, with <c>/</c>; only text. Null for a table of symbols or names, which is no file.</param>
/// <param name="Offset">Its first byte, from the first byte of the archive.</param>
/// <param name="Length">Bytes its header promises.</param>
internal readonly record struct ArMember(string? Name, long Offset, long Length);
