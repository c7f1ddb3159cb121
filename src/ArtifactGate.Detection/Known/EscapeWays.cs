namespace ArtifactGate.Detection.Known;

/// <summary>Ways to escape a character that were met.</summary>
[Flags]
internal enum EscapeWays
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>As in URLs: <c>%2B</c>.</summary>
    Percent = 1,

    /// <summary>As in JSON and programming languages: <c>\u002B</c>, <c>\x2B</c>, <c>\n</c>.</summary>
    Json = 2,

    /// <summary>As in XML and HTML: <c>&amp;amp;</c>, <c>&amp;#43;</c>.</summary>
    Xml = 4,
}
