namespace ArtifactGate.Artifacts.Pdf;

/// <summary>A stream of a PDF file, where it is.</summary>
/// <param name="Dictionary">Where the text that describes it begins.</param>
/// <param name="Start">Its first byte.</param>
/// <param name="End">Behind its last.</param>
/// <param name="IsWhole">Whether its end is there.</param>
internal readonly record struct PdfStreamPlace(long Dictionary, long Start, long End, bool IsWhole);
