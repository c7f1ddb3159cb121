using System.Text.Unicode;

namespace ArtifactGate.Artifacts.Unopened;

/// <summary>
/// Content that only its name tells of, where nothing in it does: a part of an archive that begins in another file, and deflate data that is damaged at its
/// beginning. What is text is neither.
/// </summary>
internal static class UnopenedName
{
    // What a character of UTF-8 takes at most, less one: the head may end within one.
    private const int LongestRest = 3;

    private static readonly string[] Packed = [".7z", ".zip", ".rar", ".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz", ".zst", ".lzma"];

    private static readonly UnopenedKind Part = new("one part of several: the archive begins in another file"),
        Deflate = new("named as deflate data, and does not begin as such") { IsDamaged = true };

    /// <summary>What content of a name is; null for anything else.</summary>
    /// <param name="name">The name of the file.</param>
    /// <param name="head">The first bytes.</param>
    public static UnopenedKind? Of(string name, ReadOnlySpan<byte> head) =>
        (IsPart(name) ? Part : IsDeflate(name) ? Deflate : null) is { } kind && !IsText(head) ? kind : null;

    // "x.z02" as Info-ZIP and WinZip name them, "x.7z.002" as 7-Zip does. Two of the numbers are memory of game consoles and of home computers.
    private static bool IsPart(string name)
    {
        string digits = name[name.AsSpan().TrimEnd("0123456789").Length..], before = name[..^digits.Length];
        return digits.Length is 2 or 3 && ((before.EndsWith(".z", StringComparison.OrdinalIgnoreCase) && digits is not ("64" or "80"))
            || (digits.Length == 3 && before.EndsWith('.') && Packed.Any(p => before[..^1].EndsWith(p, StringComparison.OrdinalIgnoreCase))));
    }

    private static bool IsDeflate(string name) => name.EndsWith(".deflate", StringComparison.OrdinalIgnoreCase)
        || (name.StartsWith("costura.", StringComparison.Ordinal) && name.EndsWith(".compressed", StringComparison.Ordinal));

    private static bool IsText(ReadOnlySpan<byte> head)
    {
        bool isText = Utf8.IsValid(head);
        for (int rest = 1; rest <= Math.Min(LongestRest, head.Length) && !isText; rest++)
        {
            isText = Utf8.IsValid(head[..^rest]);
        }

        return isText && !head.Contains((byte)0);
    }
}
