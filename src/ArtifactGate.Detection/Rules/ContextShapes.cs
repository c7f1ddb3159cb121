namespace ArtifactGate.Detection.Rules;

/// <summary>Values that several services make alike, for rules that know them by name.</summary>
internal static class ContextShapes
{
    /// <summary>Something a person may have chosen: no white space, no quotes, nothing that begins a reference to a variable.</summary>
    public const string Password = "{[A-Za-z0-9!#*+._~^-]:1}{[A-Za-z0-9!#*+./:=?@^_~|-]:7-63}";

    /// <summary>A UUID in either case.</summary>
    public const string Uuid = "{anyhex:8}-{anyhex:4}-{anyhex:4}-{anyhex:4}-{anyhex:12}";
}
