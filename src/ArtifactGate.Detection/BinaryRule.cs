namespace ArtifactGate.Detection;

/// <summary>A structure of bytes that may sit anywhere, also in the middle of a crash dump: key blobs, DER, packets.</summary>
public abstract class BinaryRule : Rule
{
    /// <summary>Byte literals of 3 bytes or more; every match contains one of them.</summary>
    public abstract IReadOnlyList<byte[]> Anchors { get; }

    /// <summary>The most bytes before the anchor that a match can begin.</summary>
    public abstract int MaxBefore { get; }

    /// <summary>The most bytes a match can have.</summary>
    public abstract int MaxLength { get; }

    /// <summary>
    /// A cheap look around an anchor: how many bytes from the anchor on the structure takes, as far as it tells; 0 when there is none.
    /// Decides what may be pulled in from beyond the window, up to <see cref="MaxLength"/>. Never throws on any bytes.
    /// </summary>
    public virtual int LengthFrom(ReadOnlySpan<byte> bytes, int anchorAt) => MaxLength;

    /// <summary>
    /// Parses outward from an anchor that stands at <paramref name="anchorAt"/>. Never throws on any bytes.
    /// </summary>
    public abstract bool TryMatch(ReadOnlySpan<byte> bytes, int anchorAt, Effort effort, out BinaryMatch match);

    /// <summary>A generated value that the rule finds, for the acceptance suite.</summary>
    public abstract byte[] Sample(Random random);
}
