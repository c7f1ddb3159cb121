namespace ArtifactGate.Engine.Walking;

/// <summary>The ways in which a text writes single characters as something else.</summary>
internal enum EscapeFamily : byte
{
    /// <summary>Addresses: <c>%2B</c>, <c>%u002B</c>.</summary>
    Percent,

    /// <summary>JSON, C#, JavaScript and their relatives: <c>\u002b</c>, <c>\x2b</c>, <c>\u{2b}</c>, <c>\U0000002b</c>, <c>\053</c>, <c>\/</c>.</summary>
    Backslash,

    /// <summary>XML and HTML: <c>&amp;#43;</c>, <c>&amp;#x2b;</c>, <c>&amp;amp;</c>.</summary>
    Xml,

    /// <summary>Mail (RFC 2045): <c>=2B</c>, and lines that go on after an equals sign.</summary>
    QuotedPrintable,
}
