using ArtifactGate.Detection;

namespace ArtifactGate.Engine.Walking;

/// <summary>Decodes in the windows of one node what a text lists byte by byte.</summary>
internal sealed class ListedBytes
{
    // A list that does not end in its window is followed up to this many bytes; what is longer is decoded in pieces.
    private const int LongestList = 1 << 20;

    // Fewer bytes than this after a list may be the beginning of its next line.
    private const int NearEnd = 256;

    private readonly List<ByteList> _lists = [];
    private long _decodedTo;

    /// <summary>Adds what there is in the owned part of a window.</summary>
    /// <param name="reader">The window.</param>
    /// <param name="bigEndian">The byte order of UTF-16 in it.</param>
    /// <param name="chain">The encodings around the node.</param>
    /// <param name="batch">Receives the bytes.</param>
    public void Add(NodeReader reader, bool bigEndian, IReadOnlyList<string> chain, DecodedBatch batch)
    {
        Find(reader, bigEndian);
        if (_lists.Count > 0 && _lists[^1] is var last && last.Start < reader.OwnedEnd && reader.Bytes.Length - last.End < NearEnd
            && reader.Bytes.Length is var length && reader.Extend(last.Start + LongestList).Length > length)
        {
            Find(reader, bigEndian);
        }

        foreach (ByteList list in _lists)
        {
            if (list.Start < reader.OwnedEnd && reader.Offset + list.End > _decodedTo)
            {
                batch.AddList(reader.Bytes, GoOn(reader, list), new SourcePlaces(null, reader.Offset), [], chain);
                _decodedTo = reader.Offset + list.End;
            }
        }

        _lists.Clear();
    }

    private void Find(NodeReader reader, bool bigEndian)
    {
        _lists.Clear();
        ByteListSweep.Find(reader.Bytes, bigEndian, _lists);
    }

    // A list longer than what is decoded at a time goes on in the window behind; some of it is decoded again for a value across the border.
    private ByteList GoOn(NodeReader reader, ByteList list)
    {
        int again = (int)Math.Max(0, _decodedTo - reader.Offset - Detector.Overlap) & ~1;
        return again > list.Start ? list with { Start = again + (list.Start & 1) } : list;
    }
}
