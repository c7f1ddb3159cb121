namespace ArtifactGate.Benchmarks;

/// <summary>
/// Takes the CPU time of contenders in interleaved rounds: each round runs each once, so that a machine that is busy for a while
/// slows all of them alike. The first round warms up and does not count.
/// </summary>
internal static class Rounds
{
    /// <summary>The median CPU seconds of each contender.</summary>
    public static double[] Medians(int rounds, params IReadOnlyList<Action> contenders)
    {
        double[][] times = Times(rounds, 1, [.. contenders.Select<Action, Action<int>>(c => _ => c())]);
        return [.. contenders.Select((_, i) => Median(times.Select(t => t[i])))];
    }

    /// <summary>The CPU seconds of each contender in each round.</summary>
    /// <param name="rounds">How many count.</param>
    /// <param name="parts">In how many parts the work is done: the shorter the turns, the more alike the machine is for all.</param>
    /// <param name="contenders">Does a part of the work, by its number.</param>
    public static double[][] Times(int rounds, int parts, params IReadOnlyList<Action<int>> contenders)
    {
        var times = new double[rounds][];
        for (int round = -1; round < rounds; round++)
        {
            var sums = new double[contenders.Count];
            for (int part = 0; part < parts; part++)
            {
                for (int i = 0; i < contenders.Count; i++)
                {
                    sums[i] += CpuSeconds(() => contenders[i](part));
                }
            }

            if (round >= 0)
            {
                times[round] = sums;
            }
        }

        return times;
    }

    /// <summary>The middle of some numbers.</summary>
    public static double Median(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The CPU time of the process, user and system, while something runs.</summary>
    public static double CpuSeconds(Action action)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }
}
