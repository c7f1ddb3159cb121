using System.Text.RegularExpressions;
using ArtifactGate.Detection.Expressions;

namespace ArtifactGate.Detection;

/// <summary>
/// A regular expression in the language of Go, as rule files are written in, run by the platform's engine of linear time: whoever writes a rule cannot make a scan
/// hang with it, and neither can whoever writes the content.
/// </summary>
public sealed class GoExpression
{
    // Far below the engine's own limit, which counts in another way.
    private const long SurelySmall = 1000;

    // Building the engine takes milliseconds, and most rules of a large file never see a literal of theirs.
    private readonly Lazy<Regex> _regex;
    private readonly Node _node;

    private GoExpression(string text, Node node, int groups)
    {
        Text = text;
        Groups = groups;
        _node = node;
        _regex = new Lazy<Regex>(() => new Regex(ExpressionWriter.Write(node), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        Length = NodeLength.Of(node);
        Literals = RequiredLiterals.Of(node);
        CharacterSet[] sets = [.. Parts(node).OfType<Node.Character>().Select(c => c.Set)];
        IsBeyondAscii = sets.Any(s => s.IsBeyondAscii);
        NamesControls = sets.Any(s => s.NamesControls);
    }

    /// <summary>The expression as it was written.</summary>
    public string Text { get; }

    /// <summary>How many groups it has.</summary>
    public int Groups { get; }

    /// <summary>The fewest characters that it matches.</summary>
    public long LeastLength => Length.Least;

    /// <summary>How many characters it matches.</summary>
    internal NodeLength Length { get; }

    /// <summary>Literals, one of which stands in every match; or null.</summary>
    internal LiteralSet? Literals { get; }

    /// <summary>Whether it tells characters beyond ASCII from one another.</summary>
    internal bool IsBeyondAscii { get; }

    /// <summary>Whether it names control characters that end a text otherwise.</summary>
    internal bool NamesControls { get; }

    /// <summary>Understands an expression.</summary>
    /// <exception cref="ExpressionException">It is wrong, or asks for what no engine of linear time does.</exception>
    public static GoExpression Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Node node = ExpressionParser.Parse(text, out int groups);
        var expression = new GoExpression(text, node, groups);
        try
        {
            // What could be too large is built now, where whoever wrote it is told.
            _ = SizeOf(node) > SurelySmall ? expression._regex.Value : null;
            return expression;
        }
        catch (NotSupportedException failure)
        {
            throw new ExpressionException("is too large: its repetitions multiply to more states than an engine of linear time may have", failure);
        }
    }

    /// <summary>Whether a text has a match in it.</summary>
    public bool IsMatch(ReadOnlySpan<char> text) => _regex.Value.IsMatch(text);

    /// <summary>All matches from a place on; what stands before it is seen, but belongs to none.</summary>
    internal Regex.ValueMatchEnumerator Matches(ReadOnlySpan<char> text, int from) => _regex.Value.EnumerateMatches(text, from);

    /// <summary>Where in a match the value is: a group, or with 0 the first that took part and is not empty, or all of it where there is none.</summary>
    /// <param name="text">The text that was searched.</param>
    /// <param name="start">Where the match begins in it.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="group">The group.</param>
    internal (int Start, int Length) ValueIn(ReadOnlySpan<char> text, int start, int length, int group)
    {
        if (Groups == 0)
        {
            return (start, length);
        }

        // Groups are told of strings only. The match and its neighbours are nearly always enough to find it again; if not, all is taken.
        int from = Math.Max(0, start - 1), to = Math.Min(text.Length, start + length + 1);
        return ValueIn(text, from, to, start, length, group) ?? ValueIn(text, 0, text.Length, start, length, group) ?? (start, length);
    }

    /// <summary>The literal that the value begins with, which may be shown; else empty.</summary>
    internal string PrefixOf(int group)
    {
        Node? node = group > 0 || Groups == 1 ? Parts(_node).OfType<Node.Group>().FirstOrDefault(g => g.Number == Math.Max(1, group)) : Groups == 0 ? _node : null;
        var characters = Leading(node).TakeWhile(n => n is Node.Condition || (n is Node.Character c && c.Set.Few(1) is not null))
            .OfType<Node.Character>().Select(c => c.Set.Few(1)!);
        return string.Concat(characters);
    }

    private static IEnumerable<Node> Leading(Node? node) => node switch
    {
        Node.Group group => Leading(group.Inner),
        Node.Sequence sequence => sequence.Parts,
        null => [],
        _ => [node],
    };

    private static IEnumerable<Node> Parts(Node node) => node switch
    {
        Node.Group group => Parts(group.Inner).Prepend(node),
        Node.Repeat repeat => Parts(repeat.Inner).Prepend(node),
        Node.Sequence sequence => sequence.Parts.SelectMany(Parts).Prepend(node),
        Node.Choice choice => choice.Branches.SelectMany(Parts).Prepend(node),
        _ => [node],
    };

    // Places of the expression with every repetition written out.
    private static long SizeOf(Node node) => node switch
    {
        Node.Group group => SizeOf(group.Inner),
        Node.Repeat repeat => Math.Min(SizeOf(repeat.Inner) * Math.Max(1, repeat.Most ?? repeat.Least + 1), int.MaxValue),
        Node.Sequence sequence => sequence.Parts.Sum(SizeOf),
        Node.Choice choice => choice.Branches.Sum(SizeOf),
        _ => 1,
    };

    private (int Start, int Length)? ValueIn(ReadOnlySpan<char> text, int from, int to, int start, int length, int group)
    {
        string copy = new(text[from..to]);
        try
        {
            System.Text.RegularExpressions.Match match = _regex.Value.Match(copy, start - from);
            if (!match.Success || match.Index != start - from || match.Length != length)
            {
                return null;
            }

            foreach (Group one in match.Groups.Cast<Group>().Skip(1).Where((_, i) => group == 0 || i + 1 == group))
            {
                if (one.Length > 0)
                {
                    return (from + one.Index, one.Length);
                }
            }

            return (start, length);
        }
        finally
        {
            // The copy is nobody else's, and it holds the value.
            System.Runtime.InteropServices.MemoryMarshal.AsMemory(copy.AsMemory()).Span.Clear();
        }
    }
}
