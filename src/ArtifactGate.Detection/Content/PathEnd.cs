using System.IO.Enumeration;

namespace ArtifactGate.Detection.Content;

/// <summary>Whether a path ends in given segments, whatever stands before them.</summary>
internal static class PathEnd
{
    /// <summary>Compares from the end, segment by segment, of any case.</summary>
    /// <param name="path">A path with <c>/</c> or <c>\</c>.</param>
    /// <param name="pattern">Segments with <c>/</c> between them; <c>*</c> is any text within one.</param>
    public static bool Matches(ReadOnlySpan<char> path, ReadOnlySpan<char> pattern)
    {
        while (true)
        {
            int wanted = pattern.LastIndexOf('/'), there = path.LastIndexOfAny('/', '\\');
            if (!FileSystemName.MatchesSimpleExpression(pattern[(wanted + 1)..], path[(there + 1)..]))
            {
                return false;
            }

            if (wanted < 0 || there < 0)
            {
                return wanted < 0;
            }

            pattern = pattern[..wanted];
            path = path[..there];
        }
    }
}
