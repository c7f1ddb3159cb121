using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Lzw;

/// <summary>
/// What decompressors of LZW have in common: a code stands for a string, which comes to light from its last byte to its first and is handed out
/// from a stack.
/// </summary>
internal abstract class LzwStream : ForwardStream
{
    private byte[] _stack = [];
    private int _stacked;

    /// <summary>Decompresses this data, which is owned.</summary>
    protected LzwStream(Stream packed)
    {
        Input = new StrictInput(packed);
        Codes = new LzwCodes(Input);
    }

    /// <summary>The data.</summary>
    protected StrictInput Input { get; }

    /// <summary>The codes in it.</summary>
    protected LzwCodes Codes { get; }

    /// <summary>The byte that each code adds to the string before it; empty until they are known to be needed.</summary>
    protected byte[] Suffixes { get; private set; } = [];

    /// <exception cref="InvalidDataException">A code that cannot stand where it does.</exception>
    /// <exception cref="EndOfStreamException">The input is cut off within a code.</exception>
    public sealed override int Read(Span<byte> buffer)
    {
        if (_stack.Length == 0)
        {
            int codes = Begin();
            (_stack, Suffixes) = (new byte[codes + 1], new byte[codes]);
        }

        int given = 0;
        while (given < buffer.Length && (_stacked > 0 || Step()))
        {
            for (; _stacked > 0 && given < buffer.Length; given++)
            {
                buffer[given] = _stack[--_stacked];
            }
        }

        return given;
    }

    /// <summary>Reads what stands before the first code; gives the number of codes.</summary>
    protected abstract int Begin();

    /// <summary>Puts what the next code stands for on the stack; false at the end.</summary>
    protected abstract bool Step();

    /// <summary>Puts the byte before those on the stack there too.</summary>
    /// <exception cref="InvalidDataException">No string is as long.</exception>
    protected void Push(byte value) => _stack[_stacked < _stack.Length ? _stacked++ : throw new InvalidDataException("a code that stands for nothing")] = value;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Array.Clear(_stack);
            Array.Clear(Suffixes);
            Input.Dispose();
        }

        base.Dispose(disposing);
    }
}
