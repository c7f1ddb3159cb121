using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Tar;

/// <summary>
/// Headers that only describe the next one (pax <c>x</c> and <c>g</c>, GNU <c>K</c> and <c>L</c>) are taken into memory whole by the framework's
/// reader, however long they say they are. Names and attributes take some kilobytes; anything far longer is there to do harm.
/// </summary>
internal static class TarLongHeaders
{
    /// <summary>Far more than any writer needs, in bytes.</summary>
    public const int Longest = 1024 * 1024;

    // POSIX ustar: size, type, magic.
    private const int SizeAt = 124;
    private const int SizeLength = 12;
    private const int TypeAt = 156;
    private const int MagicAt = 257;

    /// <summary>Passes a tar on and looks at each of its blocks.</summary>
    public static Stream Guard(Stream tar) => new GuardStream(tar);

    /// <summary>Looks at the headers of a tar that can be read in any order, and goes back to its beginning.</summary>
    /// <exception cref="InvalidDataException">One says that it is too long.</exception>
    public static void Check(Stream tar, Budget budget)
    {
        byte[] block = new byte[TarEnd.BlockSize];
        for (long position = 0; position <= tar.Length - block.Length; position += block.Length + RoundedUp(Size(block)))
        {
            budget.CheckTime();
            tar.Position = position;
            tar.ReadExactly(block);
            if (block[MagicAt] != (byte)'u')
            {
                break;
            }

            Check(block);
        }

        tar.Position = 0;
    }

    private static void Check(ReadOnlySpan<byte> block)
    {
        if (block[TypeAt] is (byte)'x' or (byte)'g' or (byte)'K' or (byte)'L' && block[MagicAt..].StartsWith("ustar"u8) && Size(block) > Longest)
        {
            throw new InvalidDataException("a tar header that only describes the next one is too long");
        }
    }

    // Octal digits, or in base 256 what digits cannot say, which is too long in any case.
    private static long Size(ReadOnlySpan<byte> block) => block[SizeAt] >= 0x80 ? int.MaxValue : TarName.Octal(block.Slice(SizeAt, SizeLength));

    private static long RoundedUp(long size) => (size + TarEnd.BlockSize - 1) / TarEnd.BlockSize * TarEnd.BlockSize;

    private sealed class GuardStream(Stream inner) : ForwardStream
    {
        private readonly byte[] _block = new byte[TarEnd.BlockSize];
        private int _filled;

        public override int Read(Span<byte> buffer)
        {
            int read = inner.Read(buffer);
            for (ReadOnlySpan<byte> rest = buffer[..read]; !rest.IsEmpty;)
            {
                if (_filled == 0 && rest.Length >= _block.Length)
                {
                    Check(rest);
                    rest = rest[_block.Length..];
                    continue;
                }

                int count = Math.Min(_block.Length - _filled, rest.Length);
                rest[..count].CopyTo(_block.AsSpan(_filled));
                rest = rest[count..];
                _filled += count;
                if (_filled == _block.Length)
                {
                    Check(_block);
                    _filled = 0;
                }
            }

            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                Array.Clear(_block);
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
