namespace ArtifactGate.Artifacts.Cpio;

/// <summary>One entry of a cpio archive.</summary>
/// <param name="Name">As stored, with <c>/</c>, without a leading <c>./</c>; only text.</param>
/// <param name="IsFile">Whether it is a regular file, which counts even when it is empty.</param>
/// <param name="Length">Bytes of its content.</param>
/// <param name="HiddenName">Bytes that its name field holds behind the end of the name; empty nearly always.</param>
/// <param name="HiddenAt">Where they stand.</param>
internal sealed record CpioEntry(string Name, bool IsFile, long Length, byte[] HiddenName, long HiddenAt);
