namespace ArtifactGate.Artifacts.Pdf;

/// <summary>ASCIIHexDecode: two digits a byte, ended by <c>&gt;</c>; a last digit alone is followed by 0.</summary>
internal sealed class HexStream(Stream packed) : ByteFilter(packed)
{
    private readonly byte[] _one = new byte[1];

    protected override ReadOnlyMemory<byte> Step()
    {
        int high = TakeCharacter();
        if (high is -1 or '>')
        {
            return default;
        }

        int low = TakeCharacter();
        _one[0] = (byte)((Digit(high) << 4) | (low is -1 or '>' ? 0 : Digit(low)));
        return _one;
    }

    private static int Digit(int character) => char.IsAsciiHexDigit((char)character)
        ? Convert.ToInt32(((char)character).ToString(), 16)
        : throw new InvalidDataException("something else among hexadecimal digits");
}
