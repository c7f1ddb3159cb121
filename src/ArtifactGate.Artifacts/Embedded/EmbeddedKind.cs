using System.Numerics;

namespace ArtifactGate.Artifacts.Embedded;

/// <summary>Compressed files and archives that are looked for in the middle of other content, each told by its beginning and then by what follows.</summary>
internal abstract class EmbeddedKind
{
    // As many groups as are searched for at once. What the search takes for one of a group is any mixture of the pairs of the group, by halves of bytes:
    // together are those whose mixtures are rare. "Ke" would be one of bzip2 and the end of a zip.
    private static readonly EmbeddedKind[][] Groups =
    [
        [new EmbeddedGzip(), new EmbeddedSevenZip()], [new EmbeddedZlib()], [new EmbeddedZstd(), new EmbeddedXz()], [new EmbeddedZip(), new EmbeddedZipEnd()],
        [new EmbeddedLzip(), new EmbeddedAndroidAssembly(), new EmbeddedRar()], [new EmbeddedCab()], [new EmbeddedBzip2(), new EmbeddedAr()], [new EmbeddedTar()],
    ];

    private static readonly BeginningSearch Search = new([.. Groups.Select(g => g.SelectMany(k => k.Pairs).ToArray())]);

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
            for (int i = bits; i != 0; i &= i - 1)
            {
                foreach (EmbeddedKind kind in Groups[BitOperations.TrailingZeroCount(i)])
                {
                    int start = from + at - kind.PairAt;
                    if (start >= from && start < to && kind.Begins(bytes[start..Math.Min(bytes.Length, start + HeadLength)]) && kind.MayFollow(bytes[..start]))
                    {
                        found.Add((start, kind));
                    }
                }
            }
        }
    }
}
