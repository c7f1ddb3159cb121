namespace ArtifactGate.Detection;

/// <summary>CRC-32 as in IEEE 802.3, reflected, polynomial 0xEDB88320. Over a few dozen bytes, so a plain bit loop is enough.</summary>
internal static class Crc32
{
    public static uint Of(ReadOnlySpan<char> ascii)
    {
        uint crc = uint.MaxValue;
        foreach (char c in ascii)
        {
            crc = Add(crc, (byte)c);
        }

        return ~crc;
    }

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc = Add(crc, b);
        }

        return ~crc;
    }

    private static uint Add(uint crc, byte b)
    {
        crc ^= b;
        for (int bit = 0; bit < 8; bit++)
        {
            crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return crc;
    }
}
