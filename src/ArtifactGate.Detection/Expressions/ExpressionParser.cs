using System.Globalization;

namespace ArtifactGate.Detection.Expressions;

/// <summary>
/// Parses a regular expression in the language of Go (RE2), which is what rule files of gitleaks and betterleaks are written in. It looks like the platform's
/// and means other things in places: <c>\d</c> and <c>\b</c> are ASCII, <c>$</c> is the very end, classes have names in <c>[[:alpha:]]</c>. So it is understood here
/// and written anew (<see cref="ExpressionWriter"/>) instead of being patched. What the language does not have is an error, since a rule that means something else
/// than its author thinks misses what he wants found.
/// </summary>
internal sealed class ExpressionParser
{
    private const int MostRepeats = 1000;
    private const int MostNesting = 200;

    private readonly string _text;
    private readonly ClassParser _classes;
    private int _at;
    private int _groups;
    private int _depth;
    private ExpressionFlags _flags;

    private ExpressionParser(string text)
    {
        _text = text;
        _classes = new ClassParser(text);
    }

    /// <summary>Parses a whole expression.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="groups">How many groups it has.</param>
    /// <exception cref="ExpressionException">It is wrong.</exception>
    public static Node Parse(string text, out int groups)
    {
        var parser = new ExpressionParser(text);
        Node node = parser.Choice();
        if (parser._at < text.Length)
        {
            throw ExpressionException.At(parser._at, "a ')' that closes nothing");
        }

        groups = parser._groups;
        return node;
    }

    private Node Choice()
    {
        var branches = new List<Node> { Sequence() };
        while (_at < _text.Length && _text[_at] == '|')
        {
            _at++;
            branches.Add(Sequence());
        }

        return branches.Count == 1 ? branches[0] : new Node.Choice(branches);
    }

    private Node Sequence()
    {
        var parts = new List<Node>();
        while (_at < _text.Length && _text[_at] is not ('|' or ')'))
        {
            if (_text[_at] == '\\' && Next == 'Q')
            {
                Quoted(parts);
            }
            else if (Atom() is { } atom)
            {
                parts.Add(Repeated(atom));
            }
        }

        return parts.Count == 1 ? parts[0] : new Node.Sequence(parts);
    }

    private char Next => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    // Null for what only switches flags.
    private Node? Atom()
    {
        char c = _text[_at];
        switch (c)
        {
            case '(':
                return Group();
            case '[':
                return Of(_classes.Bracketed(ref _at, _flags.IgnoreCase));
            case '.':
                _at++;
                return Of(_flags.DotTakesAll ? new CharacterSet().Complement()! : new CharacterSet().Add('\n', '\n').Complement()!);
            case '^':
                _at++;
                return new Node.Condition(_flags.Lines ? Place.LineStart : Place.TextStart);
            case '$':
                _at++;
                return new Node.Condition(_flags.Lines ? Place.LineEnd : Place.TextEnd);
            case '*' or '+' or '?':
                throw ExpressionException.At(_at, $"a '{c}' with nothing before it to repeat");
            case '\\':
                return Escape();
            default:
                if (char.IsSurrogate(c))
                {
                    throw ExpressionException.At(_at, "a character beyond U+FFFF, which is not supported,");
                }

                _at++;
                return Literal(c);
        }
    }

    private Node Literal(char c) => Of(_flags.IgnoreCase ? new CharacterSet().Add(c, c).IgnoringCase() : new CharacterSet().Add(c, c));

    private static Node.Character Of(CharacterSet set) => new(set);

    private Node Escape()
    {
        Place? place = Next switch
        {
            'A' => Place.TextStart,
            'z' => Place.TextEnd,
            'b' => Place.WordEdge,
            'B' => Place.NoWordEdge,
            _ => null,
        };
        if (place is { } known)
        {
            _at += 2;
            return new Node.Condition(known);
        }

        return Of(_classes.Escaped(ref _at, _flags.IgnoreCase));
    }

