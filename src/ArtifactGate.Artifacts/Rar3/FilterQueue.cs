using System.IO.Hashing;

namespace ArtifactGate.Artifacts.Rar3;

/// <summary>A piece of the content to which something is undone.</summary>
/// <param name="Kind">What.</param>
/// <param name="Start">Its first byte, counted from the begin of the window's content.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="First">What the first register of the program holds: channels, or the width of a picture.</param>
/// <param name="Second">What the second holds.</param>
internal readonly record struct Filter(FilterKind Kind, long Start, int Length, int First, int Second);

/// <summary>Reads the programs in packed data, and what each is to be applied to.</summary>
internal sealed class FilterQueue
{
    /// <summary>Bytes of the longest piece.</summary>
    public const int MostLength = 0x3C000;

    private const int MostPrograms = 1024;
    private const int MostWaiting = 8192;
    private const int LongestProgram = 0x10000;
    private const int BufferLength = 512;

    private readonly List<(FilterKind Kind, int Length)> _programs = [];
    private readonly Queue<Filter> _waiting = [];
    private int _last;

    /// <summary>The next piece, or null.</summary>
    public Filter? Next => _waiting.TryPeek(out Filter filter) ? filter : null;

    /// <summary>Takes the next piece out.</summary>
    public void Done() => _waiting.Dequeue();

    /// <summary>Forgets the pieces, and the programs if another file does not go on with them.</summary>
    public void Reset(bool keepPrograms)
    {
        _waiting.Clear();
        if (!keepPrograms)
        {
            _programs.Clear();
            _last = 0;
        }
    }

    /// <summary>Adds what a program's data says.</summary>
    /// <param name="flags">The byte before the data.</param>
    /// <param name="data">The data.</param>
    /// <param name="position">Where the content is now.</param>
    /// <exception cref="InvalidDataException">It says nothing that can be.</exception>
    /// <exception cref="BudgetExceededException">It is a program of its own.</exception>
    public void Add(int flags, byte[] data, long position)
    {
        var bits = new PackedBits(new MemoryStream(data), BufferLength);
        int program = Program(flags, bits);
        long start = position + (uint)Number(bits) + ((flags & 0x40) != 0 ? 258 : 0);
        bool isNew = program == _programs.Count;
        int length = (flags & 0x20) != 0 ? Number(bits) : isNew ? 0 : _programs[program].Length;
        (int first, int second) = Registers(flags, bits);
        FilterKind kind = isNew ? KindOf(bits) : _programs[program].Kind;
        if (isNew)
        {
            _programs.Add((kind, length));
        }

        _programs[program] = (kind, length);
        if (length is < 0 or > MostLength || start - position > Window.Length || _waiting.Count >= MostWaiting)
        {
            throw new InvalidDataException("a filter of a piece that cannot be");
        }

        if (length > 0)
        {
            _waiting.Enqueue(new Filter(kind, start, length, first, second));
        }
    }

    private int Program(int flags, PackedBits bits)
    {
        if ((flags & 0x80) != 0)
        {
            int number = Number(bits);
            if (number == 0)
            {
                Reset(keepPrograms: false);
            }

            _last = number == 0 ? 0 : number - 1;
        }

        return _last >= 0 && _last <= _programs.Count && _last <= MostPrograms ? _last : throw new InvalidDataException("a program that is not there");
    }

    // Seven registers may be set; the others hold what is known anyway.
    private static (int First, int Second) Registers(int flags, PackedBits bits)
    {
        Span<int> registers = stackalloc int[7];
        registers.Clear();
        int set = (flags & 0x10) != 0 ? bits.Take(7) : 0;
        for (int i = 0; i < registers.Length; i++)
        {
            if ((set & (1 << i)) != 0)
            {
                registers[i] = Number(bits);
            }
        }

        return (registers[0], registers[1]);
    }

    // Each is known by its length and checksum.
    private static FilterKind KindOf(PackedBits bits)
    {
        int length = Number(bits);
        if (length is <= 0 or >= LongestProgram)
        {
            throw new InvalidDataException("a program of impossible length");
        }

        byte[] program = new byte[length];
        for (int i = 0; i < length; i++)
        {
            program[i] = (byte)bits.Take(8);
        }

        return (length, Crc32.HashToUInt32(program)) switch
        {
            (53, 0xAD576887) => FilterKind.Calls,
            (57, 0x3CD7E57E) => FilterKind.CallsAndJumps,
            (120, 0x3769893F) => FilterKind.Itanium,
            (29, 0x0E06077D) => FilterKind.Delta,
            (149, 0x1C2C5DC8) => FilterKind.Colours,
            (216, 0xBC85E701) => FilterKind.Sound,
            _ => throw new BudgetExceededException(UnreadReason.Unsupported, "packed with a filter program of its own"),
        };
    }

    // Two bits say how long a number is: 4, 8, 16 or 32 bits. One of eight that begins with four zeros is negative.
    private static int Number(PackedBits bits)
    {
        switch (bits.Take(2))
        {
            case 0:
                return bits.Take(4);
            case 1:
                int high = bits.Take(4);
                return high == 0 ? bits.Take(8) | -256 : (high << 4) | bits.Take(4);
            case 2:
                return bits.Take(16);
            default:
                int upper = bits.Take(16);
                return (upper << 16) | bits.Take(16);
        }
    }
}
