using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// The bytes of an armored block, in whatever costume it stands: lines, one line, indented, with line ends written as escapes, one
/// literal per line with quotes and joins between them. It may be wrong about text that only looks like that, because
/// what it hands on must parse as a key.
/// </summary>
internal sealed class PemBody : IDisposable
{
    /// <summary>Characters after the padding that still may follow: the checksum of an OpenPGP block.</summary>
    private const int MostAfterPadding = 8;

    private static readonly SearchValues<char> Glue = SearchValues.Create(" \t\r\n\f\v\"',;|>*#()[]{}$@_^");

    private static readonly string[] LineBreaks = ["<br>", "<br/>", "<br />", "<p>", "</p>", "<div>", "</div>"];

    private byte[] _buffer;

    private PemBody(byte[] buffer, int length, PemEnd ended, int end) => (_buffer, Length, Ended, End) = (buffer, length, ended, end);

    /// <summary>The decoded bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, Length);

    /// <summary>How many there are.</summary>
    public int Length { get; }

    /// <summary>What stopped the reading.</summary>
    public PemEnd Ended { get; }

    /// <summary>The first character after the block, its closing line included.</summary>
    public int End { get; }

    /// <summary>Reads a body that begins after the opening line.</summary>
    /// <param name="text">The text from there on.</param>
    public static PemBody Read(ReadOnlySpan<char> text)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(text.Length + 4);
        (int count, int end, PemEnd ended) = Collect(text, buffer);
        return new PemBody(buffer, Decode(buffer, count), ended, end);
    }

    /// <summary>Zeroes the bytes.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_buffer);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    // A cut may leave part of a group of four with bits that belong to a byte that is gone; no decoder takes those, so they go.
    private static int Decode(Span<byte> buffer, int count)
    {
        int whole = count / 4 * 4, rest = count - whole;
        Span<byte> last = [(byte)'A', (byte)'A', (byte)'A', (byte)'A'];
        buffer.Slice(whole, rest).CopyTo(last);
        if (Base64.DecodeFromUtf8InPlace(buffer[..whole], out int length) != OperationStatus.Done)
        {
            return 0;
        }

        Span<byte> bytes = stackalloc byte[3];
        if (rest >= 2 && Base64.DecodeFromUtf8(last, bytes, out _, out _) == OperationStatus.Done)
        {
            bytes[..(rest - 1)].CopyTo(buffer[length..]);
            length += rest - 1;
        }

        return length;
    }

    private static (int Count, int End, PemEnd Ended) Collect(ReadOnlySpan<char> text, Span<byte> characters)
    {
        int count = 0, afterPadding = 0, at = 0;
        bool padding = false;
        while (at < text.Length)
        {
            char c = text[at];
            int step = 1;
            if (c is '\\' or '`' or '&' or '%')
            {
                step = PemEscapes.Read(text[at..], out c);
            }

            else if (c == '<' && LineBreak(text[at..]) is var tag and > 0)
            {
                (step, c) = (tag, ' ');
            }
            else if (PemEscapes.JoinLength(text, at) is var join and > 0)
            {
                (step, c) = (join, ' ');
            }

            if (c == '-')
            {
                return FooterEnd(text, at) is int end ? (count, end, PemEnd.Footer) : (count, at, PemEnd.Printable);
            }

            if (c == '=')
            {
                padding = true;
            }
            else if (IsData(c) && !(step == 1 && PemEscapes.IsJoinOrComment(text, at, ref step)))
            {
                if (padding && ++afterPadding > MostAfterPadding)
                {
                    return (count, at, PemEnd.Printable);
                }

                count += padding ? 0 : 1;
                characters[padding ? count : count - 1] = (byte)c;
            }
            else if (!IsData(c) && !Glue.Contains(c))
            {
                return (count, at, c is < ' ' or > '~' ? PemEnd.Binary : PemEnd.Printable);
            }

            at += step;
        }

        return (count, at, PemEnd.EndOfText);
    }

    // Between the lines of a page.
    private static int LineBreak(ReadOnlySpan<char> text)
    {
        foreach (string tag in LineBreaks)
        {
            if (text.StartsWith(tag, StringComparison.OrdinalIgnoreCase))
            {
                return tag.Length;
            }
        }

        return 0;
    }

    private static bool IsData(char c) => char.IsAsciiLetterOrDigit(c) || c is '+' or '/';

    private static int? FooterEnd(ReadOnlySpan<char> text, int at)
    {
        ReadOnlySpan<char> rest = text[at..Math.Min(text.Length, at + 64)];
        if (!rest.StartsWith("-----END "))
        {
            return null;
        }

        int dashes = rest[5..].IndexOf("-----");
        return at + (dashes < 0 ? rest.Length : 5 + dashes + 5);
    }
}
