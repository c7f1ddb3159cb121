using System.Buffers.Binary;

namespace ArtifactGate.Artifacts.Rar3;

/// <summary>
/// The memory of a <see cref="TextModel"/>: units of twelve bytes in one array, in which pointers are places. Where it begins stands the text that was
/// met, behind it what was taken from the end, then contexts from above and their symbols from below. The packer does the same, and what still
/// fits decides what is decoded, so every step counts.
/// </summary>
internal sealed class ModelMemory
{
    /// <summary>Bytes of a unit.</summary>
    public const int Unit = 12;

    private const int Sizes = 38;
    private const int MostUnits = 128;
    private const int FreeStamp = 0xFFFF;

    private static readonly byte[] UnitsOf = new byte[Sizes];
    private static readonly byte[] SizeOf = new byte[MostUnits];

    private readonly byte[] _bytes;
    private readonly int _length;
    private readonly int[] _free = new int[Sizes];
    private int _low;
    private int _high;
    private int _glue;

    static ModelMemory()
    {
        for (int size = 0, units = 0; size < Sizes; size++)
        {
            for (int step = size >= 12 ? 4 : (size / 4) + 1; step > 0; step--)
            {
                SizeOf[units++] = (byte)size;
            }

            UnitsOf[size] = (byte)units;
        }
    }

    /// <summary>Takes the memory.</summary>
    /// <param name="length">Its bytes, for which some more are taken: place 0 is none, and a unit behind the end is looked at.</param>
    public ModelMemory(int length)
    {
        _length = length;
        _bytes = new byte[AllOf(length)];
    }

    /// <summary>Bytes that can be used.</summary>
    public int Length => _length;

    /// <summary>Behind the last byte of the text.</summary>
    public int Text { get; set; }

    /// <summary>The first byte that is not for the text.</summary>
    public int UnitsStart { get; private set; }

    /// <summary>The first place that is no pointer.</summary>
    public int End => Unit + _length;

    /// <summary>Bytes that are taken for so many that can be used.</summary>
    public static int AllOf(int length) => length + (2 * Unit);

    /// <summary>A byte.</summary>
    public ref byte this[int at] => ref _bytes[at];

    /// <summary>A number of 16 bits.</summary>
    public int Short(int at) => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(at));

    /// <summary>Sets a number of 16 bits.</summary>
    public void SetShort(int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(at), (ushort)value);

    /// <summary>A pointer.</summary>
    public int Pointer(int at) => BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(at));

    /// <summary>Sets a pointer.</summary>
    public void SetPointer(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(at), value);

    /// <summary>Moves bytes.</summary>
    public void Copy(int from, int to, int count) => _bytes.AsSpan(from, count).CopyTo(_bytes.AsSpan(to));

    /// <summary>Gives everything back.</summary>
    public void Reset()
    {
        Array.Clear(_free);
        Text = Unit;
        _high = End;
        _low = UnitsStart = _high - (_length / 8 / Unit * 7 * Unit);
        _glue = 0;
    }

    /// <summary>Takes a unit for a context; 0 when there is none.</summary>
    public int TakeContext() => _high != _low ? _high -= Unit : _free[0] != 0 ? Remove(0) : TakeRare(0);

    /// <summary>Takes units for symbols; 0 when there are none.</summary>
    public int Take(int units)
    {
        int size = SizeOf[units - 1], length = UnitsOf[size] * Unit;
        if (_free[size] != 0)
        {
            return Remove(size);
        }

        if (length <= _high - _low)
        {
            _low += length;
            return _low - length;
        }

        return TakeRare(size);
    }

    /// <summary>Makes room for one unit more; 0 when there is none.</summary>
    public int Expand(int at, int units)
    {
        int size = SizeOf[units - 1];
        if (size == SizeOf[units])
        {
            return at;
        }

        int to = Take(units + 1);
        if (to != 0)
        {
            Copy(at, to, units * Unit);
            Insert(at, size);
        }

        return to;
    }

    /// <summary>Gives the end of some units back.</summary>
    public int Shrink(int at, int units, int left)
    {
        int size = SizeOf[units - 1], newSize = SizeOf[left - 1];
        if (size == newSize)
        {
            return at;
        }

        if (_free[newSize] == 0)
        {
            Split(at, size, newSize);
            return at;
        }

        int to = Remove(newSize);
        Copy(at, to, left * Unit);
        Insert(at, size);
        return to;
    }

    /// <summary>Gives units back.</summary>
    public void Free(int at, int units) => Insert(at, SizeOf[units - 1]);

    private void Insert(int at, int size)
    {
        SetPointer(at, _free[size]);
        _free[size] = at;
    }

    private int Remove(int size)
    {
        int at = _free[size];
        _free[size] = Pointer(at);
        return at;
    }

    private void Split(int at, int size, int newSize)
    {
        int units = UnitsOf[size] - UnitsOf[newSize];
        at += UnitsOf[newSize] * Unit;
        InsertAll(at, units);
    }

    // What is no size becomes the next smaller one and what is left, which always is a size.
    private void InsertAll(int at, int units)
    {
        int size = SizeOf[units - 1];
        if (UnitsOf[size] != units)
        {
            size--;
            int rest = units - UnitsOf[size];
            Insert(at + (UnitsOf[size] * Unit), SizeOf[rest - 1]);
        }

        Insert(at, size);
    }

    private int TakeRare(int size)
    {
        if (_glue == 0)
        {
            _glue = 255;
            Glue();
            if (_free[size] != 0)
            {
                return Remove(size);
            }
        }

        for (int larger = size + 1; larger < Sizes; larger++)
        {
            if (_free[larger] != 0)
            {
                int at = Remove(larger);
                Split(at, larger, size);
                return at;
            }
        }

        _glue--;
        int length = UnitsOf[size] * Unit;
        return UnitsStart - Text > length ? UnitsStart -= length : 0;
    }

    // Free blocks become a list, in which each is a stamp, its units, the next and the one before; neighbours become one, and go back.
    private void Glue()
    {
        if (_low != _high)
        {
            _bytes[_low] = 0;
        }

        int first = 0;
        for (int size = 0; size < Sizes; size++)
        {
            while (_free[size] != 0)
            {
                int at = Remove(size);
                Link(at, first, UnitsOf[size]);
                first = at;
            }
        }

        for (int at = first; at != 0; at = Pointer(at + 4))
        {
            for (int next = Behind(at); Short(next) == FreeStamp && Short(at + 2) + Short(next + 2) < 0x10000; next = Behind(at))
            {
                first = Unlink(next, first);
                SetShort(at + 2, Short(at + 2) + Short(next + 2));
            }
        }

        while (first != 0)
        {
            int at = first, units = Short(at + 2);
            first = Unlink(at, first);
            for (; units > MostUnits; units -= MostUnits, at += MostUnits * Unit)
            {
                Insert(at, Sizes - 1);
            }

            InsertAll(at, units);
        }
    }

    private int Behind(int at) => at + (Short(at + 2) * Unit);

    private void Link(int at, int next, int units)
    {
        SetShort(at, FreeStamp);
        SetShort(at + 2, units);
        SetPointer(at + 4, next);
        SetPointer(at + 8, 0);
        if (next != 0)
        {
            SetPointer(next + 8, at);
        }
    }

    private int Unlink(int at, int first)
    {
        int next = Pointer(at + 4), before = Pointer(at + 8);
        if (next != 0)
        {
            SetPointer(next + 8, before);
        }

        if (before == 0)
        {
            return next;
        }

        SetPointer(before + 4, next);
        return first;
    }
}
