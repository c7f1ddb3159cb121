using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace ArtifactGate.Artifacts.Assemblies;

/// <summary>
/// The ends of values in an assembly that nothing but its metadata tells: the blob of an attribute, whose last argument may be followed by the
/// length of the next blob at once (ECMA-335 II.23.3, II.24.2.4), and the data of a field, which may be followed by that of another.
/// </summary>
internal static class AssemblyBorders
{
    /// <summary>Adds those of them with something like text on both sides; false when damaged metadata does not tell all of them.</summary>
    /// <param name="items">Where they are added.</param>
    /// <param name="reader">The assembly.</param>
    /// <param name="sections">Its data.</param>
    /// <param name="shift">What to add to an offset of the assembly to have that in the file.</param>
    public static bool TryAdd(List<WalkItem> items, PEReader reader, SectionBytes sections, long shift)
    {
        var borders = new SortedSet<long>();
        bool isRead = true;
        try
        {
            if (reader.HasMetadata)
            {
                AddAttributes(reader, borders);
                AddFields(reader, sections, borders);
            }
        }
        catch (Exception failure) when (failure is BadImageFormatException or OverflowException or ArgumentException)
        {
            isRead = false;
        }

        items.AddRange(borders.Select(b => new WalkItem.Border(b + shift)));
        return isRead;
    }

    private static void AddAttributes(PEReader reader, SortedSet<long> borders)
    {
        MetadataReader metadata = reader.GetMetadataReader(MetadataReaderOptions.None);
        PEMemoryBlock block = reader.GetMetadata();
        int heap = metadata.GetHeapMetadataOffset(HeapIndex.Blob);
        foreach (CustomAttributeHandle handle in metadata.CustomAttributes)
        {
            BlobHandle value = metadata.GetCustomAttribute(handle).Value;
            if (!value.IsNil && metadata.GetBlobReader(value).Length is > 0 and var length)
            {
                // The length before the content takes one, two or four bytes.
                int end = heap + metadata.GetHeapOffset(value) + length + (length < 0x80 ? 1 : length < 0x4000 ? 2 : 4);
                if (IsBetweenText(block, end))
                {
                    borders.Add((long)reader.PEHeaders.MetadataStartOffset + end);
                }
            }
        }
    }

    private static void AddFields(PEReader reader, SectionBytes sections, SortedSet<long> borders)
    {
        MetadataReader metadata = reader.GetMetadataReader(MetadataReaderOptions.None);
        Span<byte> around = stackalloc byte[2];
        foreach (FieldDefinitionHandle handle in metadata.FieldDefinitions)
        {
            FieldDefinition field = metadata.GetFieldDefinition(handle);
            if ((field.Attributes & FieldAttributes.HasFieldRVA) == 0 || field.GetRelativeVirtualAddress() is var address && address == 0
                || reader.PEHeaders.GetContainingSectionIndex(address) is var index && index < 0)
            {
                continue;
            }

            SectionHeader section = reader.PEHeaders.SectionHeaders[index];
            if (address > section.VirtualAddress && sections.TryRead(address - 1, around) && IsText(around[0]) && IsText(around[1]))
            {
                borders.Add(section.PointerToRawData + (long)address - section.VirtualAddress);
            }
        }
    }

    private static bool IsBetweenText(PEMemoryBlock block, int at)
    {
        if (at <= 0 || at >= block.Length)
        {
            return false;
        }

        BlobReader around = block.GetReader(at - 1, 2);
        return IsText(around.ReadByte()) && IsText(around.ReadByte());
    }

    private static bool IsText(byte b) => b is >= 0x20 and < 0x7F;
}
