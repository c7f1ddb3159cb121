using System.Globalization;
using System.Text;

namespace ArtifactGate.Detection.Tests.Examples;

/// <summary>
/// One value that somebody else published as an example of a credential: the issuer's documentation, or the public tests of another project.
/// Kept masked in <c>Examples/Data/*.tsv</c>, so that no scanner takes our own repository for a leak.
/// </summary>
/// <param name="Code">The rule that must find it.</param>
/// <param name="Source">Where it is published: an address, or a repository and path.</param>
/// <param name="Text">The value with the surroundings it is known by.</param>
internal sealed record PublishedExample(string Code, string Source, string Text)
{
    private const byte Mask = 0xA5;

    private static readonly Lazy<IReadOnlyList<PublishedExample>> Examples = new(() => [.. Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Examples", "Data"), "*.tsv").Order(StringComparer.Ordinal).SelectMany(Read)]);

    /// <summary>Every example, by file and line.</summary>
    public static IReadOnlyList<PublishedExample> All => Examples.Value;

    /// <summary>The form in which a text stands in a file: every byte of its UTF-8 masked, then hexadecimal.</summary>
    public static string Hide(string text) => Convert.ToHexStringLower([.. Encoding.UTF8.GetBytes(text).Select(b => (byte)(b ^ Mask))]);

    private static IEnumerable<PublishedExample> Read(string file)
    {
        int number = 0;
        foreach (string line in File.ReadLines(file))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            string[] parts = line.Split('\t');
            if (parts.Length != 3)
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{file}({number}): a line is code, source and masked text, with tabs between."));
            }

            yield return new PublishedExample(parts[0], parts[1], Encoding.UTF8.GetString([.. Convert.FromHexString(parts[2]).Select(b => (byte)(b ^ Mask))]));
        }
    }
}