    private void Quoted(List<Node> parts)
    {
        int end = _text.IndexOf(@"\E", _at + 2, StringComparison.Ordinal);
        string quoted = _text[(_at + 2)..(end < 0 ? _text.Length : end)];
        _at = end < 0 ? _text.Length : end + 2;
        parts.AddRange(quoted.Select(Literal));
        if (parts.Count > 0 && quoted.Length > 0)
        {
            parts[^1] = Repeated(parts[^1]);
        }
    }

    private Node? Group()
    {
        int start = _at;
        ExpressionFlags outer = _flags;
        int number = 0;
        _at++;
        if (_at < _text.Length && _text[_at] == '?')
        {
            if (GroupName(start) is not null)
            {
                number = ++_groups;
            }
            else if (!Flags(start))
            {
                return null;
            }
        }
        else
        {
            number = ++_groups;
        }

        if (++_depth > MostNesting)
        {
            throw ExpressionException.At(start, "groups nested too deeply");
        }

        Node inner = Choice();
        _depth--;
        if (_at >= _text.Length)
        {
            throw ExpressionException.At(start, "a '(' that is not closed");
        }

        _at++;
        _flags = outer;
        return number > 0 ? new Node.Group(inner, number) : inner;
    }

    // (?P<name> and (?<name>; null when it is neither.
    private string? GroupName(int start)
    {
        int from = _text.AsSpan(_at).StartsWith("?P<") ? _at + 3
            : _text.AsSpan(_at).StartsWith("?<") && Next is '<' && _at + 2 < _text.Length && _text[_at + 2] is not ('=' or '!') ? _at + 2
            : -1;
        if (from < 0)
        {
            return null;
        }

        int end = _text.IndexOf('>', from);
        if (end <= from || !_text[from..end].All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            throw ExpressionException.At(start, "a group whose name is not letters, digits and '_'");
        }

        _at = end + 1;
        return _text[from..end];
    }

    // (?i) switches up to the end of the group around it, (?i: only inside.
    private bool Flags(int start)
    {
        bool value = true;
        for (_at++; _at < _text.Length; _at++)
        {
            char c = _text[_at];
            if (c is ':' or ')')
            {
                _at++;
                return c == ':';
            }

            if (c == '-' && value)
            {
                value = false;
            }
            else if (_flags.With(c, value) is { } flags)
            {
                _flags = flags;
            }
            else
            {
                throw ExpressionException.At(start, c is '=' or '!' or '<' or '>'
                    ? $"'{_text[start..(_at + 1)]}', a look around or an atomic group, which an engine of linear time does not have,"
                    : $"'{_text[start..(_at + 1)]}', which is no group that is known,");
            }
        }

        throw ExpressionException.At(start, "a '(' that is not closed");
    }

    private Node Repeated(Node atom)
    {
        bool repeated = false;
        while (_at < _text.Length && Quantifier(out int least, out int? most))
        {
            if (repeated)
            {
                throw ExpressionException.At(_at - 1, "one repetition right behind another");
            }

            bool lazy = _at < _text.Length && _text[_at] == '?';
            _at += lazy ? 1 : 0;
            atom = new Node.Repeat(atom, least, most, lazy != _flags.Swapped);
            repeated = true;
        }

        return atom;
    }

    private bool Quantifier(out int least, out int? most)
    {
        (least, most) = _text[_at] switch { '*' => (0, null), '+' => (1, null), '?' => (0, 1), _ => (-1, (int?)null) };
        if (least >= 0)
        {
            _at++;
            return true;
        }

        // A brace that begins no repetition is a brace.
        int end = _text[_at] == '{' ? _text.IndexOf('}', _at) : -1;
        string[] bounds = end < 0 ? [] : _text[(_at + 1)..end].Split(',');
        if (bounds.Length is not (1 or 2) || !Number(bounds[0], out least) || (bounds is [_, { Length: > 0 }] && !Number(bounds[1], out _)))
        {
            return false;
        }

        most = bounds.Length == 1 ? least : bounds[1].Length == 0 ? null : int.Parse(bounds[1], CultureInfo.InvariantCulture);
        if (least > MostRepeats || most > MostRepeats || most < least)
        {
            throw ExpressionException.At(_at, $"a repetition that is not between 0 and {MostRepeats}, or ends before it begins,");
        }

        _at = end + 1;
        return true;
    }

    private static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
