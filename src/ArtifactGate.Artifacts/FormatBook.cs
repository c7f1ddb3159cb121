namespace ArtifactGate.Artifacts;

/// <summary>The formats, and which of them fits a node.</summary>
public sealed class FormatBook
{
    /// <summary>As many of the last bytes as are looked at.</summary>
    public const int TailLength = 512;

    private readonly IArtifactFormat[] _formats;

    /// <summary>A book of these formats; among equal fits the first wins.</summary>
    public FormatBook(IEnumerable<IArtifactFormat> formats) => _formats = [.. formats];

    /// <summary>Every format that ArtifactGate opens: each class of this assembly that implements <see cref="IArtifactFormat"/>.</summary>
    public static FormatBook Default { get; } = new(
        from type in typeof(FormatBook).Assembly.GetTypes()
        where type.IsAssignableTo(typeof(IArtifactFormat)) && type is { IsAbstract: false, IsInterface: false }
        orderby type.Name
        select (IArtifactFormat)Activator.CreateInstance(type)!);

    /// <summary>The formats.</summary>
    public IReadOnlyList<IArtifactFormat> Formats => _formats;

    /// <summary>The format that fits best, or null for a leaf.</summary>
    public IArtifactFormat? Recognize(ReadOnlySpan<byte> head, ContentNode node) => Recognize(head, node, out _);

    /// <summary>The format that fits best, or null for a leaf.</summary>
    /// <param name="head">The first bytes.</param>
    /// <param name="node">The node.</param>
    /// <param name="bestFit">How well; <see cref="Fit.Perhaps"/> when it must be asked again with a node that can be read in any order.</param>
    public IArtifactFormat? Recognize(ReadOnlySpan<byte> head, ContentNode node, out Fit bestFit)
    {
        IArtifactFormat? best = null;
        bestFit = Fit.None;
        foreach (IArtifactFormat format in _formats)
        {
            Fit fit = format.Recognize(head, node);
            if (fit > bestFit)
            {
                (best, bestFit) = (format, fit);
            }
        }

        return bestFit == Fit.Perhaps ? null : best;
    }

    /// <summary>Whether content that was read forward ends like a container, see <see cref="IArtifactFormat.IsEnd"/>.</summary>
    /// <param name="tail">Its last bytes.</param>
    /// <param name="length">All its bytes.</param>
    public bool RecognizesEnd(ReadOnlySpan<byte> tail, long length)
    {
        foreach (IArtifactFormat format in _formats)
        {
            if (format.IsEnd(tail, length))
            {
                return true;
            }
        }

        return false;
    }
}
