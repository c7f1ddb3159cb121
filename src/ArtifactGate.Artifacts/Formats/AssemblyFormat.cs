using System.Buffers.Binary;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using ArtifactGate.Artifacts.Assemblies;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// A managed assembly (ECMA-335 II.25): its resources and embedded debug information as nodes of their own. Literals, constants and
/// everything else are bytes of the assembly and stay there.
/// </summary>
internal sealed class AssemblyFormat : IArtifactFormat
{
    public string Name => "assembly";

    public bool NeedsRandomAccess => true;

    public bool KeepsBytes => true;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node)
    {
        // The 15th data directory of the optional header is the CLI header; a native image leaves it empty.
        if (head is not [(byte)'M', (byte)'Z', ..] || head.Length < 0x40)
        {
            return Fit.None;
        }

        int pe = BinaryPrimitives.ReadInt32LittleEndian(head[0x3C..]);
        if (EndsInHeaders(head, pe, node))
        {
            return Fit.Generic;
        }

        if (pe < 0x40 || pe > head.Length - 0x100 || BinaryPrimitives.ReadUInt32LittleEndian(head[pe..]) != 0x4550)
        {
            return Fit.None;
        }

        ReadOnlySpan<byte> optional = head[(pe + 24)..];
        int directories = BinaryPrimitives.ReadUInt16LittleEndian(optional) switch { 0x10B => 96, 0x20B => 112, _ => -1 };
        int cli = directories + (14 * 8);
        return directories > 0 && cli + 8 <= optional.Length && BinaryPrimitives.ReadUInt32LittleEndian(optional[cli..]) != 0 ? Fit.Exact : Fit.None;
    }

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        using Stream stream = container.Open();
        using PEReader reader = Reader(stream);
        return AssemblyContent.Items(container, reader, stream, 0);
    }

    // Content in memory is read where it is; the reader would copy whole sections of a stream. The buffer may be longer than the content,
    // with zeros behind it.
    private static PEReader Reader(Stream stream) =>
        stream is MemoryStream memory && memory.TryGetBuffer(out ArraySegment<byte> content) && content.Offset == 0
            ? new PEReader(ImmutableCollectionsMarshal.AsImmutableArray(content.Array))
            : new PEReader(stream, PEStreamOptions.LeaveOpen);

    // A file that was cut off has lost its data directories, but still has the text that every linker puts before them.
    private static bool EndsInHeaders(ReadOnlySpan<byte> head, int pe, ContentNode node) => node.Length == head.Length
        && pe >= 0x40 && pe > head.Length - 0x100 && head.IndexOf("This program cannot be run in DOS mode"u8) > 0;
}
