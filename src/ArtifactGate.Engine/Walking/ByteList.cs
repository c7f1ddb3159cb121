using System.Buffers;
using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>A stretch of text that writes bytes as numbers, one after another, or characters each in its own quotes.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="End">The first byte after it.</param>
/// <param name="Form">How its characters are encoded.</param>
/// <param name="IsDecimal">Whether the numbers are decimal; else they are hexadecimal.</param>
internal readonly record struct ByteList(int Start, int End, TextForm Form, bool IsDecimal)
{
    /// <summary>What the report calls the encoding.</summary>
    public string Encoding => IsQuoted ? "characters" : IsDecimal ? "decimal" : "hex";

    /// <summary>Whether it is a dump: lines that begin with the place of their first byte.</summary>
    public bool IsDump { get; init; }

    /// <summary>Whether it is no numbers, but characters in quotes.</summary>
    public bool IsQuoted { get; init; }

    /// <summary>Appends the bytes that the numbers are.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="decoded">Receives them.</param>
    public void Decode(ReadOnlySpan<byte> bytes, ArrayBufferWriter<byte> decoded)
    {
        if (IsDump)
        {
            new HexDump(bytes[..End], Form).Decode(Start, decoded);
            return;
        }

        if (IsQuoted)
        {
            CharacterList.Decode(bytes[..End], Start, decoded);
            return;
        }

        int stride = Form.Stride();
        for (int at = Start; at < End;)
        {
            ListedNumber number = ListedNumber.Read(bytes[..End], at, Form);
            if (IsDecimal ? number.IsDecimal : number.IsHex)
            {
                decoded.GetSpan(1)[0] = IsDecimal ? number.AsDecimal : number.AsHex;
                decoded.Advance(1);
            }

            at += Math.Max(number.Length, stride);
        }
    }
}
