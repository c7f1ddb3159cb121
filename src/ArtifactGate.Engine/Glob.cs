using System.Diagnostics.CodeAnalysis;

namespace ArtifactGate.Engine;

/// <summary>
/// A pattern for names: <c>*</c> is any run of characters inside one segment, <c>**</c> any number of segments, <c>?</c> one character.
/// Everything else stands for itself. Takes time proportional to pattern times text, whatever either holds.
/// </summary>
public sealed class Glob
{
    private readonly List<(Piece Piece, char Character)> _pieces;
    private readonly string _separators;
    private readonly bool _ignoreCase;

    private Glob(string pattern, string separators, bool ignoreCase, List<(Piece, char)> pieces)
    {
        Pattern = pattern;
        _separators = separators;
        _ignoreCase = ignoreCase;
        _pieces = pieces;
    }

    private enum Piece
    {
        One,
        AnyOne,
        AnyInSegment,
        Anything,
        AnySegments,
    }

    /// <summary>The separators of inner paths: of folders, and of containers inside containers.</summary>
    public static string InnerPathSeparators => "/!";

    /// <summary>The pattern as it was written.</summary>
    public string Pattern { get; }

    /// <summary>Reads a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="separators">What separates segments; empty where there are none, as in rule codes.</param>
    /// <param name="ignoreCase">Whether upper and lower case are the same.</param>
    /// <param name="glob">The pattern, when it is one.</param>
    /// <param name="error">What is wrong, when it is none: a part of a sentence.</param>
    public static bool TryParse(string pattern, string separators, bool ignoreCase, [NotNullWhen(true)] out Glob? glob, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        glob = null;
        error = Complaint(pattern, separators);
        if (error is not null)
        {
            return false;
        }

        var pieces = new List<(Piece, char)>(pattern.Length);
        for (int i = 0; i < pattern.Length; i++)
        {
            bool two = i + 1 < pattern.Length && pattern[i] == '*' && pattern[i + 1] == '*';
            if (two && i + 2 < pattern.Length)
            {
                pieces.Add((Piece.AnySegments, '\0'));
                i += 2;
            }
            else if (two)
            {
                pieces.Add((Piece.Anything, '\0'));
                i++;
            }
            else
            {
                pieces.Add((pattern[i] switch { '*' => Piece.AnyInSegment, '?' => Piece.AnyOne, _ => Piece.One }, pattern[i]));
            }
        }

        glob = new Glob(pattern, separators, ignoreCase, pieces);
        return true;
    }

    /// <summary>Whether the whole text is of this pattern.</summary>
    public bool IsMatch(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        // reached[i]: the pieces so far match the first i characters. One row for each piece; no way back, so no pattern is slow.
        bool[] reached = new bool[text.Length + 1];
        bool[] next = new bool[text.Length + 1];
        reached[0] = true;
        foreach ((Piece piece, char character) in _pieces)
        {
            Step(piece, character, text, reached, next);
            (reached, next) = (next, reached);
        }

        return reached[text.Length];
    }

    /// <summary>
    /// Whether a path is of this pattern. A pattern without any separator is compared with the last name of the path, so that
    /// <c>*.md</c> means such files in every folder, as it does in other files that list patterns.
    /// </summary>
    public bool IsPathMatch(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        bool wholePath = Pattern.AsSpan().ContainsAny(_separators) || Pattern == "**";
        return IsMatch(wholePath ? path : path[(path.AsSpan().LastIndexOfAny(_separators) + 1)..]);
    }

    private static string? Complaint(string pattern, string separators)
    {
        if (pattern.Length == 0)
        {
            return "is empty";
        }

        if (pattern.AsSpan().IndexOfAny("[]{}\\") is int at and >= 0)
        {
            return $"has '{pattern[at]}', which patterns do not know; they know *, ** and ?, and / between folders";
        }

        for (int i = pattern.IndexOf("**", StringComparison.Ordinal); i >= 0; i = pattern.IndexOf("**", i + 2, StringComparison.Ordinal))
        {
            bool starts = i == 0 || separators.Contains(pattern[i - 1], StringComparison.Ordinal);
            bool ends = i + 2 == pattern.Length || separators.Contains(pattern[i + 2], StringComparison.Ordinal);
            if (separators.Length == 0 || !starts || !ends)
            {
                return "has '**' where it is not a whole segment";
            }
        }

        return null;
    }

    private void Step(Piece piece, char character, string text, bool[] reached, bool[] next)
    {
        bool open = false;
        for (int i = 0; i <= text.Length; i++)
        {
            bool afterSeparator = i > 0 && IsSeparator(text[i - 1]);
            next[i] = piece switch
            {
                Piece.One => i > 0 && reached[i - 1] && IsSame(text[i - 1], character),
                Piece.AnyOne => i > 0 && reached[i - 1] && !afterSeparator,
                Piece.AnyInSegment => open = reached[i] || (open && !afterSeparator),
                Piece.Anything => open |= reached[i],
                _ => reached[i] || (open && afterSeparator),
            };
            open |= piece == Piece.AnySegments && reached[i];
        }
    }

    private bool IsSeparator(char c) => _separators.Contains(c, StringComparison.Ordinal);

    private bool IsSame(char a, char b) => a == b || (_ignoreCase && char.ToUpperInvariant(a) == char.ToUpperInvariant(b));
}
