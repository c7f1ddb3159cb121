using ArtifactGate.Artifacts.Memory;

namespace ArtifactGate.Artifacts.Lzma;

/// <summary>
/// The last bytes that were decoded, which matches refer to. It is a ring of pieces that are borrowed one by one as content comes, so that a
/// header that demands a large dictionary costs nothing by itself. Zeroed when it is given back.
/// </summary>
internal sealed class LzmaWindow : IDisposable
{
    private readonly MemoryAccount _memory;
    private readonly int _dictionary;
    private readonly byte[]?[] _pieces;
    private byte[] _piece = [];
    private int _index;
    private int _at;
    private int _filledPieces;

    /// <summary>Begins with nothing borrowed.</summary>
    /// <param name="dictionary">How far back matches reach.</param>
    /// <param name="memory">Lends the pieces.</param>
    public LzmaWindow(int dictionary, MemoryAccount memory)
    {
        (_dictionary, _memory) = (dictionary, memory);
        _pieces = new byte[]?[Math.Max(1, (dictionary + MemoryAccount.PieceLength - 1) / MemoryAccount.PieceLength)];
        _index = -1;
    }

    /// <summary>Bytes since the dictionary was begun.</summary>
    public long Total { get; private set; }

    /// <summary>The last byte, or zero.</summary>
    public byte Last => Total == 0 ? (byte)0 : _piece[_at - 1];

    /// <summary>Forgets all content; the memory is kept.</summary>
    public void Reset() => Total = 0;

    /// <summary>Whether there is a byte so far back; 0 is the last.</summary>
    public bool Reaches(uint distance) => distance < Total && distance < _dictionary;

    /// <summary>The byte so far back, which there is.</summary>
    public byte Back(uint distance)
    {
        if (distance < (uint)_at)
        {
            return _piece[_at - 1 - (int)distance];
        }

        (int index, int at) = Find(distance);
        return _pieces[index]![at];
    }

    /// <summary>Adds a byte.</summary>
    public void Put(byte value)
    {
        if (_at == _piece.Length)
        {
            Advance();
        }

        _piece[_at++] = value;
        Total++;
    }

    /// <summary>Adds bytes.</summary>
    public void Put(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_at == _piece.Length)
            {
                Advance();
            }

            int count = Math.Min(bytes.Length, _piece.Length - _at);
            bytes[..count].CopyTo(_piece.AsSpan(_at));
            bytes = bytes[count..];
            _at += count;
            Total += count;
        }
    }

    /// <summary>Adds bytes that are there already. They may overlap what they become.</summary>
    /// <param name="distance">How far back they begin, which there is.</param>
    /// <param name="length">How many.</param>
    public void Repeat(uint distance, int length)
    {
        while (length > 0)
        {
            if (_at == _piece.Length)
            {
                Advance();
            }

            (int index, int from) = Find(distance);
            byte[] source = _pieces[index]!;
            int count = Math.Min(length, Math.Min(source.Length - from, _piece.Length - _at));
            if (distance >= (uint)count)
            {
                source.AsSpan(from, count).CopyTo(_piece.AsSpan(_at));
            }
            else
            {
                for (int i = 0; i < count; i++)
                {
                    _piece[_at + i] = source[from + i];
                }
            }

            _at += count;
            Total += count;
            length -= count;
        }
    }

    /// <summary>Copies out the last bytes.</summary>
    public void CopyLast(Span<byte> target)
    {
        int index = _index, end = _at;
        while (!target.IsEmpty)
        {
            int count = Math.Min(target.Length, end);
            _pieces[index].AsSpan(end - count, count).CopyTo(target[^count..]);
            target = target[..^count];
            index = index == 0 ? _pieces.Length - 1 : index - 1;
            end = MemoryAccount.PieceLength;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        for (int i = 0; i < _pieces.Length; i++)
        {
            if (_pieces[i] is { } piece)
            {
                piece.AsSpan(0, i < _filledPieces ? piece.Length : _at).Clear();
                _memory.ReturnPiece(piece);
                _pieces[i] = null;
            }
        }

        (_piece, _at, _index, Total, _filledPieces) = ([], 0, -1, 0, 0);
    }

    private (int Index, int At) Find(uint distance)
    {
        int at = _at - 1 - (int)distance, index = _index;
        if (at < 0)
        {
            int back = (MemoryAccount.PieceLength - 1 - at) / MemoryAccount.PieceLength;
            at += back * MemoryAccount.PieceLength;
            index -= back;
            index += index < 0 ? _pieces.Length : 0;
        }

        return (index, at);
    }

    private void Advance()
    {
        _filledPieces = Math.Max(_filledPieces, _index + 1);
        _index = _index + 1 == _pieces.Length ? 0 : _index + 1;
        _piece = _pieces[_index] ??= _memory.RentPiece();
        _at = 0;
    }
}
