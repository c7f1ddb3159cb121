using System.Diagnostics.CodeAnalysis;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Reports;

/// <summary>A rule that a report names and this version does not have: the user's own, or one of another version. Finds nothing.</summary>
internal sealed class ReportedRule : Rule
{
    /// <summary>A rule of which only the report's words are known.</summary>
    [SetsRequiredMembers]
    public ReportedRule(string code, string name, string title, Identity identity)
    {
        (Code, Name, Title, Issuer, Kind) = (code, name, title, identity.Issuer, identity.Kind);
        Risk = "The run that reported it had a rule that is not at hand here.";
        Revoke = "Revoke it where it was issued.";
        Reference = "";
    }
}
