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
        var times = contenders.Select(_ => new List<double>()).ToArray();
        for (int round = -1; round < rounds; round++)
        {
            for (int i = 0; i < contenders.Count; i++)
            {
                double seconds = CpuSeconds(contenders[i]);
                if (round >= 0)
                {
                    times[i].Add(seconds);
                }
            }
        }

        return [.. times.Select(Median)];
    }

    /// <summary>The CPU time of the process, user and system, while something runs.</summary>
    public static double CpuSeconds(Action action)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static double Median(List<double> times)
    {
        times.Sort();
        return (times[(times.Count - 1) / 2] + times[times.Count / 2]) / 2;
    }
}
