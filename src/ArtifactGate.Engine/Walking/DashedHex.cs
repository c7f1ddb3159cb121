using System.Buffers;

namespace ArtifactGate.Engine.Walking;

/// <summary>
/// Bytes as <c>BitConverter.ToString</c> writes them: two digits and a dash by turns. The dash is of the URL alphabet of base64, so such a text
/// is one run, and its characters come with a plus for each dash.
/// </summary>
internal static class DashedHex
{
    private const int Period = 3;

    /// <summary>Whether characters of the standard alphabet begin as such bytes do; no base64 begins so with any likelihood.</summary>
    public static bool IsBegun(ReadOnlySpan<byte> characters) =>
        characters.Length >= Period * ByteListSweep.LeastBytes - 1 && Count(characters[..(Period * ByteListSweep.LeastBytes - 1)]) == ByteListSweep.LeastBytes;

    /// <summary>Appends the bytes, up to where the pattern ends, if they could hide anything.</summary>
    public static bool Decode(ReadOnlySpan<byte> characters, ArrayBufferWriter<byte> decoded)
    {
        int count = Count(characters);
        Span<byte> target = decoded.GetSpan(count)[..count];
        for (int i = 0; i < count; i++)
        {
            Convert.FromHexString(characters.Slice(i * Period, 2), target[i..], out _, out _);
        }

        bool mayHide = RunText.MayHide(target);
        decoded.Advance(mayHide ? count : 0);
        return mayHide;
    }

    private static int Count(ReadOnlySpan<byte> characters)
    {
        int count = 0;
        for (int at = 0; at + 1 < characters.Length && char.IsAsciiHexDigit((char)characters[at]) && char.IsAsciiHexDigit((char)characters[at + 1]); at += Period)
        {
            count++;
            if (at + 2 < characters.Length && characters[at + 2] != '+')
            {
                break;
            }
        }

        return count;
    }
}
