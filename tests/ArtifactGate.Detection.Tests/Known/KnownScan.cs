namespace ArtifactGate.Detection.Tests.Known;

/// <summary>Scans bytes for known values and nothing else.</summary>
internal static class KnownScan
{
    /// <summary>A detector without rules that knows values: VARIABLE0, VARIABLE1, ...</summary>
    public static Detector Knowing(params string[] values) => new(new RuleBook([]), new DetectorOptions
    {
        KnownValues = [.. values.Select((v, i) => KnownValue.Read($"VARIABLE{i}", v, out string? refused) ?? throw new InvalidOperationException(refused))],
    });

    /// <summary>Every match.</summary>
    public static List<Match> In(this Detector detector, byte[] bytes)
    {
        var matches = new List<Match>();
        detector.Scan(new ScanWindow { Bytes = bytes, OwnedEnd = bytes.Length, IsText = true }, matches, []);
        return matches;
    }

    /// <summary>Place, extent and encoding of the only match.</summary>
    public static (long Offset, int Length, string Encoding) OneIn(this Detector detector, byte[] bytes)
    {
        Match match = Assert.Single(detector.In(bytes));
        Assert.Equal(("AG5001", Evidence.Proven), (match.Rule.Code, match.Evidence));
        return (match.Offset, match.ByteLength, string.Join(" > ", match.Encodings.Append(match.Form.ReportName())));
    }
}
