namespace ArtifactGate.Detection.Content;

/// <summary>
/// The text of a file with one character for each byte or each two bytes, so that a position in it is a position in the file. Characters
/// beyond ASCII may be wrong in UTF-8; what is looked for is ASCII.
/// </summary>
internal sealed class ContentText
{
    private readonly int _start;

    private ContentText(string text, TextForm form, int start) => (Text, Form, _start) = (text, form, start);

    /// <summary>The characters, without a byte order mark.</summary>
    public string Text { get; }

    /// <summary>How the bytes encode them.</summary>
    public TextForm Form { get; }

    /// <summary>Reads a file.</summary>
    public static ContentText Read(ReadOnlySpan<byte> content)
    {
        (TextForm form, int start) = content switch
        {
            [0xFF, 0xFE, ..] => (TextForm.Utf16LittleEndian, 2),
            [0xFE, 0xFF, ..] => (TextForm.Utf16BigEndian, 2),
            [0xEF, 0xBB, 0xBF, ..] => (TextForm.Utf8, 3),
            [(byte)'<', 0, ..] or [(byte)'{', 0, ..] => (TextForm.Utf16LittleEndian, 0),
            [0, (byte)'<', ..] or [0, (byte)'{', ..] => (TextForm.Utf16BigEndian, 0),
            _ => (TextForm.Utf8, 0),
        };
        content = content[start..];
        var characters = new char[content.Length / form.Stride()];
        form.Widen(content, characters);
        return new ContentText(new string(characters), form, start);
    }

    /// <summary>Reports the value at a range of characters.</summary>
    public void Report(IContentFindings findings, int start, int length, FileCredential credential)
    {
        if (length > 0)
        {
            findings.Add(_start + (start * Form.Stride()), length * Form.Stride(), Form, credential.ToResult(), credential.Evidence);
        }
    }

    /// <summary>The lines, as ranges of characters without their ends.</summary>
    public IEnumerable<(int Start, int End)> Lines()
    {
        for (int at = 0; at < Text.Length;)
        {
            int end = Text.AsSpan(at).IndexOfAny('\n', '\r');
            end = end < 0 ? Text.Length : at + end;
            yield return (at, end);
            at = end + 1;
        }
    }
}
