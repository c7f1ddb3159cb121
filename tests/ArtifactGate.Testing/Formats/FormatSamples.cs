using System.Text;

namespace ArtifactGate.Testing.Formats;

/// <summary>One or more carriers of every format, made by libraries and programs that others use too.</summary>
public static class FormatSamples
{
    /// <summary>The planted credential.</summary>
    public static string Canary { get; } = SampleSecrets.GitHub(77);

    /// <summary>What makes them, by name.</summary>
    public static IReadOnlyDictionary<string, FormatMaker> Makers { get; } = new Dictionary<string, FormatMaker>(
    [
        .. ApplicationSamples.Makers,
        .. ArchiveSamples.Makers,
        .. DotNetSamples.Makers,
        .. ImageSamples.Makers,
        .. CompressedSamples.Makers,
        .. EmbeddedSamples.Makers,
        .. OldZipSamples.Makers,
        .. RarSamples.Makers,
        .. UnixSamples.Makers,
        .. WindowsSamples.Makers,
    ]);

    /// <summary>The credential in the middle of text that hardly compresses, so that cuts and flips hit something.</summary>
    public static byte[] Text()
    {
        var random = new Random(3);
        string Noise() => string.Concat(Enumerable.Range(0, 200).Select(_ => $"{random.NextInt64():x}\n"));
        return Encoding.UTF8.GetBytes($"{Noise()}key = {Canary}\n{Noise()}");
    }

    /// <summary>Where an archive has a file: at its path.</summary>
    public static string AtItsName(PayloadItem item) => item.Name;

    /// <summary>Writes files, with the folders they are in.</summary>
    /// <param name="folder">The folder around them.</param>
    /// <param name="items">The files.</param>
    public static void Write(string folder, IReadOnlyList<PayloadItem> items)
    {
        foreach (PayloadItem item in items)
        {
            string path = Path.Combine(folder, item.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, item.Content);
        }
    }

    /// <summary>Lets a real program make a container of files that were written for it. Null where the program is missing.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="result">The file it writes.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="InvalidOperationException">The program failed.</exception>
    public static byte[]? ByProgram(string folder, string result, string program, params IEnumerable<string> arguments)
    {
        if (ProgramRun.Find(program) is null)
        {
            return null;
        }

        ProgramRun run = ProgramRun.Start(program, arguments, folder);
        return run.ExitCode == 0 ? File.ReadAllBytes(Path.Combine(folder, result)) : throw new InvalidOperationException($"{program}: {run.Output}");
    }

    /// <summary>The same with a sample of it.</summary>
    /// <param name="format">The name of the format.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="items">What it packs; written into the folder.</param>
    /// <param name="pathOf">Where an item then is.</param>
    /// <param name="result">The file it writes.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public static FormatSample? ByProgram(string format, string folder, IReadOnlyList<PayloadItem> items, Func<PayloadItem, string> pathOf,
        string result, string program, params IEnumerable<string> arguments)
    {
        Write(folder, items);
        return ByProgram(folder, result, program, arguments) is { } content ? new FormatSample(format, content, pathOf) : null;
    }
}
