using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.NativeAot;

/// <summary>
/// Carries out the commands of dehydrated data. The lower three bits of the first byte are the command, the others a number, of which the highest
/// three values say that one, two or three bytes more belong to it. Zero copies as many bytes as follow, one makes zeros, two and three make an
/// address of a table, four and five as many addresses as follow, four bytes each (one in .NET 8 and 9, whose number is zero). Addresses are no
/// content here; zeros stand for them.
/// </summary>
/// <param name="commands">The commands; owned.</param>
/// <param name="offset">Where the first command stands in the file.</param>
/// <param name="length">The bytes of all commands.</param>
/// <param name="pointerLength">The bytes of an address.</param>
internal sealed class HydratedStream(Stream commands, long offset, long length, int pointerLength) : ForwardStream
{
    private const int Copy = 0;
    private const int Zeros = 1;
    private const int ShortAddressFromTable = 2;
    private const int AddressFromTable = 3;
    private const int ShortAddress = 4;
    private const int Address = 5;
    private const int ShortAddressLength = 4;

    /// <summary>The largest number in the first byte.</summary>
    private const int MostShort = (1 << 5) - 1 - 3;

    /// <summary>Places beyond these are told by the one before; memory has an end.</summary>
    private const int MostPlaces = 4_000_000;

    private readonly BufferedStream _commands = new(commands, 64 * 1024);
    private readonly List<(long At, long Original)> _places = [(0, offset)];
    private long _read;
    private long _made;
    private int _copying;
    private int _zeros;

    /// <summary>Whether all commands are known, and end where they should. The stream is of no other use after that.</summary>
    public bool IsKnown(Budget budget)
    {
        try
        {
            while (_read < length)
            {
                budget.CheckTime();
                Next();
                _commands.Position = _read += _copying;
                _copying = 0;
                _places.Clear();
            }

            return true;
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException)
        {
            return false;
        }
    }

    /// <summary>Where a byte that was read stands in the file.</summary>
    public long OriginalOf(long at)
    {
        int found = _places.BinarySearch((at, long.MaxValue));
        (long start, long original) = _places[Math.Max(0, found < 0 ? ~found - 1 : found)];
        return original + at - start;
    }

    /// <exception cref="InvalidDataException">A command that there is not, or one that is cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (_copying == 0 && _zeros == 0 && !buffer.IsEmpty)
        {
            if (_read >= length)
            {
                return 0;
            }

            Next();
        }

        int count = Math.Min(buffer.Length, _copying > 0 ? _copying : _zeros);
        if (_copying > 0)
        {
            _commands.ReadExactly(buffer[..count]);
            _copying -= count;
            _read += count;
        }
        else
        {
            buffer[..count].Clear();
            _zeros -= count;
        }

        _made += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _commands.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Next()
    {
        int first = Byte();
        int number = first >> 3;
        for (int more = number - MostShort, i = 0; i < more; i++)
        {
            number = (i == 0 ? MostShort : number) + (Byte() << (8 * i));
        }

        switch (first & 7)
        {
            case Copy:
                _copying = number <= length - _read ? number : throw new InvalidDataException("a copy that is longer than the data");
                if (_places.Count < MostPlaces)
                {
                    _places.Add((_made, offset + _read));
                }

                break;
            case Zeros:
                _zeros = number;
                break;
            case ShortAddressFromTable or AddressFromTable:
                _zeros = (first & 7) == AddressFromTable ? pointerLength : ShortAddressLength;
                break;
            case ShortAddress or Address:
                number = Math.Max(1, number);
                _read += number * (long)ShortAddressLength;
                _commands.Position = _read <= length ? _read : throw new EndOfStreamException();
                _zeros = number * ((first & 7) == Address ? pointerLength : ShortAddressLength);
                break;
            default:
                throw new InvalidDataException("a command that there is not");
        }
    }

    private int Byte()
    {
        int next = _read < length ? _commands.ReadByte() : -1;
        _read++;
        return next >= 0 ? next : throw new EndOfStreamException();
    }
}
