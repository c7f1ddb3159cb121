namespace ArtifactGate.Engine.Walking;

/// <summary>Looks up places in lists that are sorted by where their entries begin.</summary>
internal static class Sorted
{
    /// <summary>The last entry that begins at a place or before it; the first one where all begin behind it.</summary>
    /// <param name="entries">In the order of their beginnings; not empty.</param>
    /// <param name="place">The place.</param>
    /// <param name="beginning">Where an entry begins.</param>
    public static T LastAtOrBefore<T>(List<T> entries, long place, Func<T, long> beginning)
    {
        int low = 0, high = entries.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = beginning(entries[middle]) <= place ? (middle, high) : (low, middle - 1);
        }

        return entries[low];
    }
}
