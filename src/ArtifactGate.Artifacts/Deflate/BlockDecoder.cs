using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ArtifactGate.Artifacts.Deflate;

/// <summary>
/// The inner loop: literals and matches of one block (RFC 1951, section 3.2.3), as many as the input at hand and the room allow. It checks
/// no bounds inside a step; that a step stays within the padding of the input and the reserve of the output is checked before it begins.
/// </summary>
internal static class BlockDecoder
{
    /// <summary>Bytes of room that a step may write: three literals, the longest match, and what the last vector of a copy writes too much.</summary>
    public const int Reserve = 3 + 258 + 32;

    private const ulong LiteralMask = (1UL << Tables.LiteralBits) - 1;
    private const ulong DistanceMask = (1UL << Tables.DistanceBits) - 1;

    // For a distance below 16, at 16 times the distance: which of the bytes before repeat.
    private static readonly byte[] Repeats = [.. Enumerable.Range(0, 256).Select(i => (byte)(i == 0 ? 0 : i < 16 ? 16 - (16 % i) : i % 16 % (i / 16)))];

    /// <summary>Decodes until the block ends, the room is full or the input at hand is used.</summary>
    /// <param name="input">The bits.</param>
    /// <param name="literals">Codes of literals and lengths.</param>
    /// <param name="distances">Codes of distances.</param>
    /// <param name="output">What came out before, and the room.</param>
    /// <param name="to">Where the room begins; the byte behind the last one that was written.</param>
    /// <returns>Whether the block ended.</returns>
    /// <exception cref="InvalidDataException">The data is damaged.</exception>
    public static bool Decode(BitInput input, DecodingTable literals, DecodingTable distances, byte[] output, ref int to)
    {
        ref byte from = ref Unsafe.Add(ref input.Bytes, input.At);
        ref byte lastFrom = ref Unsafe.Add(ref input.Bytes, input.LastStep);
        ref byte start = ref MemoryMarshal.GetArrayDataReference(output);
        ref byte here = ref Unsafe.Add(ref start, to);
        ref byte lastHere = ref Unsafe.Add(ref start, output.Length - Reserve);
        ref uint literalTable = ref MemoryMarshal.GetArrayDataReference(literals.Entries);
        ref uint distanceTable = ref MemoryMarshal.GetArrayDataReference(distances.Entries);
        ulong bits = input.Bits;
        uint count = (uint)input.Count;
        ref byte repeats = ref MemoryMarshal.GetArrayDataReference(Repeats);
        bool ended = false, damaged = false;

        // Of count only the lowest six bits are meant: an entry is subtracted with all that it says besides.
        bits |= NextBits(ref from) << (int)count;
        from = ref Unsafe.Add(ref from, 7 - (nint)((count >> 3) & 7));
        count |= 56;
        uint entry = Unsafe.Add(ref literalTable, (nint)(bits & LiteralMask));
        while (!Unsafe.IsAddressGreaterThan(ref from, ref lastFrom) && !Unsafe.IsAddressGreaterThan(ref here, ref lastHere))
        {
            if ((int)entry < 0)
            {
                here = (byte)(entry >> 16);
                here = ref Unsafe.Add(ref here, 1);
                bits >>= (int)entry;
                count -= entry;
                entry = Unsafe.Add(ref literalTable, (nint)(bits & LiteralMask));
                if ((int)entry < 0)
                {
                    here = (byte)(entry >> 16);
                    here = ref Unsafe.Add(ref here, 1);
                    bits >>= (int)entry;
                    count -= entry;
                    entry = Unsafe.Add(ref literalTable, (nint)(bits & LiteralMask));
                    if ((int)entry < 0)
                    {
                        here = (byte)(entry >> 16);
                        here = ref Unsafe.Add(ref here, 1);
                        bits >>= (int)entry;
                        count -= entry;
                        entry = Unsafe.Add(ref literalTable, (nint)(bits & LiteralMask));
                        bits |= NextBits(ref from) << (int)count;
                        from = ref Unsafe.Add(ref from, 7 - (nint)((count >> 3) & 7));
                        count |= 56;
                        continue;
                    }
                }
            }

            if ((entry & Symbols.Special) != 0)
            {
                if ((entry & Symbols.Subtable) != 0)
                {
                    bits >>= (int)entry;
                    count -= entry;
                    entry = Unsafe.Add(ref literalTable, (nint)((entry >> 16) + LowBits(bits, (entry >> 8) & 15)));
                    if ((int)entry < 0)
                    {
                        here = (byte)(entry >> 16);
                        here = ref Unsafe.Add(ref here, 1);
                        bits >>= (int)entry;
                        count -= entry;
                        entry = Unsafe.Add(ref literalTable, (nint)(bits & LiteralMask));
                        bits |= NextBits(ref from) << (int)count;
                        from = ref Unsafe.Add(ref from, 7 - (nint)((count >> 3) & 7));
                        count |= 56;
                        continue;
                    }
                }

                if ((entry & Symbols.EndOfBlock) != 0)
                {
                    bits >>= (int)entry;
                    count -= entry;
                    ended = true;
                    break;
                }

                if ((entry & Symbols.Special) != 0)
                {
                    bits >>= (int)entry;
                    count -= entry;
                    damaged = true;
                    break;
                }
            }

            nint length = (nint)((entry >> 16) + (LowBits(bits, entry) >> (int)(entry >> 8)));
            bits >>= (int)entry;
            count -= entry;
            bits |= NextBits(ref from) << (int)count;
            from = ref Unsafe.Add(ref from, 7 - (nint)((count >> 3) & 7));
            count |= 56;
            entry = Unsafe.Add(ref distanceTable, (nint)(bits & DistanceMask));
            if ((entry & Symbols.Special) != 0)
            {
                if ((entry & Symbols.Subtable) != 0)
                {
                    bits >>= (int)entry;
                    count -= entry;
                    entry = Unsafe.Add(ref distanceTable, (nint)((entry >> 16) + LowBits(bits, (entry >> 8) & 15)));
                }

                if ((entry & Symbols.Special) != 0)
                {
                    bits >>= (int)entry;
                    count -= entry;
                    damaged = true;
                    break;
                }
            }

            nint distance = (nint)((entry >> 16) + (LowBits(bits, entry) >> (int)(entry >> 8)));
            bits >>= (int)entry;
            count -= entry;
            if (distance > Unsafe.ByteOffset(ref start, ref here))
            {
                damaged = true;
                break;
            }

            // What comes next is looked up before the copy, which it does not wait for.
            entry = Unsafe.Add(ref literalTable, (nint)(bits & LiteralMask));
            bits |= NextBits(ref from) << (int)count;
            from = ref Unsafe.Add(ref from, 7 - (nint)((count >> 3) & 7));
            count |= 56;
            ref byte copy = ref here;
            here = ref Unsafe.Add(ref here, length);
            if (distance >= Vector128<byte>.Count)
            {
                ref byte before = ref Unsafe.Subtract(ref copy, distance);
                nint done = 0;
                do
                {
                    Vector128.LoadUnsafe(ref before, (nuint)done).StoreUnsafe(ref copy, (nuint)done);
                    done += Vector128<byte>.Count;
                }
                while (done < length);
            }
            else
            {
                Vector128<byte> repeated = Vector128.ShuffleNative(
                    Vector128.LoadUnsafe(ref Unsafe.Subtract(ref copy, distance)), Vector128.LoadUnsafe(ref repeats, (nuint)distance * 16));
                nint step = Unsafe.Add(ref repeats, distance);
                nint done = 0;
                do
                {
                    repeated.StoreUnsafe(ref copy, (nuint)done);
                    done += step;
                }
                while (done < length);
            }
        }

        (input.Bits, input.Count) = (bits, (int)(count & 63));
        input.At = (int)Unsafe.ByteOffset(ref input.Bytes, ref from);
        to = (int)Unsafe.ByteOffset(ref start, ref here);
        Debug.Assert(to <= output.Length - (Reserve - 3 - 258) && input.At <= input.End + BitInput.Padding, "a step goes no farther than was checked");
        return damaged && !input.Overran ? throw InflateStream.Damage() : ended;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong NextBits(ref byte from)
    {
        ulong bits = Unsafe.ReadUnaligned<ulong>(ref from);
        return BitConverter.IsLittleEndian ? bits : BinaryPrimitives.ReverseEndianness(bits);
    }

    // Of the count only the lowest six bits are meant, as everywhere here.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong LowBits(ulong bits, uint count) =>
        Bmi2.X64.IsSupported ? Bmi2.X64.ZeroHighBits(bits, count) : bits & ((1UL << (int)count) - 1);
}
