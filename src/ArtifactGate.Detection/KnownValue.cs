using ArtifactGate.Detection.Known;

namespace ArtifactGate.Detection;

/// <summary>
/// A secret of this build by the name of its environment variable, ready to be looked for. What it holds can be searched and not read: no
/// member and no text of it shows any of the value.
/// </summary>
public sealed class KnownValue
{
    private KnownValue(string variable, IReadOnlyList<KnownSecret> secrets) => (Variable, Secrets) = (variable, secrets);

    /// <summary>The name of the variable.</summary>
    public string Variable { get; }

    internal IReadOnlyList<KnownSecret> Secrets { get; }

    /// <summary>
    /// Takes a value apart: a PEM block is also looked for as DER, of JSON and connection strings the secret members, of a URL the password.
    /// </summary>
    /// <param name="variable">The name of the variable.</param>
    /// <param name="value">What it holds.</param>
    /// <param name="refused">Why it cannot be looked for, without any of the value; null when it can.</param>
    /// <returns>The value, or null when it is refused.</returns>
    public static KnownValue? Read(string variable, string value, out string? refused)
    {
        ArgumentNullException.ThrowIfNull(variable);
        ArgumentNullException.ThrowIfNull(value);
        var parts = new SecretParts(KnownValueNames.IsPassword(variable));
        refused = parts.Take(value);
        return refused is null ? new KnownValue(variable, parts.Found) : null;
    }

    /// <summary>The name of the variable.</summary>
    public override string ToString() => Variable;
}
