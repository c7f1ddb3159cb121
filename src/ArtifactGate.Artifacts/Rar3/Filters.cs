using System.Buffers;
using System.Buffers.Binary;

namespace ArtifactGate.Artifacts.Rar3;

/// <summary>Undoes what was done to pieces of the content before it was packed. Each does what the program it stands for does.</summary>
internal static class Filters
{
    // What is taken for the length of any program.
    private const int CodeLength = 1 << 24;

    // Which of the three instructions of an Itanium bundle may be branches, by the kind of the bundle.
    private static readonly byte[] BranchesOf = [4, 4, 6, 6, 0, 0, 7, 7, 4, 4, 0, 0, 4, 4, 0, 0];

    /// <summary>Undoes it.</summary>
    /// <param name="filter">What.</param>
    /// <param name="piece">The piece.</param>
    /// <param name="position">Where in the file it begins.</param>
    /// <exception cref="InvalidDataException">What was to be done makes no sense.</exception>
    public static void Undo(Filter filter, Span<byte> piece, long position)
    {
        switch (filter.Kind)
        {
            case FilterKind.Calls or FilterKind.CallsAndJumps:
                UndoCalls(piece, (uint)position, filter.Kind == FilterKind.CallsAndJumps);
                break;
            case FilterKind.Itanium:
                UndoItanium(piece, (uint)position);
                break;
            default:
                byte[] source = ArrayPool<byte>.Shared.Rent(piece.Length);
                piece.CopyTo(source);
                Separate(filter, source.AsSpan(0, piece.Length), piece);
                source.AsSpan(0, piece.Length).Clear();
                ArrayPool<byte>.Shared.Return(source);
                break;
        }
    }

    private static void Separate(Filter filter, ReadOnlySpan<byte> source, Span<byte> piece)
    {
        if (filter.Kind == FilterKind.Colours)
        {
            UndoColours(source, piece, filter.First - 3, filter.Second);
            return;
        }

        if (filter.First is <= 0 or > 1024)
        {
            throw new InvalidDataException("an impossible number of channels");
        }

        for (int channel = 0; channel < filter.First; channel++)
        {
            source = filter.Kind == FilterKind.Sound
                ? SoundFilter.Undo(source, piece, channel, filter.First)
                : UndoDelta(source, piece, channel, filter.First);
        }
    }

    // An absolute target becomes relative again.
    private static void UndoCalls(Span<byte> piece, uint position, bool jumps)
    {
        for (int at = 0; at < piece.Length - 4;)
        {
            byte value = piece[at++];
            if (value != 0xE8 && !(jumps && value == 0xE9))
            {
                continue;
            }

            Span<byte> target = piece.Slice(at, 4);
            uint here = position + (uint)at, absolute = BinaryPrimitives.ReadUInt32LittleEndian(target);
            if (absolute < CodeLength)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(target, absolute - here);
            }
            else if (absolute >= 0x80000000 && absolute + here < 0x80000000)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(target, absolute + CodeLength);
            }

            at += 4;
        }
    }

    // Bundles of 16 bytes: five bits of their kind, and three instructions of 41 bits.
    private static void UndoItanium(Span<byte> piece, uint position)
    {
        uint bundle = position >> 4;
        for (int at = 0; at < piece.Length - 21; at += 16, bundle++)
        {
            int kind = (piece[at] & 0x1F) - 16;
            int branches = kind >= 0 ? BranchesOf[kind] : 0;
            for (int i = 0; i < 3; i++)
            {
                int start = (i * 41) + 5;
                if ((branches & (1 << i)) != 0 && (Bits(piece[at..], start + 37) & 15) == 5)
                {
                    Span<byte> bytes = piece[(at + ((start + 13) / 8))..];
                    int shift = (start + 13) & 7;
                    uint held = BinaryPrimitives.ReadUInt32LittleEndian(bytes), mask = 0xFFFFFu << shift;
                    uint target = (((held >> shift) - bundle) & 0xFFFFF) << shift;
                    BinaryPrimitives.WriteUInt32LittleEndian(bytes, (held & ~mask) | target);
                }
            }
        }
    }

    private static uint Bits(ReadOnlySpan<byte> bytes, int bit) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[(bit / 8)..]) >> (bit & 7);

    private static ReadOnlySpan<byte> UndoDelta(ReadOnlySpan<byte> source, Span<byte> piece, int channel, int channels)
    {
        byte value = 0;
        int read = 0;
        for (int at = channel; at < piece.Length; at += channels)
        {
            piece[at] = value -= source[read++];
        }

        return source[read..];
    }

    // Of three neighbours, left, above and left of that, the one that is nearest to what they make a plane.
    private static void UndoColours(ReadOnlySpan<byte> source, Span<byte> piece, int width, int first)
    {
        if (first < 0 || width < 0)
        {
            throw new InvalidDataException("an impossible picture");
        }

        int read = 0;
        for (int colour = 0; colour < 3; colour++)
        {
            int left = 0;
            for (int at = colour; at < piece.Length; at += 3)
            {
                int above = at - width;
                int expected = above >= 3 ? Nearest(left, piece[above], piece[above - 3]) : left;
                left = (expected - source[read++]) & 0xFF;
                piece[at] = (byte)left;
            }
        }

        for (int at = first; at < piece.Length - 2; at += 3)
        {
            byte green = piece[at + 1];
            piece[at] += green;
            piece[at + 2] += green;
        }
    }

    private static int Nearest(int left, int above, int corner)
    {
        int plane = left + above - corner;
        int toLeft = Math.Abs(plane - left), toAbove = Math.Abs(plane - above), toCorner = Math.Abs(plane - corner);
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
