using System.IO.Compression;
using ArtifactGate.Testing.Applications;

namespace ArtifactGate.Testing.Formats;

/// <summary>What the SDK publishes beside plain assemblies, made small.</summary>
public static class ApplicationSamples
{
    /// <summary>The makers, see <see cref="FormatSamples.Makers"/>.</summary>
    public static IReadOnlyDictionary<string, FormatMaker> Makers { get; } = new Dictionary<string, FormatMaker>
    {
        ["bundle, Linux"] = Bundle(() => new TestBundle(), pack: false),
        ["bundle, Windows, compressed"] = Bundle(() => new TestBundle { Host = data => TestHost.Pe(data) }, pack: true),
        ["bundle, macOS, .NET 5"] = Bundle(() => new TestBundle { Host = data => TestHost.Mach(data), Version = 2 }, pack: false),
        ["bundle, .NET Core 3"] = Bundle(() => new TestBundle { Version = 1 }, pack: false),
        ["webcil"] = DotNetSamples.Literals("webcil", assembly => TestWebcil.Convert(assembly), "-debug:embedded"),
        ["webcil in a module"] = DotNetSamples.Literals("webcil", assembly => TestWebcil.Wrap(TestWebcil.Convert(assembly))),
        ["native AOT image"] = new(Carries.Strings, (_, items) => new("native-aot", Aot(items), _ => "")),
        ["build log"] = new(Carries.Named, (_, items) => new("binlog", Log().Started().List([("Configuration", "Release"), .. items.Select(i => (i.Name, i.Text))]).Build(), _ => "")
        {
            MemberOf = item => item.Name,
        }),
        ["build log, project files"] = new(Carries.Tree, (_, items) => new("binlog",
            Log().Started().Archive(ArchiveSamples.Zip(items, CompressionLevel.Optimal)).Build(), item => $"ProjectImports.zip!{item.Name}")),
    };

    // In the middle of strings that hardly compress.
    private static byte[] Aot(IReadOnlyList<PayloadItem> items)
    {
        var random = new Random(11);
        var image = new TestNativeAot();
        string[] Noise() => [.. Enumerable.Range(0, 60).Select(_ => $"{random.NextInt64():x}{random.NextInt64():x}")];
        foreach (string text in (string[])[.. Noise(), .. items.Select(i => i.Text), .. Noise()])
        {
            image.String(text);
        }

        return image.Build();
    }

    private static TestBuildLog Log()
    {
        var random = new Random(9);
        return new TestBuildLog().List([.. Enumerable.Range(0, 60).Select(i => ($"NAME_{i}", $"{random.NextInt64():x}{random.NextInt64():x}"))]);
    }

    private static FormatMaker Bundle(Func<TestBundle> start, bool pack) => new(Carries.Tree, (_, items) =>
    {
        byte[] other = new byte[6000];
        new Random(5).NextBytes(other);
        TestBundle bundle = items.Aggregate(start().Add("other.bin", other), (all, item) => all.Add(item.Name, item.Content, pack));
        return new FormatSample("bundle", bundle.Build(), FormatSamples.AtItsName);
    });
}
