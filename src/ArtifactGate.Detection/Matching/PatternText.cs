using System.Buffers;
using System.Text;

namespace ArtifactGate.Detection.Matching;

/// <summary>
/// A window as the text that expressions are run over: one character for each that the bytes encode, and for each where it stands. Characters beyond ASCII, and bytes that are no
/// text, become one that is neither letter nor blank, as an expression in Go's language sees them; unless an expression tells them apart.
/// Holds what a window holds, so it is cleared after each scan.
/// </summary>
internal sealed class PatternText : IDisposable
{
    private const char Unknown = '\uFFFD';

    private char[] _characters = [];
    private int[]? _offsets;
    private int _first;
    private int _stride;

    /// <summary>The text.</summary>
    public ReadOnlySpan<char> Characters => _characters.AsSpan(0, Length);

    /// <summary>How many characters.</summary>
    public int Length { get; private set; }

    /// <summary>Reads a window.</summary>
    /// <param name="bytes">The window.</param>
    /// <param name="form">How it is read.</param>
    /// <param name="first">The first byte: 0, or 1 for 16 bits at odd places.</param>
    /// <param name="faithful">Keep characters beyond ASCII apart.</param>
    public static PatternText Read(ReadOnlySpan<byte> bytes, TextForm form, int first, bool faithful)
    {
        var text = new PatternText { _first = first, _stride = form.Stride() };
        ReadOnlySpan<byte> from = bytes[Math.Min(first, bytes.Length)..];
        text._characters = ArrayPool<char>.Shared.Rent((from.Length / text._stride) + 1);
        if (text._stride == 1 && !Ascii.IsValid(from))
        {
            text.ReadUtf8(from, faithful);
        }
        else
        {
            text.Length = form.Widen(from, text._characters);
            if (text._stride == 2 && !faithful)
            {
                text.Blur();
            }
        }

        return text;
    }

    /// <summary>The byte of the window at which a character begins.</summary>
    public int ByteOf(int character) => _offsets is null ? _first + (character * _stride) : _offsets[character];

    /// <summary>The character that begins at a byte of the window.</summary>
    public int CharacterAt(int position)
    {
        if (_offsets is null)
        {
            return (position - _first) / _stride;
        }

        int found = _offsets.AsSpan(0, Length).BinarySearch(position);
        return found < 0 ? ~found : found;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _characters.AsSpan(0, Length).Clear();
        ArrayPool<char>.Shared.Return(_characters);
        if (_offsets is not null)
        {
            ArrayPool<int>.Shared.Return(_offsets);
        }

        (_characters, _offsets, Length) = ([], null, 0);
    }

    private void ReadUtf8(ReadOnlySpan<byte> bytes, bool faithful)
    {
        _offsets = ArrayPool<int>.Shared.Rent(bytes.Length + 1);
        int at = 0, count = 0;
        while (at < bytes.Length)
        {
            int ascii = bytes[at..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            ascii = ascii < 0 ? bytes.Length - at : ascii;
            Encoding.Latin1.GetChars(bytes.Slice(at, ascii), _characters.AsSpan(count));
            for (int i = 0; i < ascii; i++)
            {
                _offsets[count + i] = at + i;
            }

            at += ascii;
            count += ascii;
            if (at < bytes.Length)
            {
                OperationStatus status = Rune.DecodeFromUtf8(bytes[at..], out Rune rune, out int taken);
                taken = status == OperationStatus.Done ? taken : 1;
                _offsets[count] = at;
                _characters[count++] = faithful && status == OperationStatus.Done && rune.IsBmp ? (char)rune.Value : Unknown;
                at += taken;
            }
        }

        _offsets[count] = bytes.Length;
        Length = count;
    }

    private void Blur()
    {
        Span<char> all = _characters.AsSpan(0, Length);
        for (int at = all.IndexOfAnyInRange('\u0080', '\uffff'); at >= 0;)
        {
            all[at] = Unknown;
            int next = all[(at + 1)..].IndexOfAnyInRange('\u0080', '\uffff');
            at = next < 0 ? -1 : at + 1 + next;
        }
    }
}
