using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace ArtifactGate.Engine.Locating;

/// <summary>
/// Tells what offsets of an assembly's file belong to: a user string and the method that loads it, a constant and its field, the blob of
/// an attribute and what it is attached to, or the bytes behind a field (ECMA-335 II.22, II.24).
/// </summary>
internal sealed class AssemblyPlaces(PEReader image)
{
    public PEReader Image { get; } = image;

    public MetadataReader Metadata { get; } = image.GetMetadataReader(MetadataReaderOptions.None);

    /// <summary>The places of those offsets that could be told.</summary>
    public Dictionary<long, AssemblyPlace> At(IReadOnlyCollection<long> offsets)
    {
        var places = new Dictionary<long, AssemblyPlace>();
        // One literal may hold several credentials.
        var wanted = new Dictionary<int, List<long>>();
        void Want(int token, long offset) => (CollectionsMarshal.GetValueRefOrAddDefault(wanted, token, out _) ??= []).Add(offset);
        foreach (long offset in offsets)
        {
            if (UserStringAt(offset) is { IsNil: false } text)
            {
                Want(MetadataTokens.GetToken(text), offset);
            }
            else if (BlobPlace(offset) is AssemblyPlace place)
            {
                places[offset] = place;
            }
            else if (FieldAt(offset) is { IsNil: false } field)
            {
                // Data of an initialiser belongs to a field that the compiler made; its user is what the reader knows.
                places[offset] = new AssemblyPlace(MemberNames.Of(Metadata, field), Metadata.GetFieldDefinition(field).GetDeclaringType());
                Want(MetadataTokens.GetToken(field), offset);
            }
        }

        foreach ((int token, AssemblyPlace place) in CodeUses.Find(Image, Metadata, wanted.Keys))
        {
            foreach (long offset in wanted[token])
            {
                places[offset] = place;
            }
        }

        return places;
    }

    // Each literal begins with its compressed length in bytes; walking the heap finds the one that covers an offset.
    private UserStringHandle UserStringAt(long offset)
    {
        long inHeap = offset - Start(HeapIndex.UserString);
        if (inHeap <= 0 || inHeap >= Metadata.GetHeapSize(HeapIndex.UserString))
        {
            return default;
        }

        UserStringHandle handle = MetadataTokens.UserStringHandle(1);
        while (!handle.IsNil)
        {
            UserStringHandle next = Metadata.GetNextHandle(handle);
            if (next.IsNil || Metadata.GetHeapOffset(next) > inHeap)
            {
                return handle;
            }

            handle = next;
        }

        return default;
    }

    private AssemblyPlace? BlobPlace(long offset)
    {
        long inHeap = offset - Start(HeapIndex.Blob);
        if (inHeap <= 0 || inHeap >= Metadata.GetHeapSize(HeapIndex.Blob))
        {
            return null;
        }

        for (int row = 1; row <= Metadata.GetTableRowCount(TableIndex.Constant); row++)
        {
            Constant constant = Metadata.GetConstant(MetadataTokens.ConstantHandle(row));
            if (Covers(constant.Value, inHeap))
            {
                return PlaceOf(constant.Parent);
            }
        }

        foreach (CustomAttributeHandle handle in Metadata.CustomAttributes)
        {
            CustomAttribute attribute = Metadata.GetCustomAttribute(handle);
            if (Covers(attribute.Value, inHeap))
            {
                return PlaceOf(attribute.Parent);
            }
        }

        return null;
    }

    private bool Covers(BlobHandle blob, long inHeap)
    {
        if (blob.IsNil)
        {
            return false;
        }

        // The length before the content takes one, two or four bytes (II.24.2.4); the next blob follows at once.
        long start = Metadata.GetHeapOffset(blob);
        int length = Metadata.GetBlobReader(blob).Length;
        return inHeap >= start && inHeap < start + length + (length < 0x80 ? 1 : length < 0x4000 ? 2 : 4);
    }

    private AssemblyPlace PlaceOf(EntityHandle parent)
    {
        EntityHandle member = MemberNames.Owner(Metadata, parent);
        return new AssemblyPlace(MemberNames.Of(Metadata, member), MemberNames.TypeOf(Metadata, member));
    }

    private FieldDefinitionHandle FieldAt(long offset)
    {
        FieldDefinitionHandle best = default;
        long nearest = -1;
        foreach (FieldDefinitionHandle handle in Metadata.FieldDefinitions)
        {
            int address = Metadata.GetFieldDefinition(handle).GetRelativeVirtualAddress();
            long start = address == 0 ? -1 : FileOffset(address);
            if (start > nearest && start <= offset)
            {
                (best, nearest) = (handle, start);
            }
        }

        return nearest >= 0 && offset < nearest + SizeOf(best) ? best : default;
    }

    // The compiler gives such a field a structure of exactly its size, or a primitive type for the smallest.
    private long SizeOf(FieldDefinitionHandle field)
    {
        BlobReader signature = Metadata.GetBlobReader(Metadata.GetFieldDefinition(field).Signature);
        signature.ReadSignatureHeader();
        if (signature.ReadByte() != (byte)SignatureTypeKind.ValueType || signature.ReadTypeHandle() is not { Kind: HandleKind.TypeDefinition } type)
        {
            return sizeof(long);
        }

        return Metadata.GetTypeDefinition((TypeDefinitionHandle)type).GetLayout().Size;
    }

    private long FileOffset(int address)
    {
        int section = Image.PEHeaders.GetContainingSectionIndex(address);
        if (section < 0)
        {
            return -1;
        }

        SectionHeader header = Image.PEHeaders.SectionHeaders[section];
        return header.PointerToRawData + (long)address - header.VirtualAddress;
    }

    private long Start(HeapIndex heap) => Image.PEHeaders.MetadataStartOffset + (long)Metadata.GetHeapMetadataOffset(heap);
}
