namespace ArtifactGate.Artifacts.Executables;

/// <summary>A part of a native image that is loaded from the file: an ELF or Mach-O segment, a PE section.</summary>
/// <param name="Offset">Its first byte in the file.</param>
/// <param name="Length">Its bytes in the file, none of them behind the end of it.</param>
/// <param name="Address">Where it is loaded, before it is moved.</param>
/// <param name="IsWritable">Whether the program may write to it.</param>
/// <param name="IsCode">Whether the program may run it.</param>
internal readonly record struct ImageSegment(long Offset, long Length, ulong Address, bool IsWritable, bool IsCode);
