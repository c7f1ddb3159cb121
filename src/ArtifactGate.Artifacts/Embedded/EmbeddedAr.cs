using ArtifactGate.Artifacts.Ar;

namespace ArtifactGate.Artifacts.Embedded;

/// <summary>An ar archive, a Debian package above all: its first member has a header with everything that one has. It reaches as far as members follow each other.</summary>
internal sealed class EmbeddedAr : EmbeddedKind
{
    // What begins an archive, and the last bytes of the first header.
    private const int MagicLength = 8;
    private const int FirstEnd = 68;

    protected override (byte First, byte Second) Pair => ((byte)'!', (byte)'<');

    protected override int PairAt => 0;

    public override bool IsCertain => true;

    public override bool Begins(ReadOnlySpan<byte> head) =>
        head.Length >= FirstEnd && head.StartsWith(ArReader.Magic) && head[..FirstEnd] is [.., (byte)'`', (byte)'\n']
        && !head[MagicLength..FirstEnd].ContainsAnyExceptInRange((byte)'\n', (byte)'~');

    public override EmbeddedExtent Measure(Func<Stream> rest, Budget budget)
    {
        using Stream stream = rest();
        var reader = new ArReader(stream);
        long end = reader.Position;
        while (reader.Next() is { } member)
        {
            budget.CheckTime();
            if (member.Length > stream.Length - member.Offset)
            {
                return EmbeddedExtent.CutOff(stream.Length);
            }

            end = Math.Min(reader.Position, stream.Length);
        }

        return end > MagicLength ? EmbeddedExtent.Whole(end) : EmbeddedExtent.None;
    }
}
