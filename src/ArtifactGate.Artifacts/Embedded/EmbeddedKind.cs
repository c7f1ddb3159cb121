namespace ArtifactGate.Artifacts.Embedded;

/// <summary>Compressed files and archives that are looked for in the middle of other content, each told by its beginning and then by what follows.</summary>
internal abstract class EmbeddedKind
{
    private static readonly EmbeddedKind[] All =
    [
        new EmbeddedGzip(), new EmbeddedXz(), new EmbeddedZstd(), new EmbeddedBzip2(), new EmbeddedLzip(), new EmbeddedSevenZip(), new EmbeddedCab(), new EmbeddedTar(),
        new EmbeddedZlib(), new EmbeddedAr(), new EmbeddedZip(), new EmbeddedZipEnd(), new EmbeddedAndroidAssembly(),
    ];

    // Kinds beyond the eighth share with others what the search tells of them.
    private static readonly BeginningSearch Search = new(
        [.. Enumerable.Range(0, BeginningSearch.MostGroups).Select(i => All.Where((_, at) => at % BeginningSearch.MostGroups == i).SelectMany(k => k.Pairs).ToArray())]);

    /// <summary>As many bytes from the first on as <see cref="Begins"/> looks at.</summary>
    public const int HeadLength = 1100;

    // The farthest that a pair stands from the first byte.
    private const int FarthestPair = 300;

    /// <summary>Two neighbouring bytes of every beginning, the rarest there are.</summary>
    protected abstract (byte First, byte Second) Pair { get; }

    /// <summary>What may stand in place of the second.</summary>
    protected virtual IReadOnlyList<byte> OtherSeconds => [];

    private IEnumerable<(byte First, byte Second)> Pairs => [Pair, .. OtherSeconds.Select(s => (Pair.First, s))];

    /// <summary>Where the pair stands.</summary>
    protected abstract int PairAt { get; }

    /// <summary>
    /// Whether what <see cref="Begins"/> asks for is so much that neither chance nor a program that knows the format has it: what does not go on
    /// as it must is then damaged, and not something else.
    /// </summary>
    public abstract bool IsCertain { get; }

    /// <summary>Whether bytes begin like it.</summary>
    /// <param name="head">From its first byte on, up to <see cref="HeadLength"/>, fewer only where the content ends.</param>
    public abstract bool Begins(ReadOnlySpan<byte> head);

    /// <summary>Whether it means anything behind these bytes.</summary>
    /// <param name="before">What stands before its first byte, as far as that is at hand.</param>
    public virtual bool MayFollow(ReadOnlySpan<byte> before) => true;

    /// <summary>Reads it to its end, or to where it is damaged.</summary>
    /// <param name="rest">Everything from its first byte on; may be asked several times.</param>
    /// <param name="budget">Asked whether to go on, and lends memory.</param>
    /// <exception cref="BudgetExceededException">It takes too much.</exception>
    public abstract EmbeddedExtent Measure(Func<Stream> rest, Budget budget);

    /// <summary>Adds where something begins.</summary>
    /// <param name="bytes">Content.</param>
    /// <param name="from">The first byte that may be a beginning.</param>
    /// <param name="to">The first that may not.</param>
    /// <param name="pairs">Room.</param>
    /// <param name="found">Is added to, in no order.</param>
    public static void Find(ReadOnlySpan<byte> bytes, int from, int to, List<(int At, byte Pairs)> pairs, List<(int At, EmbeddedKind Kind)> found)
    {
        pairs.Clear();
        Search.Find(bytes[from..Math.Min(bytes.Length, to + FarthestPair)], pairs);
        foreach ((int at, byte bits) in pairs)
        {
            for (int i = 0; i < All.Length; i++)
            {
                int start = from + at - All[i].PairAt;
                if ((bits & (1 << (i % BeginningSearch.MostGroups))) != 0 && start >= from && start < to
                    && All[i].Begins(bytes[start..Math.Min(bytes.Length, start + HeadLength)]) && All[i].MayFollow(bytes[..start]))
                {
                    found.Add((start, All[i]));
                }
            }
        }
    }
}
