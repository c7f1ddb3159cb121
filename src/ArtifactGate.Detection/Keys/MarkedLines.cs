using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// An armored block in a difference between two files: each of its lines but the first begins with <c>+</c> or <c>-</c>. Both are characters that a
/// block may have by itself, so the marks are taken away before it is read.
/// </summary>
internal sealed class MarkedLines : IDisposable
{
    private const int LongestOpening = 80;

    private readonly List<int> _marks = [];
    private readonly char[] _buffer;
    private readonly int _length;

    /// <summary>Takes the marks away.</summary>
    /// <param name="text">The text from the dashes of the opening line on, of which <see cref="Begins"/> is true.</param>
    public MarkedLines(ReadOnlySpan<char> text)
    {
        char mark = text[text.IndexOf('\n') + 1];
        _buffer = ArrayPool<char>.Shared.Rent(text.Length);
        for (int at = 0; at < text.Length; at++)
        {
            if (at > 0 && text[at - 1] == '\n')
            {
                if (text[at] != mark)
                {
                    // The difference is over, or there are lines that both files have.
                    break;
                }

                _marks.Add(_length);
                continue;
            }

            _buffer[_length++] = text[at];
        }
    }

    /// <summary>The text without them.</summary>
    public ReadOnlySpan<char> Text => _buffer.AsSpan(0, _length);

    /// <summary>Whether the line behind the opening one begins with a mark.</summary>
    public static bool Begins(ReadOnlySpan<char> text)
    {
        int end = text[..Math.Min(text.Length, LongestOpening)].IndexOf('\n') + 1;
        return end > 0 && end < text.Length && text[end] is '+' or '-' && !text[end..].StartsWith("-----END ");
    }

    /// <summary>How many characters with marks so many without them are.</summary>
    public int Marked(int length) => length + _marks.Count(m => m < length);

    /// <summary>Zeroes the copy.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_buffer.AsSpan()));
        ArrayPool<char>.Shared.Return(_buffer);
    }
}
