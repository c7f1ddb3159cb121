using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>
/// What stands in a source between two lines of base64, one literal a line: <c>"..." +</c> and the next quote. The commas of an array are not among it,
/// because what they separate are values of their own.
/// </summary>
internal static class LiteralJoin
{
    // A line end and a deep indentation.
    private const int Longest = 160;

    /// <summary>Where the next literal begins, behind its quote; -1 where there is none on the next line.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="at">Where the line of base64 ends: at its quote, or at the line end written as an escape before that.</param>
    /// <param name="form">How the characters are encoded.</param>
    public static int Skip(ReadOnlySpan<byte> bytes, int at, TextForm form)
    {
        int stride = form.Stride(), limit = Math.Min(bytes.Length, at + (Longest * stride));
        while (at + (2 * stride) < limit && RunText.CharacterAt(bytes, at, form) == '\\' && RunText.CharacterAt(bytes, at + stride, form) is (byte)'n' or (byte)'r')
        {
            at += 2 * stride;
        }

        byte quote = at < limit ? RunText.CharacterAt(bytes, at, form) : (byte)0;
        if (quote is not ((byte)'"' or (byte)'\''))
        {
            return -1;
        }

        bool broken = false;
        for (at += stride; at < limit; at += stride)
        {
            byte c = RunText.CharacterAt(bytes, at, form);
            if (c == quote)
            {
                return broken ? at + stride : -1;
            }

            broken |= c == '\n';
            if (c is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'+' or (byte)'&' or (byte)'.' or (byte)'_' or (byte)'\\'))
            {
                return -1;
            }
        }

        return -1;
    }
}
