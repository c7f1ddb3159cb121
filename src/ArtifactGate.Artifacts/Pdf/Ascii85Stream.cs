namespace ArtifactGate.Artifacts.Pdf;

/// <summary>ASCII85Decode: five characters for four bytes, <c>z</c> for four zeros, ended by <c>~&gt;</c>.</summary>
internal sealed class Ascii85Stream(Stream packed) : ByteFilter(packed)
{
    private readonly byte[] _four = new byte[4];
    private bool _ended;

    protected override ReadOnlyMemory<byte> Step()
    {
        long value = 0;
        int count = 0;
        for (; count < 5 && !_ended; count++)
        {
            int next = TakeCharacter();
            if (next == 'z' && count == 0)
            {
                Array.Clear(_four);
                return _four;
            }

            if (next is -1 or '~')
            {
                _ended = true;
                break;
            }

            value = (value * 85) + (next is >= '!' and <= 'u' ? next - '!' : throw new InvalidDataException("something else among base 85"));
        }

        if (count < 2)
        {
            return default;
        }

        // What is missing of the last group counts as its highest.
        for (int i = count; i < 5; i++)
        {
            value = (value * 85) + 84;
        }

        if (value > uint.MaxValue)
        {
            throw new InvalidDataException("a group of base 85 that is too large");
        }

        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(_four, (uint)value);
        return _four.AsMemory(0, count - 1);
    }
}
