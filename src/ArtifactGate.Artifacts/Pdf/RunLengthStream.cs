namespace ArtifactGate.Artifacts.Pdf;

/// <summary>RunLengthDecode: a number, then as many bytes, or one that is repeated; 128 ends it.</summary>
internal sealed class RunLengthStream(Stream packed) : ByteFilter(packed)
{
    private readonly byte[] _run = new byte[128];

    protected override ReadOnlyMemory<byte> Step()
    {
        int length = TakeByte();
        if (length is -1 or 128)
        {
            return default;
        }

        if (length > 128)
        {
            _run.AsSpan(0, 257 - length).Fill(Next());
            return _run.AsMemory(0, 257 - length);
        }

        for (int i = 0; i <= length; i++)
        {
            _run[i] = Next();
        }

        return _run.AsMemory(0, length + 1);
    }

    private byte Next() => TakeByte() is var b and >= 0 ? (byte)b : throw new EndOfStreamException();
}
