using System.Reflection.PortableExecutable;

namespace ArtifactGate.Artifacts.Assemblies;

/// <summary>A few bytes of a section here and there. The framework's reader would copy the whole section for each, which may hold a resource of gigabytes.</summary>
/// <param name="reader">The assembly.</param>
/// <param name="assembly">Its bytes, where both read.</param>
internal sealed class SectionBytes(PEReader reader, Stream assembly)
{
    /// <summary>Bytes from an address to the end of what its section has in the file; 0 where there is no section.</summary>
    public int Length(int address) =>
        reader.PEHeaders.GetContainingSectionIndex(address) is >= 0 and var index && reader.PEHeaders.SectionHeaders[index] is var section
            ? Math.Max(0, Math.Min(section.VirtualSize, section.SizeOfRawData) - (address - section.VirtualAddress)) : 0;

    /// <summary>Reads the bytes at an address; false where the section or the file ends before.</summary>
    public bool TryRead(int address, Span<byte> bytes)
    {
        if (Length(address) < bytes.Length)
        {
            return false;
        }

        SectionHeader section = reader.PEHeaders.SectionHeaders[reader.PEHeaders.GetContainingSectionIndex(address)];
        long at = (uint)section.PointerToRawData + (long)(address - section.VirtualAddress);
        if (at > assembly.Length)
        {
            return false;
        }

        assembly.Position = at;
        return assembly.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length;
    }
}
