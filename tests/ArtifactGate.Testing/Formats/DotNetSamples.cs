using System.Resources;
using System.Text;

namespace ArtifactGate.Testing.Formats;

/// <summary>What the C# compiler and the resource writer make.</summary>
public static class DotNetSamples
{
    /// <summary>The makers, see <see cref="FormatSamples.Makers"/>.</summary>
    public static IReadOnlyDictionary<string, FormatMaker> Makers { get; } = new Dictionary<string, FormatMaker>
    {
        ["assembly"] = Literals("assembly", assembly => assembly),
        ["assembly with embedded debug information"] = Literals("assembly", assembly => assembly, "-debug:embedded"),
        ["portable PDB with embedded source"] = new(Carries.Tree, Symbols),
        ["assembly, resource files"] = new(Carries.Files, (folder, items) => new("assembly", WithResources(folder, items), FormatSamples.AtItsName)),
        ["assembly, resource strings"] = new(Carries.Named, (folder, items) =>
            new("assembly", WithResources(folder, [new("App.Texts.resources", Resources(items))]), item => $"App.Texts.resources!{item.Name}")),
        ["resources"] = new(Carries.Named, (_, items) => new("resources", Resources(items), FormatSamples.AtItsName)),
    };

    /// <summary>A library with each string as a literal, in whatever form it ships.</summary>
    /// <param name="format">The name of the format.</param>
    /// <param name="ship">Makes that form.</param>
    /// <param name="options">More options of the compiler.</param>
    internal static FormatMaker Literals(string format, Func<byte[], byte[]> ship, params string[] options) => new(Carries.Strings, (folder, items) =>
    {
        string methods = string.Concat(items.Select((item, i) => $"    string Key{i}() => {CSharpText.Literal(item.Text)};\n"));
        byte[] library = Compile(folder, $"class Client\n{{\n{methods}}}", "Lib.dll", options);
        return new FormatSample(format, ship(library), _ => "") { MemberOf = item => $"Client.Key{items.ToList().IndexOf(item)}()" };
    });

    // Beside the sources that it compiles, the compiler embeds whatever it is given.
    private static FormatSample Symbols(string folder, IReadOnlyList<PayloadItem> items)
    {
        FormatSamples.Write(folder, items);
        string embedded = "-embed:" + string.Join(',', items.Select(i => Path.Combine(folder, i.Name)));
        byte[] pdb = Compile(folder, "class Client { string Key() => \"\"; }", "Lib.pdb", ["-debug:portable", embedded]);
        return new FormatSample("portable-pdb", pdb, item => $"sources/{folder.Replace('\\', '/').TrimStart('/')}/{item.Name}");
    }

    private static byte[] WithResources(string folder, IReadOnlyList<PayloadItem> items)
    {
        FormatSamples.Write(folder, items);
        return Compile(folder, "class Client { }", "Lib.dll", [.. items.Select(i => $"-resource:{Path.Combine(folder, i.Name)},{i.Name}")]);
    }

    private static byte[] Compile(string folder, string code, string result, string[] options)
    {
        string source = Path.Combine(folder, "Client.cs");
        File.WriteAllText(source, $"{code} /* {string.Join(' ', Enumerable.Range(0, 500))} */");
        Compiler.Compile(source, Path.Combine(folder, "Lib.dll"), options);
        return File.ReadAllBytes(Path.Combine(folder, result));
    }

    private static byte[] Resources(IReadOnlyList<PayloadItem> items)
    {
        var stream = new MemoryStream();
        using (var writer = new ResourceWriter(stream))
        {
            writer.AddResource("other", Encoding.UTF8.GetString(FormatSamples.Text()).Replace(FormatSamples.Canary, "", StringComparison.Ordinal));
            foreach (PayloadItem item in items)
            {
                writer.AddResource(item.Name, item.Text);
            }

            writer.Generate();
        }

        return stream.ToArray();
    }
}
