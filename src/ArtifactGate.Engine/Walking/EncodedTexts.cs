using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>
/// Finds in the windows of one node the text that no pass over its bytes can read as it stands: characters written as escapes, and
/// characters of four bytes.
/// </summary>
internal sealed class EncodedTexts
{
    /// <summary>A stretch that does not end in its window is followed up to this many bytes.</summary>
    public const int LongestStretch = 1 << 20;

    private readonly List<EscapeMark> _marks = [];
    private readonly List<EscapedStretch> _stretches = [];
    private readonly List<Utf32Stretch> _wide = [];
    private bool _isMail;

    /// <summary>Adds what there is in a window. What begins outside of its owned part is added too: a value may begin later.</summary>
    /// <param name="reader">The window.</param>
    /// <param name="isText">Whether the node is text.</param>
    /// <param name="bigEndian">The byte order of UTF-16 in it.</param>
    /// <param name="isNode">Whether it is a node of its own, no fragment that a carrier handed over in UTF-8.</param>
    /// <param name="chain">The encodings around the node.</param>
    /// <param name="batch">Receives the text.</param>
    public void Add(NodeReader reader, bool isText, bool bigEndian, bool isNode, IReadOnlyList<string> chain, DecodedBatch batch)
    {
        ReadOnlySpan<byte> bytes = reader.Bytes;
        Mark(bytes, isText && isNode, bigEndian, reader.Offset == 0);
        if (_marks.Count > 0)
        {
            EscapedText.Cut(bytes, _marks, _stretches);
            int open = _stretches.FindIndex(s => s.End + s.Form.Stride() > reader.Bytes.Length && s.Start < reader.OwnedEnd);
            if (open >= 0 && reader.Extend(_stretches[open].Start + LongestStretch).Length > bytes.Length)
            {
                bytes = reader.Bytes;
                _marks.Clear();
                _stretches.Clear();
                Mark(bytes, isText && isNode, bigEndian, reader.Offset == 0);
                EscapedText.Cut(bytes, _marks, _stretches);
            }

            foreach (EscapedStretch stretch in _stretches)
            {
                if (stretch.Start < reader.OwnedEnd && stretch.End > reader.OwnedStart)
                {
                    batch.AddText(bytes, stretch, new SourcePlaces(null, reader.Offset), [], chain);
                }
            }

            _marks.Clear();
            _stretches.Clear();
        }

        if (!isText && isNode)
        {
            Utf32Sweep.Find(bytes, reader.Offset, _wide);
            foreach (Utf32Stretch stretch in _wide)
            {
                batch.AddUtf32(bytes, stretch, new SourcePlaces(null, reader.Offset), [], chain);
            }

            _wide.Clear();
        }
    }

    // The header of a mail may name the encoding long before the first escape; further on it is looked for only where there may be one.
    private void Mark(ReadOnlySpan<byte> bytes, bool mayBeMail, bool bigEndian, bool first)
    {
        bool escapes = EscapeSweep.Find(bytes, bigEndian, mayBeMail, _marks);
        if (mayBeMail && (escapes || first))
        {
            _isMail |= QuotedPrintable.IsNamed(bytes);
            QuotedPrintable.Find(bytes, _isMail, _marks);
        }
    }
}
