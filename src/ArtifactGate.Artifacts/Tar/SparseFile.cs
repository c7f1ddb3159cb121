using System.Formats.Tar;

namespace ArtifactGate.Artifacts.Tar;

/// <summary>
/// An entry that holds a sparse file: what is stored of it stands in order, without the holes. A map of where each stretch belongs is among its
/// attributes (pax 0.0 and 0.1), or before what is stored (pax 1.0, and the old GNU form as <see cref="SparseHeaders"/> passes it on).
/// </summary>
internal static class SparseFile
{
    private const string Prefix = "GNU.sparse.";
    private const int LongestNumber = 18;

    /// <summary>Whether an entry is one, as far as its attributes tell; those of the old GNU form have none.</summary>
    public static bool Is(TarEntry entry) => Attribute(entry, "major") is not null || Attribute(entry, "map") is not null || Attribute(entry, "numblocks") is not null;

    /// <summary>The name of an entry; a sparse file's is an attribute, and the entry's own a makeshift for readers that do not know such files.</summary>
    public static string NameOf(TarEntry entry) => Is(entry) ? Attribute(entry, "name") ?? entry.Name : entry.Name;

    /// <summary>Takes the map that stands before what is stored, when there is one; without a fault, exactly the map.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="content">Its content from the beginning.</param>
    /// <param name="oldLength">How long the map is in the old GNU form.</param>
    /// <param name="budget">Asked whether to go on.</param>
    /// <returns>The bytes that were taken, and whether they are a map.</returns>
    /// <exception cref="EndOfStreamException">The content is cut off.</exception>
    public static (byte[] Bytes, bool IsMap) TakeMap(TarEntry entry, Stream content, int oldLength, Budget budget)
    {
        if (oldLength > 0)
        {
            byte[] map = new byte[oldLength];
            content.ReadExactly(map);
            return (map, true);
        }

        return Attribute(entry, "major") is null or "0" ? ([], false) : TakeNumbers(content, budget);
    }

    // How many stretches there are, then two numbers for each; every number on a line of its own, and the last block filled up.
    private static (byte[] Bytes, bool IsMap) TakeNumbers(Stream content, Budget budget)
    {
        var map = new List<byte>();
        byte[] block = new byte[TarEnd.BlockSize];
        (long left, long number, int digits) = (-1, 0, 0);
        while (left != 0)
        {
            budget.CheckTime();
            int read = content.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
            map.AddRange(block.AsSpan(0, read));
            if (read < block.Length || map.Count > TarLongHeaders.Longest)
            {
                return ([.. map], false);
            }

            for (int i = 0; i < read && left != 0; i++)
            {
                if (block[i] is >= (byte)'0' and <= (byte)'9' && digits < LongestNumber)
                {
                    (number, digits) = ((number * 10) + block[i] - '0', digits + 1);
                }
                else if (block[i] == (byte)'\n' && digits > 0)
                {
                    left = left < 0 ? number * 2 : left - 1;
                    (number, digits) = (0, 0);
                }
                else
                {
                    return ([.. map], false);
                }
            }
        }

        return ([.. map], true);
    }

    private static string? Attribute(TarEntry entry, string name) =>
        entry is PaxTarEntry pax && pax.ExtendedAttributes.TryGetValue(Prefix + name, out string? value) ? value : null;
}
