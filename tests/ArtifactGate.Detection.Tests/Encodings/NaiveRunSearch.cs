namespace ArtifactGate.Detection.Tests.Encodings;

/// <summary>What the run finder must find, one byte after the other.</summary>
internal static class NaiveRunSearch
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_";

    public static List<EncodedRun> Search(byte[] bytes)
    {
        var runs = new List<EncodedRun>();
        for (int start = 0; start < bytes.Length; start++)
        {
            if (start > 0 && IsCharacter(bytes[start - 1]))
            {
                continue;
            }

            int end = start;
            while (end < bytes.Length && IsCharacter(bytes[end]))
            {
                end++;
            }

            if (end - start >= EncodedRunFinder.MinCharacters)
            {
                runs.Add(new EncodedRun(start, end - start, TextForm.Utf8, end == bytes.Length));
            }
        }

        return [.. runs, .. Wide(bytes)];
    }

    // Every run in either order that does not read the same bytes worse than the other order does.
    private static IEnumerable<EncodedRun> Wide(byte[] bytes)
    {
        EncodedRun[] little = [.. WideRuns(bytes, 0, TextForm.Utf16LittleEndian)];
        EncodedRun[] big = [.. WideRuns(bytes, 1, TextForm.Utf16BigEndian)];
        return little.Where(run => !big.Any(other => IsWorse(run, other)))
            .Concat(big.Where(run => !little.Any(other => IsWorse(run, other))))
            .Where(run => run.Characters >= EncodedRunFinder.MinCharacters);
    }

    private static bool IsWorse(EncodedRun run, EncodedRun other)
    {
        if (run.Start + (run.Characters * 2) <= other.Start || other.Start + (other.Characters * 2) <= run.Start)
        {
            return false;
        }

        bool sameCharacters = First(run) == First(other);
        return run.Characters < other.Characters || (run.Characters == other.Characters && sameCharacters && run.Start % 2 != 0);
    }

    private static int First(EncodedRun run) => run.Form == TextForm.Utf16BigEndian ? run.Start + 1 : run.Start;

    private static IEnumerable<EncodedRun> WideRuns(byte[] bytes, int character, TextForm form)
    {
        bool IsPair(int at) => at >= 0 && at + 1 < bytes.Length && IsCharacter(bytes[at + character]) && bytes[at + 1 - character] == 0;
        for (int start = 0; start < bytes.Length; start++)
        {
            if (!IsPair(start) || IsPair(start - 2))
            {
                continue;
            }

            int end = start;
            while (IsPair(end))
            {
                end += 2;
            }

            bool halfLeft = end == bytes.Length - 1 && (character == 0 ? IsCharacter(bytes[end]) : bytes[end] == 0);
            yield return new EncodedRun(start, (end - start) / 2, form, end == bytes.Length || halfLeft);
        }
    }

    private static bool IsCharacter(byte b) => Alphabet.Contains((char)b);
}
