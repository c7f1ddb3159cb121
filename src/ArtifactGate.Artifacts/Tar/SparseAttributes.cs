using System.Text;

namespace ArtifactGate.Artifacts.Tar;

/// <summary>The attributes of a pax header that are about a sparse file, or about how long any is.</summary>
internal static class SparseAttributes
{
    // Names that pax 0.0 repeats, and what is left of them before a number that makes each unique.
    private static readonly byte[][] Repeated = ["GNU.sparse.offset"u8.ToArray(), "GNU.sparse.numbytes"u8.ToArray()];
    private const int KeptOfName = 12;

    /// <summary>Makes the names of repeated attributes unique, without a change of length; gives the size of the next entry, if it is among them.</summary>
    /// <param name="attributes">Records: a length in digits, a space, name, <c>=</c>, value and line feed.</param>
    public static long? Tell(Span<byte> attributes)
    {
        long? size = null;
        int number = 0;
        while (!attributes.IsEmpty)
        {
            int space = attributes.IndexOf((byte)' ');
            if (space <= 0 || !int.TryParse(attributes[..space], out int length) || length <= space || length > attributes.Length)
            {
                // The reader will say so.
                return size;
            }

            Span<byte> record = attributes[(space + 1)..length];
            int equals = record.IndexOf((byte)'=');
            Span<byte> name = record[..Math.Max(0, equals)];
            if (name.SequenceEqual("size"u8) && long.TryParse(record[(equals + 1)..].TrimEnd((byte)'\n'), out long value) && value >= 0)
            {
                size = value;
            }
            else if (name.SequenceEqual(Repeated[0]) || name.SequenceEqual(Repeated[1]))
            {
                Encoding.ASCII.GetBytes((++number).ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(name.Length - KeptOfName, '0').AsSpan()[..(name.Length - KeptOfName)], name[KeptOfName..]);
            }

            attributes = attributes[length..];
        }

        return size;
    }
}
