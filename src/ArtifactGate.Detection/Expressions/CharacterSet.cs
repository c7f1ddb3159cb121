namespace ArtifactGate.Detection.Expressions;

/// <summary>
/// The characters that one place of an expression takes: ranges of UTF-16 code units, and Unicode categories where an expression names some. What an
/// expression can say of characters is said here once, so that nothing depends on what the platform makes of a class.
/// </summary>
internal sealed class CharacterSet
{
    private readonly List<(char First, char Last)> _ranges = [];
    private readonly List<string> _categories = [];

    /// <summary>Digits, as Go means them: ASCII only.</summary>
    public static CharacterSet Digits => new CharacterSet().Add('0', '9');

    /// <summary>Characters of words, as Go means them: ASCII only.</summary>
    public static CharacterSet Word => new CharacterSet().Add('0', '9').Add('A', 'Z').Add('a', 'z').Add('_', '_');

    /// <summary>Blanks, as Go means them.</summary>
    public static CharacterSet Space => new CharacterSet().Add('\t', '\n').Add('\f', '\r').Add(' ', ' ');

    /// <summary>Whether an expression names a character beyond ASCII, so that those must not be taken for one another.</summary>
    public bool IsBeyondAscii { get; private set; }

    /// <summary>Whether it names a control character that does not occur in text.</summary>
    public bool NamesControls { get; private set; }

    /// <summary>The ranges, sorted and apart.</summary>
    public IReadOnlyList<(char First, char Last)> Ranges => _ranges;

    /// <summary>Adds what an expression names.</summary>
    public CharacterSet Add(char first, char last)
    {
        IsBeyondAscii |= last > '\u007f';
        NamesControls |= first == last && first < ' ' && first is not ('\t' or '\n' or '\v' or '\f' or '\r' or '\u001b');
        Insert(first, last);
        return this;
    }

    /// <summary>Adds a category: <c>L</c>, <c>Nd</c>; with <paramref name="negated"/> all others.</summary>
    public void AddCategory(string name, bool negated)
    {
        IsBeyondAscii = true;
        _categories.Add(negated ? $@"\P{{{name}}}" : $@"\p{{{name}}}");
    }

    /// <summary>Adds all of another set.</summary>
    public void Add(CharacterSet other)
    {
        IsBeyondAscii |= other.IsBeyondAscii;
        NamesControls |= other.NamesControls;
        foreach ((char first, char last) in other._ranges)
        {
            Insert(first, last);
        }

        _categories.AddRange(other._categories);
    }

    /// <summary>Every character that is not in the set; null where categories make that unknown.</summary>
    public CharacterSet? Complement()
    {
        if (_categories.Count > 0)
        {
            return null;
        }

        // What is left out was not named: such a set takes no difference between characters beyond ASCII, unless one was named to be left out.
        var rest = new CharacterSet { IsBeyondAscii = IsBeyondAscii };
        int from = 0;
        foreach ((char first, char last) in _ranges)
        {
            if (first > from)
            {
                rest.Insert((char)from, (char)(first - 1));
            }

            from = last + 1;
        }

        if (from <= char.MaxValue)
        {
            rest.Insert((char)from, char.MaxValue);
        }

        return rest;
    }

    /// <summary>The set with the other case of each of its letters.</summary>
    public CharacterSet IgnoringCase()
    {
        var all = new CharacterSet { IsBeyondAscii = IsBeyondAscii, NamesControls = NamesControls };
        all._categories.AddRange(_categories);
        foreach ((char first, char last) in _ranges)
        {
            all.Insert(first, last);
            all.InsertShifted(first, last, 'a', 'z', 'A' - 'a');
            all.InsertShifted(first, last, 'A', 'Z', 'a' - 'A');
            if (first == last && first > '\u007f')
            {
                all.Insert(char.ToLowerInvariant(first), char.ToLowerInvariant(first));
                all.Insert(char.ToUpperInvariant(first), char.ToUpperInvariant(first));
            }
        }

        return all;
    }

    /// <summary>The characters, if they are few and ASCII; else null.</summary>
    public string? Few(int most)
    {
        if (_categories.Count > 0 || _ranges.Count == 0 || _ranges[^1].Last > '\u007f' || _ranges.Sum(r => r.Last - r.First + 1) > most)
        {
            return null;
        }

        return string.Concat(_ranges.SelectMany(r => Enumerable.Range(r.First, r.Last - r.First + 1)).Select(c => (char)c));
    }

    /// <summary>The set in the notation of the platform's expressions.</summary>
    public string Write() => _ranges.Count == 0 && _categories.Count == 0
        ? @"[^\u0000-\uFFFF]"
        : $"[{string.Concat(_ranges.Select(r => r.First == r.Last ? Write(r.First) : $"{Write(r.First)}-{Write(r.Last)}"))}{string.Concat(_categories)}]";

    private static string Write(char c) => char.IsAsciiLetterOrDigit(c) ? c.ToString() : $@"\u{(int)c:X4}";

    private void InsertShifted(char first, char last, char low, char high, int shift)
    {
        char from = first > low ? first : low, to = last < high ? last : high;
        if (from <= to)
        {
            Insert((char)(from + shift), (char)(to + shift));
        }
    }

    private void Insert(char first, char last)
    {
        int low = first, high = last;
        _ranges.RemoveAll(r =>
        {
            bool touches = r.First <= high + 1 && r.Last >= low - 1;
            (low, high) = touches ? (Math.Min(low, r.First), Math.Max(high, r.Last)) : (low, high);
            return touches;
        });
        int at = _ranges.FindIndex(r => r.First > high);
        _ranges.Insert(at < 0 ? _ranges.Count : at, ((char)low, (char)high));
    }
}
