namespace ArtifactGate.Artifacts.Memory;

/// <summary>
/// The memory that all decompressors and buffers of a run may take together, however many artifacts are open at once. The decompressors of one
/// walk may be lent <see cref="MostForWalk"/>, which alone decides what can be read: a nest that needs more is refused on every machine, one that
/// needs less on none. When several walks want more together than there is, they wait for each other.
/// </summary>
/// <remarks>
/// Walks that hold memory while they wait for more could wait for ever. That cannot happen as long as there is always one that can be lent all it
/// may ask for, after which it gives everything back and another one can (the banker's algorithm). All may ask for the same, so the one whose
/// decompressors hold most is the first to try: it can have the rest when everything else that is lent is no more than what <see cref="Most"/> is
/// above <see cref="MostForWalk"/>. A loan that would break this waits. Buffers do not wait, as a file does instead.
/// </remarks>
internal sealed class SharedMemory
{
    /// <summary>Bytes that the decompressors of one walk may be lent: the largest dictionary that is read, and something for what stands around it.</summary>
    public const long MostForWalk = DecoderMemory.Most + (8L << 20);

    /// <summary>Bytes for all walks together.</summary>
    public const long Most = MostForWalk + (24L << 20);

    // What is kept for whoever comes next, and as much again that the collector has not found yet. More would be missing to the rest of the run long
    // after the one archive that needed it. Collecting takes some hundredths of a second, decompressing as much several times that.
    private const long MostKept = Most - MostForWalk;

    // Long enough to cost nothing, short enough that nobody waits for it when a run is stopped.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private readonly object _gate = new();
    private readonly List<MemoryAccount> _accounts = [];
    private readonly Dictionary<int, Stack<byte[]>> _free = [];
    private long _freeBytes;
    private long _garbage;

    /// <summary>Bytes that are lent now.</summary>
    public long Lent { get; private set; }

    /// <summary>Lends memory to a decompressor, waiting for it when need be.</summary>
    /// <param name="account">The account of its walk, which may be lent as much.</param>
    /// <param name="bytes">How much.</param>
    /// <param name="check">Called while waiting; throws when the run is over.</param>
    public void Lend(MemoryAccount account, long bytes, Action check)
    {
        lock (_gate)
        {
            Wait(account, bytes, check);
            Tidy();
        }
    }

    /// <summary>Lends a decompressor an array, waiting for it when need be. What is in it is of no meaning.</summary>
    public byte[] LendArray(MemoryAccount account, int length, Action check)
    {
        lock (_gate)
        {
            Wait(account, length, check);
            return Take(length);
        }
    }

    /// <summary>Lends an array to a buffer; null if somebody would have to wait for it.</summary>
    public byte[]? TryLendBuffer(MemoryAccount account, int length)
    {
        lock (_gate)
        {
            if (!IsSafe(account.Decoders, length))
            {
                return null;
            }

            account.Buffers += length;
            Lent += length;
            return Take(length);
        }
    }

    /// <summary>Takes memory of decompressors back.</summary>
    /// <param name="account">Who had it.</param>
    /// <param name="bytes">How much.</param>
    /// <param name="isGarbage">Whether it is only gone when the collector has found it.</param>
    public void TakeBack(MemoryAccount account, long bytes, bool isGarbage)
    {
        lock (_gate)
        {
            account.Decoders -= bytes;
            Lent -= bytes;
            _garbage += isGarbage ? bytes : 0;
            if (account.Decoders == 0)
            {
                _accounts.Remove(account);
            }

            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Takes the array of a decompressor back, which is zeroed.</summary>
    public void TakeBackArray(MemoryAccount account, byte[] array)
    {
        lock (_gate)
        {
            Keep(array);
            TakeBack(account, array.Length, isGarbage: false);
        }
    }

    /// <summary>Takes the array of a buffer back, which is zeroed.</summary>
    public void TakeBackBuffer(MemoryAccount account, byte[] array)
    {
        lock (_gate)
        {
            Keep(array);
            account.Buffers -= array.Length;
            Lent -= array.Length;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Takes back whatever a walk that has ended still has.</summary>
    public void Forget(MemoryAccount account)
    {
        lock (_gate)
        {
            Lent -= account.Buffers;
            _garbage += account.Buffers;
            account.Buffers = 0;
            TakeBack(account, account.Decoders, isGarbage: true);
        }
    }

    private void Wait(MemoryAccount account, long bytes, Action check)
    {
        while (!IsSafe(account.Decoders + bytes, bytes))
        {
            Monitor.Wait(_gate, Patience);
            check();
        }

        if (account.Decoders == 0 && bytes > 0)
        {
            _accounts.Add(account);
        }

        account.Decoders += bytes;
        Lent += bytes;
    }

    private byte[] Take(int length)
    {
        if (_free.TryGetValue(length, out Stack<byte[]>? free) && free.TryPop(out byte[]? array))
        {
            _freeBytes -= length;
            return array;
        }

        Tidy();
        return GC.AllocateUninitializedArray<byte>(length);
    }

    private void Keep(byte[] array)
    {
        if (_freeBytes + array.Length > MostKept)
        {
            _garbage += array.Length;
            return;
        }

        if (!_free.TryGetValue(array.Length, out Stack<byte[]>? free))
        {
            _free.Add(array.Length, free = []);
        }

        free.Push(array);
        _freeBytes += array.Length;
    }

    private bool IsSafe(long decoders, long bytes)
    {
        long most = decoders;
        foreach (MemoryAccount account in _accounts)
        {
            most = Math.Max(most, account.Decoders);
        }

        return Lent + bytes <= Most && Lent + bytes - most <= Most - MostForWalk;
    }

    // What was given back must be gone before as much is taken anew: the collector does not know that there is a limit. Arrays that are free are
    // there for the next that wants one of their length, but for nobody else.
    private void Tidy()
    {
        if (Lent + _garbage + _freeBytes > Most || _garbage > MostKept)
        {
            _free.Clear();
            (_freeBytes, _garbage) = (0, 0);
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }
}
