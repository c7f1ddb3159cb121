namespace ArtifactGate.Detection;

/// <summary>
/// A value that only its surroundings make a credential: a keyword within <see cref="MaxDistance"/> characters before it, or
/// a label that a structured carrier handed over with it. Its shape is anchored at the keyword in plain text.
/// Never run over raw bytes of an assembly, where neighbours are no context.
/// </summary>
public sealed class ContextRule : Rule
{
    /// <summary>A rule whose matches are worth <see cref="Evidence.Context"/>.</summary>
    public ContextRule() => Evidence = Evidence.Context;

    /// <summary>Literals of 3 bytes or more, lower case, that announce the value. Found in any case.</summary>
    public required IReadOnlyList<string> Keywords { get; init; }

    /// <summary>
    /// Words, one of which must stand in the name that the keyword begins (<c>token</c> in <c>SNYK_TOKEN</c> or in <c>"Snyk": { "Token": </c>), in any
    /// case. Empty where the keyword says enough.
    /// </summary>
    public IReadOnlyList<string> NameWords { get; init; } = [];

    /// <summary>
    /// Switches of the command that the keyword names, one of which must stand before the value: <c>/p</c> behind <c>signtool</c>. In any case; empty where the
    /// keyword is the name of the value.
    /// </summary>
    public IReadOnlyList<string> Switches { get; init; } = [];

    /// <summary>Whether the value follows a switch without anything between, as in <c>-psecret</c>; the switch is then in this case only.</summary>
    public bool SwitchTouchesValue { get; init; }

    /// <summary>What ends the name of a user that stands between the switch and the value; null where there is none.</summary>
    public char? EndsUser { get; init; }

    /// <summary>Which argument of the call that the keyword names is the value, counted from 1; 0 where the keyword names no call.</summary>
    public int Argument { get; init; }

    /// <summary>The member of an object in that argument that is the value, where a call takes its settings as one; null where the argument itself is.</summary>
    public string? Member { get; init; }

    /// <summary>Whether the keyword is the name of the value, so that it may also be the label of it.</summary>
    public bool IsNamed => Switches.Count == 0 && Argument == 0;

    /// <summary>
    /// Whether the keyword is a word that code and prose are full of. The value is then assigned to it in the same line, with no more than <c>value</c>
    /// between, and reads like neither words nor code.
    /// </summary>
    public bool IsCommonWord { get; init; }

    /// <summary>What the value looks like, without anchors: matched whole.</summary>
    public required ValueShape Value { get; init; }

    /// <summary>The most characters between the end of the keyword and the start of the value.</summary>
    public int MaxDistance { get; init; } = 64;

    /// <summary>Offline evidence for or against a candidate, if the credential carries any.</summary>
    public Proof? Proof { get; init; }

    /// <summary>The least Shannon entropy of the value, in bits a character.</summary>
    public double MinEntropy { get; init; } = 3.0;
}
