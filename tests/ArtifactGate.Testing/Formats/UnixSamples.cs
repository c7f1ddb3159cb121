namespace ArtifactGate.Testing.Formats;

/// <summary>Archives and packages of Unix, made by its programs.</summary>
public static class UnixSamples
{
    /// <summary>The samples, see <see cref="FormatSamples.Makers"/>.</summary>
    public static IReadOnlyDictionary<string, Func<string, FormatSample?>> Makers { get; } = new Dictionary<string, Func<string, FormatSample?>>
    {
        ["ar"] = folder => FormatSamples.ByProgram(folder, "ar", "lib.a", "canary.txt", "ar", "rc", "lib.a", "canary.txt"),
        ["deb"] = Deb,
        ["cpio, newc"] = folder => Cpio(folder, "newc"),
        ["cpio, crc"] = folder => Cpio(folder, "crc"),
        ["cpio, odc"] = folder => Cpio(folder, "odc"),
        ["cpio, old binary"] = folder => Cpio(folder, "bin"),
        ["rpm, gzip"] = folder => Rpm(folder, "w9.gzdio"),
        ["rpm, zstd"] = folder => Rpm(folder, "w3.zstdio"),
    };

    private static FormatSample? Cpio(string folder, string form) => ProgramRun.Find("cpio") is null ? null
        : FormatSamples.ByProgram(folder, "cpio", "app.cpio", "dir/canary.txt", "sh", "-c", $"find dir | sort | cpio --quiet -o -H {form} -F app.cpio");

    private static FormatSample? Deb(string folder)
    {
        string root = Path.Combine(folder, "root");
        Directory.CreateDirectory(Path.Combine(root, "DEBIAN"));
        Directory.CreateDirectory(Path.Combine(root, "usr/share/app"));
        File.WriteAllText(Path.Combine(root, "DEBIAN/control"), "Package: app\nVersion: 1.0\nArchitecture: all\nMaintainer: Nobody <nobody@example.org>\nDescription: nothing\n");
        File.WriteAllBytes(Path.Combine(root, "usr/share/app/canary.txt"), FormatSamples.Text());
        return FormatSamples.ByProgram(folder, "ar", "app.deb", "data.tar.xz!usr/share/app/canary.txt", "dpkg-deb", "--build", "-Zxz", "--root-owner-group", "root", "app.deb");
    }

    /// <summary>A package of rpm with the credential in one file.</summary>
    /// <param name="folder">Where it is made.</param>
    /// <param name="payload">How its payload is compressed, in the words of rpmbuild: <c>w9.gzdio</c>.</param>
    public static FormatSample? Rpm(string folder, string payload)
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
            mkdir -p %buildroot/usr/share/app
            cp {folder}/canary.txt %buildroot/usr/share/app/canary.txt
            ln -s canary.txt %buildroot/usr/share/app/link
            %files
            /usr/share/app
            """);
        return FormatSamples.ByProgram(folder, "rpm", "top/RPMS/noarch/app-1-1.noarch.rpm", "usr/share/app/canary.txt",
            "rpmbuild", "-bb", "--define", $"_topdir {folder}/top", "--define", $"_binary_payload {payload}", "app.spec");
    }
}
