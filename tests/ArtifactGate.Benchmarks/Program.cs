using ArtifactGate.Benchmarks;

// Each benchmark checks that what it measured also worked, before it prints a time.
try
{
    return args switch
    {
        ["anchors", .. var rest] => AnchorBenchmark.Run(rest),
        ["scan", .. var rest] => ScanBenchmark.Run(rest),
        ["startup", .. var rest] => StartupBenchmark.Run(rest),
        ["inflaters", .. var rest] => InflaterBenchmark.Run(rest),
        ["inflate-and-gate", .. var rest] => InflateAndGateBenchmark.Run(rest),
        ["many", .. var rest] => ManyBenchmark.Run(rest),
        [GatePass.MemoryCommand, .. var rest] => GatePass.RunForMemory(rest),
        _ => Usage(),
    };
}
catch (BenchmarkException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}

static int Usage()
{
    Console.Error.WriteLine("""
        anchors [ANCHORS.txt]            the anchor scanner and the run finder, GB/s per engine (lines 's:literal' or 'i:literal'; default: the catalogue)
        scan [ROUNDS [VALUES]]           the whole detector with the catalogue, and with known values, GB/s
        startup                          what the catalogue costs a process that starts
        inflaters PACKAGES.txt           our decoder of deflate against the platform's
        many [COUNT]                     the memory of a run over thousands of small packages against that of a tenth of them
        inflate-and-gate PACKAGES.txt    the gate against merely unpacking the same packages (one path a line)
        """);
    return 2;
}
