using System.Buffers;
using System.Text;

namespace ArtifactGate.Engine.Reports;

/// <summary>
/// Passes JSON on to a stream in pieces and escapes what the encoder lets through although it reorders or hides text on a screen.
/// Outside of strings JSON has no such characters, so they can be escaped without knowing where a string begins; a reader gets
/// the same strings.
/// </summary>
internal sealed class EscapingBuffer(Stream output) : IBufferWriter<byte>
{
    private const int PieceBytes = 64 * 1024;

    private byte[] _held = new byte[PieceBytes];
    private int _count;

    /// <inheritdoc/>
    public void Advance(int count)
    {
        _count += count;
        if (_count >= PieceBytes)
        {
            Drain(isLast: false);
        }
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_held.Length - _count < Math.Max(sizeHint, 1))
        {
            Array.Resize(ref _held, Math.Max(_held.Length * 2, checked(_count + sizeHint)));
        }

        return _held.AsMemory(_count);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Writes what is still held.</summary>
    public void Complete() => Drain(isLast: true);

    private void Drain(bool isLast)
    {
        ReadOnlySpan<byte> rest = _held.AsSpan(0, _count);
        int at = 0;
        while (at < rest.Length)
        {
            int plain = rest[at..].IndexOfAnyExceptInRange((byte)0, (byte)0x7E);
            if (plain != 0)
            {
                int length = plain < 0 ? rest.Length - at : plain;
                output.Write(rest.Slice(at, length));
                at += length;
                continue;
            }

            OperationStatus status = Rune.DecodeFromUtf8(rest[at..], out Rune rune, out int bytes);
            if (status == OperationStatus.NeedMoreData && !isLast)
            {
                break; // the other bytes of the character come with the next piece
            }

            if (Printable.IsHarmful(rune))
            {
                Escape(rune);
            }
            else
            {
                output.Write(rest.Slice(at, bytes));
            }

            at += bytes;
        }

        rest[at..].CopyTo(_held);
        _count -= at;
    }

    private void Escape(Rune rune)
    {
        Span<char> units = stackalloc char[2];
        foreach (char unit in units[..rune.EncodeToUtf16(units)])
        {
            output.Write(Encoding.ASCII.GetBytes($"\\u{(int)unit:x4}"));
        }
    }
}
