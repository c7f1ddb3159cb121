namespace ArtifactGate.Engine.Tests.Leaks;

/// <summary>Writes a text of several lines as other files would: escaped, indented, folded, one literal a line.</summary>
internal sealed class CostumeFormatter : IFormatProvider, ICustomFormatter
{
    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

    public string Format(string? format, object? arg, IFormatProvider? formatProvider)
    {
        string[] lines = arg!.ToString()!.Split('\n');
        string Each(string before, string after, string between) => string.Join(between, lines.Select(l => before + l + after));
        return format switch
        {
            null => Each("", "", "\n"),
            "rn" => Each("", "", "\r\n"),
            "n" => Each("", "", "\\n"),
            "nn" => Each("", "", "\\\\n"),
            "escaped-rn" => Each("", "", "\\r\\n"),
            "spaces" => Each("", "", " "),
            "glued" => Each("", "", ""),
            "indent" => Each("    ", "", "\n"),
            "folded" => Each("  ", "", "\n\n"),
            "continued" => Each("", "\\n\\", "\n  "),
            "literals" => Each("    \"", "\\n\"", " +\n"),
            "plain-literals" => Each("    \"", "\"", " +\n"),
            "array" => Each("  \"", "\"", ",\n"),
            "comment" => Each("// ", "", "\n"),
            "entities" => Each("", "", "&#xA;"),
            _ => throw new FormatException(format),
        };
    }
}
