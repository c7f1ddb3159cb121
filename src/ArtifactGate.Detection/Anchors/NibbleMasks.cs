namespace ArtifactGate.Detection;

/// <summary>
/// A <see cref="BucketPlan"/> as shuffle tables. For a position and a nibble, a table holds the set of buckets that accept that
/// nibble there, 8 buckets a byte; a byte is accepted by the buckets in both its entries.
/// </summary>
internal sealed class NibbleMasks
{
    private const int TableSize = 16;
    private readonly byte[] _tables = new byte[AnchorWindow.Positions * 2 * 2 * TableSize];

    public NibbleMasks(BucketPlan plan)
    {
        for (int bucket = 0; bucket < BucketPlan.Buckets; bucket++)
        {
            for (int position = 0; position < AnchorWindow.Positions; position++)
            {
                Fill(position, bucket, high: false, plan.Accepted[bucket].Low >> (position * 16));
                Fill(position, bucket, high: true, plan.Accepted[bucket].High >> (position * 16));
            }
        }
    }

    /// <summary>The 16 bytes of one table.</summary>
    /// <param name="position">0 to 3.</param>
    /// <param name="upper">The upper 8 buckets instead of the lower.</param>
    /// <param name="high">The table of high nibbles instead of low.</param>
    public ReadOnlySpan<byte> Table(int position, bool upper, bool high) =>
        _tables.AsSpan(((position * 4) + (upper ? 2 : 0) + (high ? 1 : 0)) * TableSize, TableSize);

    private void Fill(int position, int bucket, bool high, ulong accepted)
    {
        int table = ((position * 4) + (bucket >= 8 ? 2 : 0) + (high ? 1 : 0)) * TableSize;
        for (int nibble = 0; nibble < TableSize; nibble++)
        {
            if ((accepted >> nibble & 1) != 0)
            {
                _tables[table + nibble] |= (byte)(1 << (bucket & 7));
            }
        }
    }
}
