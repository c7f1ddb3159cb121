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
    /// <param name="characters">The characters of the run.</param>
    /// <param name="run">What it takes of what is around it.</param>
    /// <param name="decodedBefore">Bytes that earlier pieces of the run decoded to.</param>
    /// <param name="outer">The runs around it.</param>
    /// <param name="chain">The encodings around it.</param>
    public void Add(ReadOnlySpan<byte> characters, ByteRange run, long decodedBefore, IReadOnlyList<ByteRange> outer, IReadOnlyList<string> chain)
    {
        int start = _bytes.WrittenCount;
        if (RunText.Decode(characters, _bytes) is string encoding)
        {
            Append(new DecodedPiece(start, _bytes.WrittenCount - start, run, decodedBefore, encoding)
            {
                Outer = outer,
                Around = chain,
                IsBigEndian = _bytes.WrittenSpan[start..] is [0xFE, 0xFF, ..] or [0, > 0, 0, > 0, ..],
            });
        }
    }

    /// <summary>Appends the bytes that a text lists, if they could hide anything.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="list">The list.</param>
    /// <param name="places">Where the bytes of the text are.</param>
    /// <param name="outer">The runs around it.</param>
    /// <param name="chain">The encodings around it.</param>
    public void AddList(ReadOnlySpan<byte> bytes, ByteList list, SourcePlaces places, IReadOnlyList<ByteRange> outer, IReadOnlyList<string> chain)
    {
        int start = _bytes.WrittenCount;
        ArrayBufferWriter<byte> decoded = Characters([]);
        list.Decode(bytes, decoded);
        if (RunText.MayHide(decoded.WrittenSpan))
        {
            _bytes.Write(decoded.WrittenSpan);
            Append(new DecodedPiece(start, decoded.WrittenCount, places.Range(list.Start, list.End - list.Start), 0, list.Encoding) { Outer = outer, Around = chain });
        }
    }

    /// <summary>Undoes the escapes of a stretch of text, and appends it.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="stretch">The stretch.</param>
    /// <param name="places">Where the bytes of the text are.</param>
    /// <param name="outer">The runs around it.</param>
    /// <param name="chain">The encodings around it.</param>
    public void AddText(ReadOnlySpan<byte> bytes, EscapedStretch stretch, SourcePlaces places, IReadOnlyList<ByteRange> outer, IReadOnlyList<string> chain)
    {
        int start = _bytes.WrittenCount;
        var map = new SourceMap(stretch.Form.Stride() * (places.Map?.Stride ?? 1));
        string encoding = EscapedText.Decode(bytes, stretch, places, _bytes, map);
        Append(new DecodedPiece(start, _bytes.WrittenCount - start, places.Range(stretch.Start, stretch.End - stretch.Start), 0, encoding)
        {
            Outer = outer,
            Around = chain,
            Map = map,
        });
    }

    /// <summary>Appends a stretch of UTF-32, one byte a character.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="stretch">The stretch.</param>
    /// <param name="places">Where the bytes are.</param>
    /// <param name="outer">The runs around it.</param>
    /// <param name="chain">The encodings around it.</param>
    public void AddUtf32(ReadOnlySpan<byte> bytes, Utf32Stretch stretch, SourcePlaces places, IReadOnlyList<ByteRange> outer, IReadOnlyList<string> chain)
    {
        int start = _bytes.WrittenCount;
        int low = stretch.Form == TextForm.Utf32BigEndian ? 3 : 0;
        Span<byte> target = _bytes.GetSpan(stretch.Characters);
        for (int i = 0; i < stretch.Characters; i++)
        {
            target[i] = bytes[stretch.Start + (4 * i) + low];
        }

        _bytes.Advance(stretch.Characters);
        var map = new SourceMap(4);
        map.Add(0, places.At(stretch.Start));
        Append(new DecodedPiece(start, stretch.Characters, places.Range(stretch.Start, 4 * stretch.Characters), 0, null)
        {
            Outer = outer,
            Around = chain,
            Map = map,
            Form = stretch.Form,
        });
    }

    /// <summary>The bytes of a piece.</summary>
    public ReadOnlySpan<byte> BytesOf(DecodedPiece piece) => Bytes.Slice(piece.Start, piece.Length);

    /// <summary>The piece that holds a byte of the batch.</summary>
    public DecodedPiece PieceAt(long position) => Sorted.LastAtOrBefore(_pieces, position, p => p.Start);

    /// <summary>Empties the batch; what it held is zeroed.</summary>
    public void Clear()
    {
        _bytes.Clear();
        _characters.Clear();
        _pieces.Clear();
        RunsInside.Clear();
    }

    private void Append(DecodedPiece piece)
    {
        _pieces.Add(piece);
        _bytes.GetSpan(Separator)[..Separator].Clear();
        _bytes.Advance(Separator);
    }
}
