using ArtifactGate.Artifacts.Cab;

namespace ArtifactGate.Artifacts.Embedded;

/// <summary>A cabinet ([MS-CAB]): its headers agree with each other.</summary>
internal sealed class EmbeddedCab : EmbeddedKind
{
    protected override (byte First, byte Second) Pair => ((byte)'S', (byte)'C');

    protected override int PairAt => 1;

    public override bool IsCertain => false;

    public override bool Begins(ReadOnlySpan<byte> head) => CabHeader.Begins(head);

    public override EmbeddedExtent Measure(Func<Stream> rest, Budget budget)
    {
        using Stream stream = rest();
        try
        {
            CabHeader header = CabHeader.Read(stream, budget);
            bool agrees = header.Files.Count > 0 && header.Folders.Count > 0 && header.FilesEnd <= header.CabinetLength
                && header.Folders.TrueForAll(f => f.Offset <= header.CabinetLength);
            return !agrees ? EmbeddedExtent.None
                : header.CabinetLength <= stream.Length ? EmbeddedExtent.Whole(header.CabinetLength)
                : EmbeddedExtent.CutOff(stream.Length);
        }
        catch (EndOfStreamException)
        {
            return EmbeddedExtent.CutOff(stream.Length);
        }
        catch (InvalidDataException)
        {
            return EmbeddedExtent.None;
        }
    }
}
