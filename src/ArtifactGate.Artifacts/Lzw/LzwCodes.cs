using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Lzw;

/// <summary>The codes of compressed data as bits, least significant first, each as wide as its reader says.</summary>
internal sealed class LzwCodes(StrictInput input)
{
    private ulong _bits;
    private int _count;

    /// <summary>Whether what is left behind the last code is more than its byte was filled up with: the data is cut off.</summary>
    public bool IsCutOff => _count >= 8 || _bits != 0;

    /// <summary>The next code, or -1 when no whole one is left.</summary>
    public int Take(int width)
    {
        while (_count < width)
        {
            int next = input.TakeByte();
            if (next < 0)
            {
                return -1;
            }

            _bits |= (ulong)next << _count;
            _count += 8;
        }

        int code = (int)(_bits & ((1UL << width) - 1));
        _bits >>= width;
        _count -= width;
        return code;
    }
}
