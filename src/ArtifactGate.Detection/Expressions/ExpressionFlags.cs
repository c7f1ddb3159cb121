namespace ArtifactGate.Detection.Expressions;

/// <summary>What <c>(?imsU)</c> switches, up to the end of the group it stands in.</summary>
/// <param name="IgnoreCase"><c>i</c>.</param>
/// <param name="Lines"><c>m</c>: <c>^</c> and <c>$</c> mean lines.</param>
/// <param name="DotTakesAll"><c>s</c>: the dot takes line feeds too.</param>
/// <param name="Swapped"><c>U</c>: greedy and lazy change places.</param>
internal readonly record struct ExpressionFlags(bool IgnoreCase, bool Lines, bool DotTakesAll, bool Swapped)
{
    /// <summary>With one flag set or cleared; null when there is no such flag.</summary>
    public ExpressionFlags? With(char flag, bool value) => flag switch
    {
        'i' => this with { IgnoreCase = value },
        'm' => this with { Lines = value },
        's' => this with { DotTakesAll = value },
        'U' => this with { Swapped = value },
        _ => null,
    };
}
