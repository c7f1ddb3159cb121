using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Reports;

/// <summary>A writer that may show values when the user asked to: text and JSON, and no other.</summary>
public interface IRevealingReportWriter : IReportWriter
{
    /// <summary>Writes the result with the values in <paramref name="values"/>.</summary>
    void Write(GateResult result, RevealedValues? values, Stream output);
}
