using System.Formats.Tar;
using System.IO.Compression;

namespace ArtifactGate.Testing.Formats;

/// <summary>Archives and packages of Unix, made by its programs.</summary>
public static class UnixSamples
{
    /// <summary>The makers, see <see cref="FormatSamples.Makers"/>.</summary>
    public static IReadOnlyDictionary<string, FormatMaker> Makers { get; } = new Dictionary<string, FormatMaker>
    {
        ["ar"] = new(Carries.Files, (folder, items) => FormatSamples.ByProgram("ar", folder, items, FormatSamples.AtItsName,
            "lib.a", "ar", ["rc", "lib.a", .. items.Select(i => i.Name)])),
        ["deb"] = new(Carries.Tree, Deb),
        ["cpio, newc"] = Cpio("newc"),
        ["cpio, crc"] = Cpio("crc"),
        ["cpio, odc"] = Cpio("odc"),
        ["cpio, old binary"] = Cpio("bin"),
        ["archive behind a script"] = new(Carries.Tree, (_, items) => Script(items)),
        ["rpm, gzip"] = new(Carries.Tree, (folder, items) => Rpm(folder, "w9.gzdio", items)),
        ["rpm, zstd"] = new(Carries.Tree, (folder, items) => Rpm(folder, "w3.zstdio", items)),
    };

    // As an installer for Linux is made: the script knows how many lines it has.
    private static FormatSample Script(IReadOnlyList<PayloadItem> items)
    {
        byte[] script = "#!/bin/sh\ntail -n +4 \"$0\" | tar -xz\nexit\n"u8.ToArray();
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(ArchiveSamples.Tar(items, TarEntryFormat.Ustar));
        }

        return new("file", [.. script, .. packed.ToArray()], item => $"@{script.Length}!{item.Name}");
    }

    private static FormatMaker Cpio(string form) => new(Carries.Tree, (folder, items) => ProgramRun.Find("cpio") is null ? null
        : FormatSamples.ByProgram("cpio", folder, items, FormatSamples.AtItsName, "app.cpio", "sh", "-c", $"find dir | sort | cpio --quiet -o -H {form} -F app.cpio"));

    private static FormatSample? Deb(string folder, IReadOnlyList<PayloadItem> items)
    {
        string root = Path.Combine(folder, "root");
        Directory.CreateDirectory(Path.Combine(root, "DEBIAN"));
        File.WriteAllText(Path.Combine(root, "DEBIAN/control"), "Package: app\nVersion: 1.0\nArchitecture: all\nMaintainer: Nobody <nobody@example.org>\nDescription: nothing\n");
        FormatSamples.Write(Path.Combine(root, "usr/share"), items);
        return FormatSamples.ByProgram(folder, "app.deb", "dpkg-deb", "--build", "-Zxz", "--root-owner-group", "root", "app.deb") is { } made
            ? new("ar", made, item => $"data.tar.xz!usr/share/{item.Name}") : null;
    }

    /// <summary>A package of rpm.</summary>
    /// <param name="folder">Where it is made.</param>
    /// <param name="payload">How its payload is compressed, in the words of rpmbuild: <c>w9.gzdio</c>.</param>
    /// <param name="items">Its files.</param>
    public static FormatSample? Rpm(string folder, string payload, IReadOnlyList<PayloadItem> items)
    {
        File.WriteAllText(Path.Combine(folder, "app.spec"), $"""
            Name: app
            Version: 1
            Release: 1
            Summary: nothing
            License: MIT
            BuildArch: noarch
            %description
            Nothing.
            %install
            mkdir -p %buildroot/usr/share
            cp -r {folder}/dir %buildroot/usr/share/dir
            ln -s other %buildroot/usr/share/dir/link
            %files
            /usr/share/dir
            """);
        return FormatSamples.ByProgram("rpm", folder, items, item => $"usr/share/{item.Name}", "top/RPMS/noarch/app-1-1.noarch.rpm",
            "rpmbuild", "-bb", "--define", $"_topdir {folder}/top", "--define", $"_binary_payload {payload}", "app.spec");
    }
}
