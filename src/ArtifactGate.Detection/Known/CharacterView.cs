namespace ArtifactGate.Detection.Known;

/// <summary>Bytes read as characters of a form, counted from a place in them.</summary>
internal readonly ref struct CharacterView(ReadOnlySpan<byte> bytes, int origin, TextForm form)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly int _origin = origin;
    private readonly int _stride = form.Stride();
    private readonly TextForm _form = form;

    /// <summary>The character, or -1 where there is none.</summary>
    public int this[int index]
    {
        get
        {
            int at = ByteAt(index);
            return at < 0 || at + _stride > _bytes.Length ? -1
                : _form == TextForm.Utf16LittleEndian ? _bytes[at] | (_bytes[at + 1] << 8)
                : _form == TextForm.Utf16BigEndian ? (_bytes[at] << 8) | _bytes[at + 1]
                : _bytes[at];
        }
    }

    /// <summary>Where the character begins.</summary>
    public int ByteAt(int index) => _origin + (index * _stride);
}
