using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ArtifactGate.Detection;

/// <summary>An anchor ready to be compared with the bytes around a candidate.</summary>
internal sealed class AnchorLiteral
{
    private const int FarLength = sizeof(uint);

    private readonly byte[] _bytes;
    private readonly byte[] _fold;
    private readonly int _anchor;
    private readonly int _window;
    private readonly AnchorForms _forms;

    // The 4 bytes of the anchor that are farthest from the window, and where they are, seen from it.
    private readonly uint _far = uint.MaxValue;
    private readonly uint _farFold = uint.MaxValue;
    private readonly int _farAt;

    /// <param name="anchor">The anchor.</param>
    /// <param name="index">Its index in the scanner's list.</param>
    /// <param name="window">Where in it its window begins.</param>
    public AnchorLiteral(Anchor anchor, int index, int window)
    {
        _anchor = index;
        _window = window;
        _forms = anchor.Forms;
        _bytes = new byte[anchor.Bytes.Length];
        _fold = new byte[anchor.Bytes.Length];
        for (int i = 0; i < _bytes.Length; i++)
        {
            // Setting one bit makes upper case lower, and makes nothing else a letter.
            _fold[i] = (byte)(anchor.IgnoreCase && char.IsAsciiLetter((char)anchor.Bytes[i]) ? 0x20 : 0);
            _bytes[i] = (byte)(anchor.Bytes[i] | _fold[i]);
        }

        int last = _bytes.Length - FarLength;
        if (last >= 0)
        {
            int far = _window > last - _window ? 0 : last;
            _far = BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(far));
            _farFold = BinaryPrimitives.ReadUInt32LittleEndian(_fold.AsSpan(far));
            _farAt = far - _window;
        }
    }

    /// <summary>The first 4 bytes of the window, the first in the lowest 8 bits.</summary>
    /// <param name="open">The anchor ends before the fourth, which is zero then.</param>
    public uint WindowGram(out bool open)
    {
        uint gram = 0;
        int length = Math.Min(4, _bytes.Length - _window);
        for (int i = 0; i < length; i++)
        {
            gram |= (uint)_bytes[_window + i] << (i * 8);
        }

        open = length < 4;
        return gram;
    }

    /// <summary>Adds a hit when the anchor stands, as bytes, with its window at <paramref name="at"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Confirm(ReadOnlySpan<byte> bytes, int at, List<AnchorHit> hits)
    {
        // Many anchors have a common word in them; what else they have tells them apart from it at once.
        int far = at + _farAt;
        if (far < 0 || far > bytes.Length - FarLength || (BinaryPrimitives.ReadUInt32LittleEndian(bytes[far..]) | _farFold) == _far)
        {
            Compare(bytes, at, hits);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Compare(ReadOnlySpan<byte> bytes, int at, List<AnchorHit> hits)
    {
        int start = at - _window;
        if ((_forms & AnchorForms.Bytes) == 0 || start < 0 || bytes.Length - start < _bytes.Length)
        {
            return;
        }

        ReadOnlySpan<byte> here = bytes.Slice(start, _bytes.Length);
        for (int i = 0; i < here.Length; i++)
        {
            if ((here[i] | _fold[i]) != _bytes[i])
            {
                return;
            }
        }

        hits.Add(new AnchorHit(start, _anchor, TextForm.Utf8));
    }

    /// <summary>Adds a hit for each byte order in which the anchor stands with its window at <paramref name="at"/>.</summary>
    public void ConfirmWide(ReadOnlySpan<byte> bytes, int at, List<AnchorHit> hits)
    {
        int start = at - (_window * 2);
        int end = start + (_bytes.Length * 2) - 1;
        if ((_forms & AnchorForms.Utf16) == 0 || start < 0 || end > bytes.Length)
        {
            return;
        }

        for (int i = 0; i < _bytes.Length; i++)
        {
            if ((bytes[start + (i * 2)] | _fold[i]) != _bytes[i] || (i > 0 && bytes[start + (i * 2) - 1] != 0))
            {
                return;
            }
        }

        // c 0 d 0 is little endian, 0 c 0 d big endian, whose first character begins one byte before. Both may be true.
        if (end < bytes.Length && bytes[end] == 0)
        {
            hits.Add(new AnchorHit(start, _anchor, TextForm.Utf16LittleEndian));
        }

        if (start > 0 && bytes[start - 1] == 0)
        {
            hits.Add(new AnchorHit(start - 1, _anchor, TextForm.Utf16BigEndian));
        }
    }
}
