using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Cab;

/// <summary>
/// The content of one folder, all files of it one after the other. It ends where damage makes going on impossible: what comes before is content
/// of files all the same, which ask for <see cref="Damage"/> at their end.
/// </summary>
/// <param name="blocks">The blocks, owned.</param>
/// <param name="decoder">Their decoder, owned.</param>
/// <param name="goesOn">Whether the last block goes on in the next volume, which is then no damage.</param>
internal sealed class CabFolderStream(CabBlocks blocks, IBlockDecoder decoder, bool goesOn) : ForwardStream
{
    private ReadOnlyMemory<byte> _block;
    private long _given;
    private bool _ended;

    /// <summary>What was wrong with anything read so far.</summary>
    public Exception? Damage { get; private set; }

    /// <summary>Where the block at hand begins in the cabinet.</summary>
    public long BlockOffset => blocks.Offset;

    public override long Position
    {
        get => _given;
        set => throw new NotSupportedException();
    }

    /// <summary>The decoder for a folder that <see cref="CabFolder.CanDecode"/>.</summary>
    public static IBlockDecoder DecoderOf(CabFolder folder) => folder.Method switch
    {
        0 => new StoredDecoder(),
        1 => new MsZipDecoder(),
        2 => new QuantumDecoder(folder.WindowBits),
        _ => new LzxDecoder(folder.WindowBits),
    };

    public override int Read(Span<byte> buffer)
    {
        while (_block.IsEmpty && !_ended && !buffer.IsEmpty)
        {
            try
            {
                Step();
            }
            catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException)
            {
                (Damage, _ended) = (failure, true);
            }
        }

        int count = Math.Min(buffer.Length, _block.Length);
        _block.Span[..count].CopyTo(buffer);
        _block = _block[count..];
        _given += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _block = default;
            blocks.Dispose();
            decoder.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Step()
    {
        if (!blocks.Next())
        {
            _ended = true;
        }
        else if (blocks.UnpackedLength == 0)
        {
            _ended = goesOn ? true : throw new InvalidDataException("a block that goes on in the next volume");
        }
        else
        {
            if (blocks.IsDamaged)
            {
                Damage = new InvalidDataException("a block of a cabinet has another checksum");
            }

            _block = decoder.Decode(blocks.Packed, blocks.UnpackedLength);
        }
    }
}
