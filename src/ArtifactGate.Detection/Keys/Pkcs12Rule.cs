using ArtifactGate.Detection.Keys.Samples;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// PKCS#12 files (<c>.pfx</c>, <c>.p12</c>) anywhere in bytes. Anchored at the type of the content, which signatures have as well, but not
/// right after version 3.
/// </summary>
internal sealed class Pkcs12Rule : BinaryRule
{
    /// <summary>Two headers of up to six bytes and the version between them.</summary>
    private const int Before = 16;

    public override IReadOnlyList<byte[]> Anchors { get; } = [[0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01]];

    public override int MaxBefore => Before;

    public override int MaxLength => 1 << 20;

    public override int LengthFrom(ReadOnlySpan<byte> bytes, int anchorAt)
    {
        int start = StartOf(bytes, anchorAt);
        if (start < 0)
        {
            return 0;
        }

        // Of indefinite length only its end tells.
        long declared = DerReader.DeclaredLength(bytes[start..]);
        return declared == 0 ? MaxLength : (int)Math.Min(MaxLength, declared + start - anchorAt);
    }

    public override bool TryMatch(ReadOnlySpan<byte> bytes, int anchorAt, Effort effort, out BinaryMatch match)
    {
        match = default;
        int start = StartOf(bytes, anchorAt);
        if (start < 0 || Pkcs12File.Read(bytes[start..], out int length) is not { } file || Pkcs12Key.Judge(file, effort) is not { } facts)
        {
            return false;
        }

        match = new BinaryMatch(start, length, facts.ToResult(), facts.Consistent ? null : Evidence.Context);
        return true;
    }

    public override byte[] Sample(Random random) => SampleStores.Pkcs12(random);

    private static int StartOf(ReadOnlySpan<byte> bytes, int anchorAt)
    {
        ReadOnlySpan<byte> before = bytes[Math.Max(0, anchorAt - Before)..anchorAt];
        int version = before.LastIndexOf((ReadOnlySpan<byte>)[DerReader.Integer, 1, 3, DerReader.Sequence]);
        if (version < 2)
        {
            return -1;
        }

        for (int start = version - 2; start >= Math.Max(0, version - 6); start--)
        {
            int header = before[start + 1] < 0x80 ? 2 : 2 + (before[start + 1] & 0x7F);
            if (before[start] == DerReader.Sequence && start + header == version)
            {
                return anchorAt - before.Length + start;
            }
        }

        return -1;
    }
}
