using System.Buffers;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>
/// Decoded runs side by side, so that many short ones cost one pass. Zero bytes between them keep the end of one from meeting the start of
/// the next.
/// </summary>
internal sealed class DecodedBatch
{
    private const int Separator = 32;

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly ArrayBufferWriter<byte> _characters = new();
    private readonly List<DecodedPiece> _pieces = [];

    /// <summary>Room for the runs that the pieces come from.</summary>
    public List<EncodedRun> RunsAround { get; } = [];

    /// <summary>Room for the runs inside the pieces.</summary>
    public List<EncodedRun> RunsInside { get; } = [];

    /// <summary>The decoded bytes of all pieces.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>The pieces, by their place in <see cref="Bytes"/>.</summary>
    public IReadOnlyList<DecodedPiece> Pieces => _pieces;

    /// <summary>Scratch room for the characters of one run, which begin with <paramref name="carried"/>.</summary>
    public ArrayBufferWriter<byte> Characters(ReadOnlySpan<byte> carried)
    {
        _characters.Clear();
        _characters.Write(carried);
        return _characters;
    }

    /// <summary>Decodes a run, or a piece of one, and appends it if it could hide anything.</summary>
    public void Add(ReadOnlySpan<byte> characters, long offset, long span, long decodedBefore)
    {
        int start = _bytes.WrittenCount;
        if (RunText.Decode(characters, _bytes) is string encoding)
        {
            _pieces.Add(new DecodedPiece(start, _bytes.WrittenCount - start, offset, span, decodedBefore, encoding));
            _bytes.GetSpan(Separator)[..Separator].Clear();
            _bytes.Advance(Separator);
        }
    }

    /// <summary>The bytes of a piece.</summary>
    public ReadOnlySpan<byte> BytesOf(DecodedPiece piece) => Bytes.Slice(piece.Start, piece.Length);

    /// <summary>The piece that holds a byte of the batch.</summary>
    public DecodedPiece PieceAt(long position)
    {
        int low = 0, high = _pieces.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _pieces[middle].Start <= position ? (middle, high) : (low, middle - 1);
        }

        return _pieces[low];
    }

    /// <summary>Empties the batch; what it held is zeroed.</summary>
    public void Clear()
    {
        _bytes.Clear();
        _characters.Clear();
        _pieces.Clear();
        RunsInside.Clear();
    }
}
