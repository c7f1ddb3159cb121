using System.Text;

namespace ArtifactGate.Detection.Tests.Anchors;

/// <summary>What the scanners must find, by trying every anchor in every form at every position.</summary>
internal static class NaiveAnchorSearch
{
    public static List<AnchorHit> Search(IReadOnlyList<Anchor> anchors, byte[] bytes)
    {
        var hits = new List<AnchorHit>();
        for (int i = 0; i < anchors.Count; i++)
        {
            Anchor anchor = anchors[i];
            if (anchor.Forms.HasFlag(AnchorForms.Bytes))
            {
                Add(hits, bytes, anchor.Bytes, i, anchor.IgnoreCase, TextForm.Utf8);
            }

            if (anchor.Forms.HasFlag(AnchorForms.Utf16))
            {
                string text = Encoding.Latin1.GetString(anchor.Bytes);
                Add(hits, bytes, Encoding.Unicode.GetBytes(text), i, anchor.IgnoreCase, TextForm.Utf16LittleEndian);
                Add(hits, bytes, Encoding.BigEndianUnicode.GetBytes(text), i, anchor.IgnoreCase, TextForm.Utf16BigEndian);
            }
        }

        return hits;
    }

    private static void Add(List<AnchorHit> hits, byte[] bytes, byte[] wanted, int anchor, bool ignoreCase, TextForm form)
    {
        for (int at = 0; at + wanted.Length <= bytes.Length; at++)
        {
            bool same = true;
            for (int i = 0; same && i < wanted.Length; i++)
            {
                same = bytes[at + i] == wanted[i]
                    || (ignoreCase && char.ToUpperInvariant((char)bytes[at + i]) == char.ToUpperInvariant((char)wanted[i])
                        && char.IsAsciiLetter((char)bytes[at + i]) && char.IsAsciiLetter((char)wanted[i]));
            }

            if (same)
            {
                hits.Add(new AnchorHit(at, anchor, form));
            }
        }
    }
}
