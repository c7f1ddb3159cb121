namespace ArtifactGate.Artifacts.Rar3;

/// <summary>Undoes what was done to samples of sound: each is what the last three changes let expect, less what is in the data. How much each counts follows what would have been better.</summary>
internal static class SoundFilter
{
    private const int Weights = 3;
    private const int Period = 32;

    /// <summary>Undoes it to one channel.</summary>
    /// <param name="source">The data of this channel and the others behind it.</param>
    /// <param name="piece">Where the samples go.</param>
    /// <param name="channel">Which channel.</param>
    /// <param name="channels">Of how many.</param>
    /// <returns>The data of the others.</returns>
    public static ReadOnlySpan<byte> Undo(ReadOnlySpan<byte> source, Span<byte> piece, int channel, int channels)
    {
        Span<int> weights = stackalloc int[Weights], changes = stackalloc int[Weights], errors = stackalloc int[1 + (2 * Weights)];
        weights.Clear();
        changes.Clear();
        errors.Clear();
        int last = 0, change = 0, read = 0;
        for (int at = channel; at < piece.Length; at += channels)
        {
            changes[2] = changes[1];
            changes[1] = change - changes[0];
            changes[0] = change;
            int expected = ((8 * last) + (weights[0] * changes[0]) + (weights[1] * changes[1]) + (weights[2] * changes[2])) >> 3;
            byte difference = source[read];
            int sample = (byte)(expected - difference);
            piece[at] = (byte)sample;
            change = (sbyte)(sample - last);
            last = sample;
            Add(errors, (sbyte)difference << 3, changes);
            if (read++ % Period == 0)
            {
                Adapt(weights, errors);
            }
        }

        return source[read..];
    }

    private static void Add(Span<int> errors, int error, Span<int> changes)
    {
        errors[0] += Math.Abs(error);
        for (int i = 0; i < Weights; i++)
        {
            errors[1 + (2 * i)] += Math.Abs(error - changes[i]);
            errors[2 + (2 * i)] += Math.Abs(error + changes[i]);
        }
    }

    // The weight that would have been better one lower or higher becomes so.
    private static void Adapt(Span<int> weights, Span<int> errors)
    {
        int best = 0;
        for (int i = 1; i < errors.Length; i++)
        {
            best = errors[i] < errors[best] ? i : best;
        }

        errors.Clear();
        if (best > 0)
        {
            ref int weight = ref weights[(best - 1) / 2];
            bool lower = best % 2 == 1;
            weight += lower ? (weight >= -16 ? -1 : 0) : weight < 16 ? 1 : 0;
        }
    }
}
