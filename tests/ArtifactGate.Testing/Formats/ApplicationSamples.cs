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
    };

    private static FormatSample Bundle(TestBundle bundle, bool pack)
    {
        byte[] other = new byte[6000];
        new Random(5).NextBytes(other);
        return new FormatSample("bundle", bundle.Add("other.bin", other).Add("dir/canary.txt", FormatSamples.Text(), pack).Build(), "dir/canary.txt");
    }
}
