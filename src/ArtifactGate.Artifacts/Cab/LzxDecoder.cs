using System.Buffers;
using System.Buffers.Binary;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Cab;

/// <summary>
/// LZX as cabinets use it ([MS-PATCH] 2 without its delta, and the format description of the Cabinet SDK). Each block of the cabinet is one
/// frame of 32 KiB whose bits stand alone; the window, the codes and a block of LZX go on from frame to frame.
/// </summary>
internal sealed class LzxDecoder : IBlockDecoder
{
    private const int FrameLength = 32 * 1024;
    private const int Literals = 256;
    private const int LengthHeaders = 8;
    private const int LongLengths = 249;
    private const int AlignedSymbols = 8;
    private const int Slots = 50;
    private const int LeastMatch = 2;
    private const int MostExtra = 17;

    // What a match at a slot is away from the slot's first distance, in bits; and that distance.
    private static readonly byte[] ExtraBits = [.. Enumerable.Range(0, Slots).Select(slot => (byte)Math.Clamp((slot / 2) - 1, 0, MostExtra))];
    private static readonly int[] Bases = MakeBases();

    private readonly CodeTree _main;
    private readonly CodeTree _lengths = new(LongLengths);
    private readonly CodeTree _aligned = new(AlignedSymbols);
    private readonly LzxLengths _reader = new();
    private readonly int _windowLength;
    private readonly LzxCalls _calls = new();
    private byte[] _window;
    private byte[] _frame = ArrayPool<byte>.Shared.Rent(FrameLength);
    private int _at;
    private long _total;
    private int _frameEnd;
    private int _r0 = 1;
    private int _r1 = 1;
    private int _r2 = 1;
    private Block _block;
    private int _blockLeft;
    private bool _oddBlock;

    /// <summary>Begins a folder.</summary>
    /// <param name="windowBits">15 to 21.</param>
    public LzxDecoder(int windowBits)
    {
        _windowLength = 1 << windowBits;
        int slots = windowBits switch { 21 => 50, 20 => 42, _ => windowBits * 2 };
        _main = new CodeTree(Literals + (slots * LengthHeaders));
        _window = ArrayPool<byte>.Shared.Rent(_windowLength);
    }

    private enum Block
    {
        None,
        Verbatim,
        Aligned,
        Stored,
    }

    public ReadOnlyMemory<byte> Decode(ReadOnlySpan<byte> packed, int length)
    {
        if (length > FrameLength || _total % FrameLength != 0)
        {
            throw new InvalidDataException("a block of an LZX folder of another length than 32 KiB before its end");
        }

        var bits = new WordBits(packed);
        if (_total == 0)
        {
            _calls.ReadHeader(ref bits);
        }

        _at = (int)(_total & (_windowLength - 1));
        _frameEnd = _at + length;
        while (_at < _frameEnd)
        {
            if (_blockLeft == 0)
            {
                BeginBlock(ref bits);
            }

            DecodeRun(ref bits, Math.Min(_blockLeft, _frameEnd - _at));
        }

        // The rest of a word, and one byte that fills it up, are no content.
        if (bits.BytesLeft > 2)
        {
            throw new InvalidDataException("more data than a block takes");
        }

        _oddBlock &= _blockLeft > 0 || bits.BytesLeft == 0;
        _window.AsSpan(_frameEnd - length, length).CopyTo(_frame);
        _calls.Undo(_frame.AsSpan(0, length), _total);
        _total += length;
        return _frame.AsMemory(0, length);
    }

    public void Dispose()
    {
        if (_window.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_window, clearArray: true);
            ArrayPool<byte>.Shared.Return(_frame, clearArray: true);
            (_window, _frame) = ([], []);
        }
    }

    private void BeginBlock(ref WordBits bits)
    {
        if (_oddBlock)
        {
            bits.TakeBytes(1);
            _oddBlock = false;
        }

        _block = (Block)bits.Take(3);
        _blockLeft = (int)((bits.Take(16) << 8) | bits.Take(8));
        if (_block is not (Block.Verbatim or Block.Aligned or Block.Stored) || _blockLeft == 0)
        {
            throw new InvalidDataException("an LZX block of an impossible kind");
        }

        if (_block == Block.Stored)
        {
            bits.AlignToBytes();
            _r0 = ReadDistance(ref bits);
            _r1 = ReadDistance(ref bits);
            _r2 = ReadDistance(ref bits);
            _oddBlock = _blockLeft % 2 != 0;
            return;
        }

        if (_block == Block.Aligned)
        {
            foreach (ref byte length in _aligned.Lengths.AsSpan())
            {
                length = (byte)bits.Take(3);
            }

            _aligned.Build();
        }

        _reader.Read(ref bits, _main.Lengths.AsSpan(0, Literals));
        _reader.Read(ref bits, _main.Lengths.AsSpan(Literals));
        _main.Build();
        _reader.Read(ref bits, _lengths.Lengths);
        _lengths.Build();
    }

    private static int ReadDistance(ref WordBits bits) => BinaryPrimitives.ReadInt32LittleEndian(bits.TakeBytes(sizeof(int)));

    private void DecodeRun(ref WordBits bits, int length)
    {
        int start = _at, end = _at + length;
        if (_block == Block.Stored)
        {
            bits.TakeBytes(length).CopyTo(_window.AsSpan(_at));
            _at = end;
        }

        while (_at < end)
        {
            int symbol = bits.Take(_main);
            if (symbol < Literals)
            {
                _window[_at++] = (byte)symbol;
                continue;
            }

            int header = (symbol - Literals) % LengthHeaders;
            int matchLength = LeastMatch + (header == LengthHeaders - 1 ? header + bits.Take(_lengths) : header);
            Copy(Distance(ref bits, (symbol - Literals) / LengthHeaders), matchLength, end);
        }

        _blockLeft -= _at - start;
    }

    // Slots 0 to 2 stand for one of the last three distances; the one that is used comes first.
    private int Distance(ref WordBits bits, int slot)
    {
        switch (slot)
        {
            case 0:
                return _r0;
            case 1:
                (_r0, _r1) = (_r1, _r0);
                return _r0;
            case 2:
                (_r0, _r2) = (_r2, _r0);
                return _r0;
        }

        int extra = ExtraBits[slot];
        int distance = Bases[slot] - 2;
        if (_block == Block.Aligned && extra >= 3)
        {
            distance += (int)bits.Take(extra - 3) << 3;
            distance += bits.Take(_aligned);
        }
        else
        {
            distance += (int)bits.Take(extra);
        }

        (_r0, _r1, _r2) = (distance, _r0, _r1);
        return distance;
    }

    // Byte by byte: a match may reach into what it writes, and around the end of the window.
    private void Copy(int distance, int length, int end)
    {
        if (distance <= 0 || distance > _windowLength || distance > _total + _at - (_total & (_windowLength - 1)) || length > end - _at)
        {
            throw new InvalidDataException("a match that leads out of the window");
        }

        int from = _at - distance;
        if (from >= 0 && distance >= length)
        {
            _window.AsSpan(from, length).CopyTo(_window.AsSpan(_at));
            _at += length;
            return;
        }

        for (; length > 0; length--)
        {
            _window[_at++] = _window[from++ & (_windowLength - 1)];
        }
    }

    private static int[] MakeBases()
    {
        var bases = new int[Slots];
        for (int slot = 1; slot < Slots; slot++)
        {
            bases[slot] = bases[slot - 1] + (1 << ExtraBits[slot - 1]);
        }

        return bases;
    }
}
