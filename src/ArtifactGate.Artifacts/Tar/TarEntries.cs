using System.Formats.Tar;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Tar;

/// <summary>The entries of the framework's reader, whose complaints about a kind of entry that it does not know are no fault of this program.</summary>
internal static class TarEntries
{
    /// <summary>The next entry, or null at the end.</summary>
    /// <exception cref="InvalidDataException">What stands there cannot be read, and nothing behind it.</exception>
    public static TarEntry? Next(TarReader reader)
    {
        try
        {
            return reader.GetNextEntry();
        }
        catch (Exception failure) when (ForeignStream.IsDamage(failure))
        {
            throw new InvalidDataException("a tar header that cannot be read");
        }
    }
}
