using System.IO.Compression;
using ArtifactGate.Testing.Applications;

namespace ArtifactGate.Testing.Formats;

/// <summary>What the SDK publishes beside plain assemblies, made small.</summary>
public static class ApplicationSamples
{
    /// <summary>The samples, see <see cref="FormatSamples.Makers"/>.</summary>
    public static IReadOnlyDictionary<string, Func<string, FormatSample?>> Makers { get; } = new Dictionary<string, Func<string, FormatSample?>>
    {
        ["bundle, Linux"] = _ => Bundle(new TestBundle(), pack: false),
        ["bundle, Windows, compressed"] = _ => Bundle(new TestBundle { Host = data => TestHost.Pe(data) }, pack: true),
        ["bundle, macOS, .NET 5"] = _ => Bundle(new TestBundle { Host = data => TestHost.Mach(data), Version = 2 }, pack: false),
        ["bundle, .NET Core 3"] = _ => Bundle(new TestBundle { Version = 1 }, pack: false),
        ["webcil"] = folder => new("webcil", TestWebcil.Convert(DotNetSamples.Compile(folder, "Lib.dll", "-debug:embedded")), ""),
        ["webcil in a module"] = folder => new("webcil", TestWebcil.Wrap(TestWebcil.Convert(DotNetSamples.Compile(folder, "Lib.dll"))), ""),
        ["native AOT image"] = _ => new("native-aot", Aot(), ""),
        ["build log"] = _ => new("binlog", Log().Started().List(("Configuration", "Release"), ("ApiKey", FormatSamples.Canary)).Build(), ""),
        ["build log, project files"] = _ => new("binlog", Log().Started().Archive(ArchiveSamples.Zip("src/canary.txt", CompressionLevel.Optimal)).Build(), "ProjectImports.zip!src/canary.txt"),
    };

    private static byte[] Aot()
    {
        var random = new Random(11);
        var image = new TestNativeAot();
        for (int i = 0; i < 120; i++)
        {
            image.String(i == 60 ? FormatSamples.Canary : $"{random.NextInt64():x}{random.NextInt64():x}");
        }

        return image.Build();
    }

    private static TestBuildLog Log()
    {
        var random = new Random(9);
        return new TestBuildLog().List([.. Enumerable.Range(0, 60).Select(i => ($"NAME_{i}", $"{random.NextInt64():x}{random.NextInt64():x}"))]);
    }

    private static FormatSample Bundle(TestBundle bundle, bool pack)
    {
        byte[] other = new byte[6000];
        new Random(5).NextBytes(other);
        return new FormatSample("bundle", bundle.Add("other.bin", other).Add("dir/canary.txt", FormatSamples.Text(), pack).Build(), "dir/canary.txt");
    }
}
