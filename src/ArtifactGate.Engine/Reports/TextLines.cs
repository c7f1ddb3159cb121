using System.Text;

namespace ArtifactGate.Engine.Reports;

/// <summary>Lines for people: printable text, wrapped at spaces, with labels in a column. Paths are never broken, so that they can be copied.</summary>
internal sealed class TextLines
{
    private const int Width = 100;
    private const int LabelWidth = 13;

    private readonly StringBuilder _text = new();

    /// <summary>An empty line.</summary>
    public void Gap() => _text.Append('\n');

    /// <summary>A text, wrapped, with the same indent on every line.</summary>
    public void Add(string text, int indent = 0) => Wrap(new string(' ', indent), new string(' ', indent), text);

    /// <summary>A text behind a label.</summary>
    public void Labelled(string label, string text, int indent)
    {
        string margin = new(' ', indent);
        Wrap(margin + label.PadRight(LabelWidth), margin + new string(' ', LabelWidth), text);
    }

    /// <summary>A path or another name behind a label: on one line, however long it is and whatever it holds.</summary>
    public void Name(string label, string name, int indent) =>
        _text.Append(' ', indent).Append(label.PadRight(LabelWidth)).Append(Printable.Line(name)).Append('\n');

    /// <summary>A name, and a text at a column of its own or behind a longer name; on one line, however long it is.</summary>
    public void Columns(string name, string text, int indent, int column) =>
        _text.Append((new string(' ', indent) + Printable.Line(name)).PadRight(column - 1)).Append(' ').Append(Printable.Line(text)).Append('\n');

    /// <summary>Writes what was added.</summary>
    public void WriteTo(Stream output) => output.Write(Encoding.UTF8.GetBytes(_text.ToString()));

    private void Wrap(string first, string next, string text)
    {
        var line = new StringBuilder(first);
        bool empty = true;
        foreach (string word in Printable.Line(text).Split(' '))
        {
            if (!empty && line.Length + 1 + word.Length > Width)
            {
                _text.Append(line.ToString().TrimEnd()).Append('\n');
                line.Clear().Append(next);
                empty = true;
            }

            line.Append(empty ? "" : " ").Append(word);
            empty = false;
        }

        _text.Append(line.ToString().TrimEnd()).Append('\n');
    }
}
