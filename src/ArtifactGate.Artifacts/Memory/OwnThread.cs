using System.Runtime.ExceptionServices;

namespace ArtifactGate.Artifacts.Memory;

/// <summary>
/// A thread for a decompressor of another library that takes its memory from the shared pool of arrays. What it gives back there the pool keeps
/// for the thread, and so as much for each thread that ever decompressed something large. What it keeps for this one is garbage when the thread
/// ends.
/// </summary>
internal sealed class OwnThread : IDisposable
{
    private readonly SemaphoreSlim _asked = new(0), _answered = new(0);
    private readonly Stack<IDisposable> _owned = [];
    private readonly Thread _thread;
    private Action? _step;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Starts the thread.</summary>
    public OwnThread()
    {
        _thread = new Thread(Work) { IsBackground = true, Name = "decompressor" };
        _thread.Start();
    }

    /// <summary>Does something on the thread, and fails as it does. One thing at a time.</summary>
    public T Run<T>(Func<T> step)
    {
        T result = default!;
        _step = () => result = step();
        Ask();
        return result;
    }

    /// <summary>Disposes something with the thread, and on it: the last first.</summary>
    public T Own<T>(T owned)
        where T : IDisposable
    {
        _owned.Push(owned);
        return owned;
    }

    /// <summary>Ends the thread.</summary>
    public void Dispose()
    {
        try
        {
            while (_owned.TryPop(out IDisposable? owned))
            {
                _step = owned.Dispose;
                Ask();
            }
        }
        finally
        {
            _step = null;
            _asked.Release();
            _thread.Join();
            _asked.Dispose();
            _answered.Dispose();
        }
    }

    private void Ask()
    {
        _asked.Release();
        _answered.Wait();
        ExceptionDispatchInfo? failure = _failure;
        (_failure, _step) = (null, null);
        failure?.Throw();
    }

    private void Work()
    {
        for (_asked.Wait(); _step is { } step; _asked.Wait())
        {
            try
            {
                step();
            }
            catch (Exception failure)
            {
                // Whoever asked throws it.
                _failure = ExceptionDispatchInfo.Capture(failure);
            }

            _answered.Release();
        }
    }
}
