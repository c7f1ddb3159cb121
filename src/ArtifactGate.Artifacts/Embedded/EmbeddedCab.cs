using System.Buffers.Binary;
using ArtifactGate.Artifacts.Cab;

namespace ArtifactGate.Artifacts.Embedded;

/// <summary>A cabinet ([MS-CAB]): its headers agree with each other.</summary>
internal sealed class EmbeddedCab : EmbeddedKind
{
    private const int Shortest = 36;

    protected override (byte First, byte Second) Pair => ((byte)'S', (byte)'C');

    protected override int PairAt => 1;

    public override bool IsCertain => false;

    // Programs that know cabinets have the first bytes of one, with zeros or those of other formats behind them: the counts and both lengths must be such
    // as there are, and the version that there is.
    public override bool Begins(ReadOnlySpan<byte> head) => head.Length >= Shortest && CabHeader.Begins(head) && head[24] == 3 && head[25] == 1
        && BinaryPrimitives.ReadUInt16LittleEndian(head[26..]) > 0 && BinaryPrimitives.ReadUInt16LittleEndian(head[28..]) > 0
        && BinaryPrimitives.ReadUInt32LittleEndian(head[16..]) is >= Shortest and var files && files < BinaryPrimitives.ReadUInt32LittleEndian(head[8..]);

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
