using System.Runtime.ExceptionServices;

namespace ArtifactGate.Engine;

/// <summary>
/// Runs a parallel loop so that it fails as a plain one would: with the exception itself, which says whether the run was cancelled or a
/// limit was met, and not with the collection that the loop puts around it.
/// </summary>
internal static class Parallels
{
    /// <summary>One scheduler for all loops of a run, so that a folder among many artifacts does not multiply the threads.</summary>
    /// <param name="jobs">How many threads; 0 for the number of processors.</param>
    public static ParallelOptions Options(int jobs)
    {
        int threads = jobs > 0 ? jobs : Environment.ProcessorCount;
        return new ParallelOptions
        {
            MaxDegreeOfParallelism = threads,

            // One thread is the one that asks.
            TaskScheduler = threads == 1 ? TaskScheduler.Default : new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, threads).ConcurrentScheduler,
            CancellationToken = CancellationToken.None,
        };
    }

    /// <summary>Runs the loop; throws its first exception, a fault of this program before anything else.</summary>
    public static void Run(Action loop)
    {
        try
        {
            loop();
        }
        catch (AggregateException failures)
        {
            var all = failures.Flatten().InnerExceptions;
            Exception first = all.FirstOrDefault(f => f is not OperationCanceledException && Artifacts.UnreadReasons.Of(f) is null) ?? all[0];
            ExceptionDispatchInfo.Throw(first);
        }
    }
}
