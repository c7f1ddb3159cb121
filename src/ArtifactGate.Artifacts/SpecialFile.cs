using System.Formats.Tar;

namespace ArtifactGate.Artifacts;

/// <summary>Tells files from what only looks like one: a named pipe, on whose reader nobody may ever write, a socket, a device.</summary>
public static class SpecialFile
{
    private const int TypeOffset = 156;
    private const int HeaderLength = 512;

    /// <summary>Whether reading the path would wait or never end. The path exists; a link is judged by what it leads to.</summary>
    public static bool Is(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var file = new FileInfo(path);
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        FileSystemInfo target = file.ResolveLinkTarget(returnFinalTarget: true) ?? file;

        // Whatever is no file has no length.
        return target is FileInfo { Length: 0 } && TypeOf(target.FullName) is not ((byte)'0' or 0);
    }

    // The framework tells the kind of a file nowhere but here: the header of an archive names it, and making one opens only true files.
    private static byte TypeOf(string path)
    {
        var header = new MemoryStream(HeaderLength);
        try
        {
            using var tar = new TarWriter(header, TarEntryFormat.Ustar, leaveOpen: true);
            tar.WriteEntry(path, "x");
        }
        catch (UnauthorizedAccessException)
        {
            return 0;
        }
        catch (IOException)
        {
            // A socket, for which archives have no word.
            return (byte)'s';
        }

        return header.GetBuffer()[TypeOffset];
    }
}
