using System.Collections.Frozen;
using System.Text.Unicode;

namespace ArtifactGate.Artifacts.Unopened;

/// <summary>
/// Content that only its name tells of, where nothing in it does: a part of an archive that begins in another file, and what is damaged at its beginning.
/// What is text is neither: a page that says that there is no such file, a pointer to one.
/// </summary>
internal static class UnopenedName
{
    // What a character of UTF-8 takes at most, less one: the head may end within one.
    private const int LongestRest = 3;

    // Names that mean a format that is opened, and nothing else.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Packed = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ".7z", ".zip", ".rar", ".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz", ".zst", ".lz", ".lzma", ".cab", ".rpm", ".deb", ".deflate",
        ".nupkg", ".snupkg", ".vsix", ".jar", ".war", ".whl", ".apk", ".aab", ".ipa", ".msix", ".appx", ".docx", ".xlsx", ".pptx").GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly UnopenedKind Part = new("one part of several: the archive begins in another file"),
        Damaged = new("named as an archive or a compressed file, and does not begin as one") { IsDamaged = true };

    /// <summary>What content of a name is; null for anything else.</summary>
    /// <param name="name">The name of the file.</param>
    /// <param name="head">The first bytes.</param>
    public static UnopenedKind? Of(ReadOnlySpan<char> name, ReadOnlySpan<byte> head) =>
        (IsPart(name) ? Part : IsPacked(name) ? Damaged : null) is { } kind && !IsText(head) && !IsSkipped(head) ? kind : null;

    // "x.z02" as Info-ZIP and WinZip name them, "x.7z.002" as 7-Zip does. Two of the numbers are memory of game consoles and of home computers.
    private static bool IsPart(ReadOnlySpan<char> name)
    {
        ReadOnlySpan<char> before = name.TrimEnd("0123456789"), digits = name[before.Length..];
        return digits.Length is 2 or 3 && ((before.EndsWith(".z", StringComparison.OrdinalIgnoreCase) && digits is not ("64" or "80"))
            || (digits.Length == 3 && before.EndsWith('.') && IsPacked(before[..^1])));
    }

    private static bool IsPacked(ReadOnlySpan<char> name) =>
        (Path.GetExtension(name) is var extension && extension.Length < name.Length && Packed.Contains(extension))
        || (extension.SequenceEqual(".compressed") && name.StartsWith("costura.", StringComparison.Ordinal));

    // Frames that zstd skips (RFC 8878, 3.1.2), and nothing else: whole, with no content.
    private static bool IsSkipped(ReadOnlySpan<byte> head) => head is [>= 0x50 and <= 0x5F, 0x2A, 0x4D, 0x18, ..];

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
