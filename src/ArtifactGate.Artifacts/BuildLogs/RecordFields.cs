namespace ArtifactGate.Artifacts.BuildLogs;

/// <summary>
/// Takes the fields of one record, one after the other. Strings are numbers here. Any damage ends it: what is asked after that is zero, and the
/// record then names nothing.
/// </summary>
/// <param name="content">The content of the record.</param>
internal ref struct RecordFields(ReadOnlySpan<byte> content)
{
    private const int ContextNumbers = 7;

    private ReadOnlySpan<byte> _rest = content;

    /// <summary>Whether everything that was asked was there.</summary>
    public bool IsGood { get; private set; } = true;

    /// <summary>A number, 7 bits a byte.</summary>
    public int Number()
    {
        int number = 0;
        for (int i = 0; i < 5 && i < _rest.Length; i++)
        {
            number |= (_rest[i] & 0x7F) << (7 * i);
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return number;
            }
        }

        Fail();
        return 0;
    }

    /// <summary>The fields that every event begins with, as far as its flags say that they are there; gives the number of its message.</summary>
    public int Common()
    {
        int flags = Number();
        int message = Bit(flags, 2) == 1 ? Number() : 0;
        SkipNumbers((flags & 1) != 0 ? ContextNumbers : 0);
        SkipNumbers(Bit(flags, 4) + Bit(flags, 1) + Bit(flags, 3));
        if (Bit(flags, 5) == 1)
        {
            SkipBytes(8);
            SkipNumbers(1);
        }

        // Subcategory, code, file, project file and the four numbers of a place in it.
        for (int bit = 6; bit <= 13; bit++)
        {
            SkipNumbers(Bit(flags, bit));
        }

        SkipNumbers(Bit(flags, 14) == 1 ? Number() : 0);
        SkipNumbers(Bit(flags, 15));
        if (Bit(flags, 16) == 1)
        {
            // Extended data: its type, its pairs, its text.
            SkipNumbers(3);
        }

        return message;
    }

    private static int Bit(int flags, int bit) => (flags >> bit) & 1;

    private void SkipNumbers(int count)
    {
        for (int i = 0; i < count && IsGood; i++)
        {
            Number();
        }
    }

    private void Fail()
    {
        _rest = [];
        IsGood = false;
    }

    private void SkipBytes(int count)
    {
        if (count > _rest.Length)
        {
            Fail();
            return;
        }

        _rest = _rest[count..];
    }
}
