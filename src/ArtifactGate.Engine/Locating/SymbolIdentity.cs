using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace ArtifactGate.Engine.Locating;

/// <summary>The identity of a portable PDB: the first twenty bytes of its <c>#Pdb</c> stream (Portable PDB 1.0).</summary>
internal static class SymbolIdentity
{
    private const int Length = 20;
    private const int MostStreams = 16;

    /// <summary>The identity, from the first bytes of a file; null when it is no portable PDB.</summary>
    public static BlobContentId? Of(ReadOnlySpan<byte> head)
    {
        // The root of metadata (ECMA-335 II.24.2.1): signature, version as text, then the streams with place, length and name.
        if (head is not [(byte)'B', (byte)'S', (byte)'J', (byte)'B', ..] || head.Length < 20 || BinaryPrimitives.ReadUInt32LittleEndian(head[12..]) > 256)
        {
            return null;
        }

        int at = 16 + (int)BinaryPrimitives.ReadUInt32LittleEndian(head[12..]) + 4;
        for (int i = 0; i < MostStreams && at + 12 <= head.Length; i++)
        {
            ReadOnlySpan<byte> stream = head[at..];
            int name = stream[8..].IndexOf((byte)0);
            if (stream[8..].StartsWith("#Pdb\0"u8))
            {
                uint start = BinaryPrimitives.ReadUInt32LittleEndian(stream);
                return start <= head.Length - Length ? new BlobContentId(ImmutableArray.Create(head.Slice((int)start, Length))) : null;
            }

            if (name < 0)
            {
                return null;
            }

            at += 8 + ((name + 4) & ~3);
        }

        return null;
    }
}
