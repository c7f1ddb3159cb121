namespace ArtifactGate.Detection;

/// <summary>
/// The plain scanner: a table of the first byte's anchors, and a comparison. Slow, obviously right, and what the vectorised
/// scanners are compared with.
/// </summary>
internal sealed class ScalarAnchorScanner : AnchorScanner
{
    private readonly (byte[] Bytes, int Stride, int Anchor, bool IgnoreCase, TextForm Form)[][] _byFirst;

    public ScalarAnchorScanner(IReadOnlyList<Anchor> anchors)
    {
        var lists = Enumerable.Range(0, 256).Select(_ => new List<(byte[], int, int, bool, TextForm)>()).ToArray();
        for (int i = 0; i < anchors.Count; i++)
        {
            Anchor anchor = anchors[i];
            foreach (byte first in Cases(anchor.Bytes[0], anchor.IgnoreCase))
            {
                if (anchor.Forms.HasFlag(AnchorForms.Bytes))
                {
                    lists[first].Add((anchor.Bytes, 1, i, anchor.IgnoreCase, TextForm.Utf8));
                }

                if (anchor.Forms.HasFlag(AnchorForms.Utf16))
                {
                    lists[first].Add((anchor.Bytes, 2, i, anchor.IgnoreCase, TextForm.Utf16LittleEndian));
                }
            }
        }

        _byFirst = [.. lists.Select(l => l.ToArray())];
    }

    public override void Scan(ReadOnlySpan<byte> bytes, List<AnchorHit> hits)
    {
        for (int at = 0; at < bytes.Length; at++)
        {
            foreach ((byte[] literal, int stride, int anchor, bool ignoreCase, TextForm form) in _byFirst[bytes[at]])
            {
                if (stride == 1)
                {
                    if (Stands(bytes[at..], literal, 1, ignoreCase))
                    {
                        hits.Add(new AnchorHit(at, anchor, form));
                    }

                    continue;
                }

                // Bytes c 0 d 0 are little endian; 0 c 0 d are big endian, whose character begins one byte before.
                if (Stands(bytes[at..], literal, 2, ignoreCase))
                {
                    int after = at + (literal.Length * 2) - 1;
                    if (after < bytes.Length && bytes[after] == 0)
                    {
                        hits.Add(new AnchorHit(at, anchor, TextForm.Utf16LittleEndian));
                    }

                    if (at > 0 && bytes[at - 1] == 0)
                    {
                        hits.Add(new AnchorHit(at - 1, anchor, TextForm.Utf16BigEndian));
                    }
                }
            }
        }
    }

    private static bool Stands(ReadOnlySpan<byte> bytes, byte[] literal, int stride, bool ignoreCase)
    {
        if (bytes.Length < ((literal.Length - 1) * stride) + 1)
        {
            return false;
        }

        for (int i = 0; i < literal.Length; i++)
        {
            byte b = bytes[i * stride];
            if (b != literal[i] && !(ignoreCase && IsLetter(b) && (b | 0x20) == (literal[i] | 0x20)))
            {
                return false;
            }

            if (stride == 2 && i > 0 && bytes[(i * 2) - 1] != 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsLetter(byte b) => (uint)((b | 0x20) - 'a') <= 'z' - 'a';

    private static IEnumerable<byte> Cases(byte b, bool ignoreCase) =>
        ignoreCase && IsLetter(b) ? [(byte)(b | 0x20), (byte)(b & ~0x20)] : [b];
}
