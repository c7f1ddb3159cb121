using System.Resources;
using System.Text;

namespace ArtifactGate.Testing.Formats;

/// <summary>What the C# compiler and the resource writer make.</summary>
public static class DotNetSamples
{
    /// <summary>The samples, see <see cref="FormatSamples.Makers"/>.</summary>
    public static IReadOnlyDictionary<string, Func<string, FormatSample?>> Makers { get; } = new Dictionary<string, Func<string, FormatSample?>>
    {
        ["assembly"] = folder => new("assembly", Compile(folder, "Lib.dll"), ""),
        ["assembly with embedded debug information"] = folder => new("assembly", Compile(folder, "Lib.dll", "-debug:embedded"), ""),
        ["portable PDB with embedded source"] = folder => new("portable-pdb", Compile(folder, "Lib.pdb", "-debug:portable", "-embed"), "sources/*"),
        ["resources"] = _ => new("resources", Resources(), "key"),
    };

    /// <summary>A library with the credential as a literal, or its debug information with the source embedded.</summary>
    internal static byte[] Compile(string folder, string result, params string[] options)
    {
        string source = Path.Combine(folder, "Client.cs");
        File.WriteAllText(source, $"class Client {{ string Key() => \"{(result == "Lib.pdb" ? "" : FormatSamples.Canary)}\"; /* {(result == "Lib.pdb" ? FormatSamples.Canary : "")} {string.Join(' ', Enumerable.Range(0, 500))} */ }}");
        Compiler.Compile(source, Path.Combine(folder, "Lib.dll"), options);
        return File.ReadAllBytes(Path.Combine(folder, result));
    }

    private static byte[] Resources()
    {
        var stream = new MemoryStream();
        using (var writer = new ResourceWriter(stream))
        {
            writer.AddResource("other", Encoding.UTF8.GetString(FormatSamples.Text()).Replace(FormatSamples.Canary, "", StringComparison.Ordinal));
            writer.AddResource("key", FormatSamples.Canary);
            writer.Generate();
        }

        return stream.ToArray();
    }
}
