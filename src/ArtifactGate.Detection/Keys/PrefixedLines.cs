using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// An armored block whose lines all begin with the same number of characters of something else: the time stamps of a log, the names that a tool puts
/// before what another prints. The closing line tells how many they are. They may be made of characters that a block has by itself, so they are taken
/// away before it is read.
/// </summary>
internal sealed class PrefixedLines : IDisposable
{
    private const string Opening = "-----BEGIN ";
    private const string Closing = "-----END ";
    private const int LongestPrefix = 300;

    // The lines of every program that writes armor are at least this long, but for the last.
    private const int ShortestLine = 60;

    private readonly List<(int At, int Length)> _prefixes = [];
    private readonly char[] _buffer;
    private readonly int _length;

    private PrefixedLines(ReadOnlySpan<char> text, int column)
    {
        _buffer = ArrayPool<char>.Shared.Rent(text.Length);
        for (int at = 0; at < text.Length;)
        {
            int end = text[at..].IndexOf('\n');
            end = end < 0 ? text.Length : at + end + 1;
            if (at > 0)
            {
                // An empty line is not worth a prefix to every program.
                int prefix = Math.Min(end - at, column);
                _prefixes.Add((_length, prefix));
                at += prefix;
            }

            text[at..end].CopyTo(_buffer.AsSpan(_length));
            _length += end - at;
            at = end;
        }
    }

    /// <summary>The text without the prefixes.</summary>
    public ReadOnlySpan<char> Text => _buffer.AsSpan(0, _length);

    /// <summary>Takes the prefixes away; null when there are none.</summary>
    /// <param name="text">The text from the dashes of the opening line on.</param>
    /// <param name="open">Whether there may be some, and the text ended before the block did.</param>
    public static PrefixedLines? Read(ReadOnlySpan<char> text, out bool open)
    {
        int next = text[Math.Min(text.Length, Opening.Length)..].IndexOf(Opening);
        ReadOnlySpan<char> block = next < 0 ? text : text[..(next + Opening.Length)];
        int close = block.IndexOf(Closing);
        open = close < 0 && next < 0 && HasPrefix(block);
        int column = close < 0 ? 0 : close - block[..close].LastIndexOf('\n') - 1;
        if (column is 0 or > LongestPrefix || column == close)
        {
            return null;
        }

        int dashes = block[(close + Closing.Length)..].IndexOf("-----");
        return new PrefixedLines(dashes < 0 ? block : block[..(close + Closing.Length + dashes + 5)], column);
    }

    /// <summary>How many characters with prefixes so many without them are.</summary>
    public int Prefixed(int length) => length + _prefixes.Where(p => p.At < length).Sum(p => p.Length);

    /// <summary>Zeroes the copy.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(_buffer.AsSpan()));
        ArrayPool<char>.Shared.Return(_buffer);
    }

    // Behind the opening line stands another that ends like one of a block and does not begin like one.
    private static bool HasPrefix(ReadOnlySpan<char> text)
    {
        int start = text.IndexOf('\n') + 1, end = start == 0 ? -1 : text[start..].IndexOf('\n');
        if (end < 0 || end > LongestPrefix + ShortestLine + ShortestLine)
        {
            return false;
        }

        ReadOnlySpan<char> line = text.Slice(start, end).TrimEnd('\r');
        Alphabet characters = Alphabet.Get("base64");
        return line.Length > ShortestLine && characters.RunLength(line[^ShortestLine..]) == ShortestLine && characters.RunLength(line) < line.Length;
    }
}
