using System.Globalization;
using System.Text;

namespace ArtifactGate.Detection.Expressions;

/// <summary>
/// Writes a parsed expression in the platform's language. Every flag is already in the parts, so what is written needs no option: a text start stays one
/// inside <c>(?m)</c>, and letters of either case are classes.
/// </summary>
internal static class ExpressionWriter
{
    /// <summary>The expression.</summary>
    public static string Write(Node node)
    {
        var text = new StringBuilder();
        Write(node, text);
        return text.ToString();
    }

    private static void Write(Node node, StringBuilder text)
    {
        switch (node)
        {
            case Node.Character character:
                text.Append(character.Set.Write());
                break;
            case Node.Condition condition:
                text.Append(condition.Place switch
                {
                    Place.TextStart => @"\A",
                    Place.TextEnd => @"\z",
                    Place.LineStart => "(?m:^)",
                    Place.LineEnd => "(?m:$)",
                    Place.WordEdge => @"\b",
                    _ => @"\B",
                });
                break;
            case Node.Sequence sequence:
                foreach (Node part in sequence.Parts)
                {
                    Write(part, text);
                }

                break;
            case Node.Choice choice:
                Choice(choice, text);
                break;
            case Node.Group group:
                text.Append('(');
                Write(group.Inner, text);
                text.Append(')');
                break;
            case Node.Repeat repeat:
                text.Append("(?:");
                Write(repeat.Inner, text);
                text.Append(')').Append(Times(repeat)).Append(repeat.Lazy ? "?" : "");
                break;
        }
    }

    private static void Choice(Node.Choice choice, StringBuilder text)
    {
        text.Append("(?:");
        for (int i = 0; i < choice.Branches.Count; i++)
        {
            text.Append(i > 0 ? "|" : "");
            Write(choice.Branches[i], text);
        }

        text.Append(')');
    }

    private static string Times(Node.Repeat repeat) => (repeat.Least, repeat.Most) switch
    {
        (0, null) => "*",
        (1, null) => "+",
        (0, 1) => "?",
        (int least, null) => string.Create(CultureInfo.InvariantCulture, $"{{{least},}}"),
        (int least, int most) => string.Create(CultureInfo.InvariantCulture, $"{{{least},{most}}}"),
    };
}
