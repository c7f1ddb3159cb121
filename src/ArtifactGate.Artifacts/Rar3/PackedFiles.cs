using ArtifactGate.Artifacts.Rar;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Rar3;

/// <summary>
/// The files of an archive of the older format, as far as RAR 2.9 to 4 packed them. One that goes on with those before it makes them be unpacked
/// first, and cannot be read when one of them cannot.
/// </summary>
/// <param name="open">Opens the archive.</param>
/// <param name="files">All its files.</param>
/// <param name="budget">The limits.</param>
internal sealed class PackedFiles(Func<Stream> open, IReadOnlyList<RarBlock> files, Budget budget) : IDisposable
{
    /// <summary>What is told of a file that goes on with one that cannot be read.</summary>
    public const string Behind = "cannot be read without what stands before it in the solid archive";

    private const int SkippedAtOnce = 64 * 1024;

    private readonly int[] _before = FindBefore(files);
    private Unpacker? _unpacker;
    private Stream? _packed;
    private Content? _reader;
    private int _current = -1;
    private bool _ended;
    private UnreadReason? _failure;

    /// <summary>The content of a file.</summary>
    public Stream Open(int index) => new ForeignStream(Stream.Null, () => new Content(this, index));

    /// <inheritdoc/>
    public void Dispose()
    {
        _packed?.Dispose();
        _unpacker?.Dispose();
    }

    private int Read(Content reader, Span<byte> buffer)
    {
        if (files[reader.Index].DataLength == 0 || buffer.IsEmpty)
        {
            return 0;
        }

        if (_reader != reader)
        {
            Start(reader.Index);
            _reader = reader;
        }

        return _ended ? 0 : Next(buffer);
    }

    private void Start(int index)
    {
        _reader = null;
        try
        {
            Stack<int> waiting = WaitingFor(index);
            while (waiting.TryPop(out int file))
            {
                if (files[file].IsSolid)
                {
                    Finish();
                }

                Begin(file);
            }
        }
        catch (Exception failure)
        {
            _current = index;
            Fail(failure);
            throw;
        }
    }

    // Up to the one that is being unpacked, or that begins anew.
    private Stack<int> WaitingFor(int index)
    {
        var waiting = new Stack<int>([index]);
        for (int file = index; files[file].IsSolid;)
        {
            file = _before[file] >= 0 ? _before[file] : throw new InvalidDataException("a first file that goes on with one before it");
            if (file == _current)
            {
                break;
            }

            RarBlock before = files[file];
            if (before is not { IsPacked3: true, IsEncrypted: false, IsSplit: false })
            {
                throw new BudgetExceededException(before.IsEncrypted ? UnreadReason.Encrypted : before.IsSplit ? UnreadReason.Corrupt : UnreadReason.Unsupported, Behind);
            }

            waiting.Push(file);
        }

        return waiting;
    }

    // Empty and stored files take no part.
    private static int[] FindBefore(IReadOnlyList<RarBlock> files)
    {
        int[] before = new int[files.Count];
        for (int i = 0, last = -1; i < before.Length; i++)
        {
            before[i] = last;
            last = files[i].IsStored || files[i].HasNoContent || files[i].DataLength == 0 ? last : i;
        }

        return before;
    }

    // What nobody read is unpacked all the same.
    private void Finish()
    {
        byte[] skipped = new byte[_ended ? 0 : SkippedAtOnce];
        try
        {
            while (!_ended)
            {
                Next(skipped);
            }
        }
        catch (Exception failure) when (ForeignStream.IsDamage(failure) || failure is InvalidDataException or EndOfStreamException)
        {
            // Said of the file itself, if anybody reads it.
        }

        if (_failure is { } reason)
        {
            throw new BudgetExceededException(reason, Behind);
        }
    }

    private void Begin(int index)
    {
        RarBlock file = files[index];
        _packed?.Dispose();
        _packed = new SubStream(open(), file.DataOffset, file.DataLength);
        (_current, _ended, _failure) = (index, false, null);
        _unpacker ??= new Unpacker(budget.Memory, budget.CheckTime);
        _unpacker.Begin(_packed, file.IsSolid);
    }

    private int Next(Span<byte> buffer)
    {
        try
        {
            int read = _unpacker!.Read(buffer);
            _ended = read == 0;
            return read;
        }
        catch (Exception failure)
        {
            Fail(failure);
            throw;
        }
    }

    private void Fail(Exception failure) => (_ended, _failure) = (true, UnreadReasons.Of(failure)?.Reason ?? UnreadReason.Corrupt);

    private sealed class Content(PackedFiles files, int index) : ForwardStream
    {
        public int Index => index;

        public override int Read(Span<byte> buffer) => files.Read(this, buffer);
    }
}
