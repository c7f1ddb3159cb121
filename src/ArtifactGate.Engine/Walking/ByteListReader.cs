using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>Reads the numbers of a stretch, and tells which of them are lists of bytes.</summary>
internal ref struct ByteListReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly TextForm _form;
    private readonly List<ByteList> _lists;

    // Numbers that follow one another and can all be read the same way, for each way. A row tells which way it is where a number cannot be read
    // the other way: a letter in hexadecimal, one or three digits in decimal.
    private Row _hex;
    private Row _decimal;

    private ByteListReader(ReadOnlySpan<byte> bytes, TextForm form, List<ByteList> lists)
    {
        _bytes = bytes;
        _form = form;
        _lists = lists;
    }

    /// <summary>Adds the lists.</summary>
    /// <param name="bytes">The bytes, up to the end of the stretch.</param>
    /// <param name="start">Where the stretch begins.</param>
    /// <param name="form">How the characters are encoded.</param>
    /// <param name="longestGap">Bytes that may be between two numbers.</param>
    /// <param name="lists">Receives the lists.</param>
    public static void Read(ReadOnlySpan<byte> bytes, int start, TextForm form, int longestGap, List<ByteList> lists) =>
        new ByteListReader(bytes, form, lists).Read(start, longestGap);

    private void Read(int at, int longestGap)
    {
        int end = at;
        bool fresh = true;
        while (at < _bytes.Length)
        {
            byte gap = SkipGap(ref at);
            ListedNumber number = at < _bytes.Length ? ListedNumber.Read(_bytes, at, _form) : default;
            fresh |= at - end > longestGap || (at > end && gap == 0);
            if (number.Length == 0 || (!fresh && at == end))
            {
                Close();
                at = SkipWord(at);
                (end, fresh) = (at, true);
                continue;
            }

            gap = fresh ? (byte)0 : gap;
            // Pairs of digits that a pair with a letter follows were hexadecimal from the beginning.
            _decimal = number.IsHex && !number.IsDecimal && !_decimal.Tells ? default : _decimal;
            Extend(ref _hex, number.IsHex, at, number, gap, isDecimal: false);
            Extend(ref _decimal, number.IsDecimal, at, number, gap, isDecimal: true);
            at += number.Length;
            (end, fresh) = (at, false);
        }

        Close();
    }

    // A list has the same between all of its numbers, but for the ends of lines. Where that changes the last number may begin the next list.
    private void Extend(ref Row row, bool fits, int at, in ListedNumber number, byte gap, bool isDecimal)
    {
        bool tells = isDecimal ? !number.IsHex : number.HasLetter;
        if (!fits || gap == 0 || (row.Count > 0 && row.IsPrefixed != number.IsPrefixed))
        {
            Close(ref row, isDecimal);
            row = fits ? new Row(at, at + number.Length, 1, 0, number.IsPrefixed, tells, at, tells) : default;
            return;
        }

        if (row.Count > 0 && row.Gap != gap && row.Gap != 0)
        {
            Row last = row;
            Close(ref row, isDecimal);
            row = new Row(last.LastStart, last.End, 1, 0, last.IsPrefixed, last.LastTells, last.LastStart, last.LastTells);
        }

        row = new Row(row.Count == 0 ? at : row.Start, at + number.Length, row.Count + 1, row.Count == 0 ? (byte)0 : gap, number.IsPrefixed,
            row.Tells | tells, at, tells);
    }

    private void Close()
    {
        Close(ref _hex, isDecimal: false);
        Close(ref _decimal, isDecimal: true);
    }

    // Where all have two digits and none is a letter, they are decimal between commas, and hexadecimal between blanks and colons.
    private readonly void Close(ref Row row, bool isDecimal)
    {
        bool isList = row.Count >= ByteListSweep.LeastBytes
            && (isDecimal ? row.Gap == (byte)',' || (row.Tells && row.Gap == (byte)' ') : row.IsPrefixed || row.Tells || row.Gap != (byte)',');
        if (isList && (_lists.Count == 0 || _lists[^1].Form != _form || row.Start >= _lists[^1].End))
        {
            _lists.Add(new ByteList(row.Start, row.End, _form, isDecimal));
        }

        row = default;
    }

    // What it is made of: a comma, a semicolon, a join or a number sign, a colon, or only blanks; 0 for what is no gap.
    private readonly byte SkipGap(ref int at)
    {
        int stride = _form.Stride();
        byte gap = 0;
        for (; at < _bytes.Length; at += stride)
        {
            byte c = RunText.CharacterAt(_bytes, at, _form);
            switch (c)
            {
                case (byte)',' or (byte)';' or (byte)'+' or (byte)'|' or (byte)'#':
                    gap = (byte)',';
                    break;
                case (byte)'&' when !StartsWith(at + stride, "H"u8) && !StartsWith(at + stride, "#"u8):
                    gap = (byte)',';
                    break;
                case (byte)'.' when StartsCall(at + stride):
                    gap = (byte)',';
                    break;
                case (byte)':':
                    gap = c;
                    break;
                case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'\\' or (byte)')':
                    gap = gap == 0 ? (byte)' ' : gap;
                    break;
                case (byte)'(' when StartsWith(at, "(byte)"u8) || StartsWith(at, "(char)"u8):
                    at += 5 * stride;
                    break;
                case (byte)'[' when StartsWith(at, "[byte]"u8) || StartsWith(at, "[char]"u8):
                    at += 5 * stride;
                    break;
                case (byte)'c' or (byte)'C' when StartsWith(at, "chr("u8) || StartsWith(at, "char("u8) || StartsWith(at, "chrw("u8):
                    at += (StartsWith(at, "chr("u8) ? 3 : 4) * stride;
                    break;
                case (byte)'(' or (byte)'[' or (byte)'.':
                    gap = 0;
                    break;
                default:
                    return gap;
            }
        }

        return gap;
    }

    // The point that joins texts in PHP and Perl stands between calls; between digits it is part of a number.
    private readonly bool StartsCall(int at)
    {
        while (at < _bytes.Length && RunText.CharacterAt(_bytes, at, _form) == ' ')
        {
            at += _form.Stride();
        }

        return StartsWith(at, "chr("u8);
    }

    // In any case: Basic and SQL write both.
    private readonly bool StartsWith(int at, ReadOnlySpan<byte> word)
    {
        int stride = _form.Stride();
        for (int i = 0; i < word.Length; i++, at += stride)
        {
            if (at + stride > _bytes.Length || (RunText.CharacterAt(_bytes, at, _form) | 0x20) != (word[i] | 0x20))
            {
                return false;
            }
        }

        return true;
    }

    private readonly int SkipWord(int at)
    {
        int stride = _form.Stride();
        do
        {
            at += stride;
        }
        while (at < _bytes.Length && RunText.CharacterAt(_bytes, at, _form) is var c && (char.IsAsciiLetterOrDigit((char)c) || c == '-'));
        return at;
    }

    private readonly record struct Row(int Start, int End, int Count, byte Gap, bool IsPrefixed, bool Tells, int LastStart, bool LastTells);
}
