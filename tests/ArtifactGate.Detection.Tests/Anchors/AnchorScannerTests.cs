namespace ArtifactGate.Detection.Tests.Anchors;

/// <summary>Every scanner finds what the naive search finds, no more, no less, each once.</summary>
public sealed class AnchorScannerTests
{
    public static TheoryData<string> Engines => new(Enum.GetNames<ScanEngine>());

    [Theory]
    [MemberData(nameof(Engines))]
    public void Finds_an_anchor_in_every_form_at_every_offset_of_every_length(string engine)
    {
        IReadOnlyList<Anchor> anchors = AnchorCases.Tangled;
        AnchorScanner scanner = Create(engine, anchors);
        var random = new Random(1);
        foreach (Anchor anchor in anchors)
        {
            for (int form = 0; form < 3; form++)
            {
                byte[] encoded = AnchorCases.Encode(anchor, form, random);
                for (int offset = 0; offset <= 70; offset++)
                {
                    for (int after = 0; after < 80; after += after < 4 ? 1 : 19)
                    {
                        var bytes = new byte[offset + encoded.Length + after];
                        bytes.AsSpan().Fill((byte)'.');
                        encoded.CopyTo(bytes, offset);
                        AssertSame(anchors, scanner, bytes);
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Finds_planted_anchors_in_noise_for_every_size_of_catalogue(string engine)
    {
        foreach (int size in (int[])[1, 3, 60, 300])
        {
            for (int seed = 0; seed < 24; seed++)
            {
                IReadOnlyList<Anchor> anchors = seed == 0 && size == 60 ? AnchorCases.Tangled : AnchorCases.Catalogue(size, seed);
                int length = new Random(seed).Next(size == 300 ? 3000 : 7000);
                AssertSame(anchors, Create(engine, anchors), AnchorCases.Planted(anchors, length, seed));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Finds_overlapping_and_nested_anchors(string engine)
    {
        IReadOnlyList<Anchor> anchors = AnchorCases.Tangled;
        AnchorScanner scanner = Create(engine, anchors);
        for (int seed = 0; seed < 60; seed++)
        {
            AssertSame(anchors, scanner, AnchorCases.Planted(anchors, 1 + (seed * 41), seed));
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Finds_little_and_big_endian_side_by_side(string engine)
    {
        Anchor[] anchors = [AnchorCases.Literal("token", ignoreCase: true), AnchorCases.Literal("ken"), AnchorCases.Literal("tok")];
        AnchorScanner scanner = Create(engine, anchors);
        var random = new Random(3);
        for (int offset = 0; offset <= 70; offset++)
        {
            foreach ((int first, int second) in ((int, int)[])[(1, 2), (2, 1), (1, 1), (2, 2), (0, 1), (0, 2)])
            {
                byte[] bytes = [.. new byte[offset], .. AnchorCases.Encode(anchors[0], first, random),
                    .. AnchorCases.Encode(anchors[0], second, random), .. new byte[offset % 3]];
                AssertSame(anchors, scanner, bytes);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Finds_nothing_in_nothing_and_in_less_than_an_anchor(string engine)
    {
        Anchor[] anchors = [AnchorCases.Literal("abcdef"), new([0, 0, 0, 0], false, AnchorForms.Bytes)];
        AnchorScanner scanner = Create(engine, anchors);
        for (int length = 0; length < 6; length++)
        {
            AssertSame(anchors, scanner, "abcdef"u8[..length].ToArray());
            AssertSame(anchors, scanner, new byte[length]);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void An_empty_catalogue_finds_nothing(string engine) => AssertSame([], Create(engine, []), new byte[300]);

    [Theory]
    [MemberData(nameof(Engines))]
    public void Many_threads_may_share_a_scanner(string engine)
    {
        IReadOnlyList<Anchor> anchors = AnchorCases.Catalogue(60, 5);
        AnchorScanner scanner = Create(engine, anchors);
        Parallel.For(0, 16, seed => AssertSame(anchors, scanner, AnchorCases.Planted(anchors, 5000, seed)));
    }

    [Fact]
    public void The_fastest_engine_this_machine_has_is_chosen()
    {
        Type best = Create(Enum.GetValues<ScanEngine>().Last(ScanEngines.CanRun).ToString(), []).GetType();
        Assert.Equal(best, AnchorScanner.Create([]).GetType());
    }

    [Fact]
    public void An_anchor_of_two_bytes_is_refused() =>
        Assert.Throws<ArgumentException>(() => AnchorScanner.Create([new Anchor([1, 2], false, AnchorForms.Bytes)]));

    private static AnchorScanner Create(string engine, IReadOnlyList<Anchor> anchors)
    {
        ScanEngine wanted = Enum.Parse<ScanEngine>(engine);
        Assert.SkipUnless(ScanEngines.CanRun(wanted), $"This machine has no {engine}.");
        return AnchorScanner.Create(anchors, wanted);
    }

    private static void AssertSame(IReadOnlyList<Anchor> anchors, AnchorScanner scanner, byte[] bytes)
    {
        var hits = new List<AnchorHit>();

        // In the middle of a larger array whose neighbours would match, to see a scanner that looks past its span.
        byte[] surrounded = [.. bytes.AsSpan(bytes.Length / 2), .. bytes, .. bytes];
        scanner.Scan(surrounded.AsSpan(bytes.Length - (bytes.Length / 2), bytes.Length), hits);
        Assert.Equal(Sorted(NaiveAnchorSearch.Search(anchors, bytes)), Sorted(hits));
    }

    private static AnchorHit[] Sorted(List<AnchorHit> hits) => [.. hits.OrderBy(h => h.Position).ThenBy(h => h.Anchor).ThenBy(h => h.Form)];
}
