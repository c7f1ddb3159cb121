using System.Buffers.Binary;

namespace ArtifactGate.Artifacts.Cab;

/// <summary>
/// Undoes what LZX does to machine code before it compresses: the targets of x86 calls (byte E8) are absolute in the compressed data, relative
/// in the content. The window keeps them absolute.
/// </summary>
internal sealed class LzxCalls
{
    private const byte Call = 0xE8;
    private const int LastBytes = 10;

    // The first gibibyte only.
    private const long Translated = 32768L * 32768;

    private int _fileLength;

    /// <summary>Reads the first bits of the folder: whether there is anything to undo, and the file length that the compressor worked with.</summary>
    public void ReadHeader(ref WordBits bits) => _fileLength = bits.Take(1) == 1 ? (int)((bits.Take(16) << 16) | bits.Take(16)) : 0;

    /// <summary>Makes the targets in a frame relative again.</summary>
    /// <param name="frame">Its bytes.</param>
    /// <param name="position">Where in the folder it begins.</param>
    public void Undo(Span<byte> frame, long position)
    {
        if (_fileLength == 0 || position >= Translated)
        {
            return;
        }

        for (int at = 0; at < frame.Length - LastBytes; at++)
        {
            int next = frame[at..(frame.Length - LastBytes)].IndexOf(Call);
            if (next < 0)
            {
                return;
            }

            at += next;
            Span<byte> target = frame.Slice(at + 1, sizeof(int));
            int absolute = BinaryPrimitives.ReadInt32LittleEndian(target), current = (int)position + at;
            if (absolute >= -current && absolute < _fileLength)
            {
                BinaryPrimitives.WriteInt32LittleEndian(target, absolute >= 0 ? absolute - current : absolute + _fileLength);
            }

            at += sizeof(int);
        }
    }
}
