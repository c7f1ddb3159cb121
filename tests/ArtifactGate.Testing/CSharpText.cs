using System.Globalization;
using System.Text;

namespace ArtifactGate.Testing;

/// <summary>Writes values as C# source has them.</summary>
public static class CSharpText
{
    /// <summary>A string literal on one line.</summary>
    public static string Literal(string value)
    {
        var text = new StringBuilder("\"");
        foreach (char c in value)
        {
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' or > '~' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => c.ToString(),
            });
        }

        return text.Append('"').ToString();
    }

    /// <summary>The elements of an array of bytes.</summary>
    public static string Bytes(ReadOnlySpan<byte> value) => string.Join(", ", value.ToArray());
}
