using System.Text;

namespace ArtifactGate.Testing.Formats;

/// <summary>One or more samples of every format, made by libraries and programs that others use too.</summary>
public static class FormatSamples
{
    /// <summary>The planted credential.</summary>
    public static string Canary { get; } = SampleSecrets.GitHub(77);

    /// <summary>Each makes a sample in the folder it is given; null where the program it needs is missing.</summary>
    public static IReadOnlyDictionary<string, Func<string, FormatSample?>> Makers { get; } = new Dictionary<string, Func<string, FormatSample?>>(
    [
        .. ApplicationSamples.Makers,
        .. ArchiveSamples.Makers,
        .. DotNetSamples.Makers,
        .. ImageSamples.Makers,
        .. CompressedSamples.Makers,
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

    /// <summary>
    /// Lets a real program make a container: in the folder are <c>canary.txt</c> and <c>dir/canary.txt</c>, both with the credential.
    /// Null where the program is missing.
    /// </summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="format">The name of the format.</param>
    /// <param name="result">The file it writes.</param>
    /// <param name="path">Where in it the credential then is.</param>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="InvalidOperationException">The program failed.</exception>
    public static FormatSample? ByProgram(string folder, string format, string result, string path, string program, params string[] arguments)
    {
        if (ProgramRun.Find(program) is null)
        {
            return null;
        }

        Directory.CreateDirectory(Path.Combine(folder, "dir"));
        File.WriteAllBytes(Path.Combine(folder, "canary.txt"), Text());
        File.WriteAllBytes(Path.Combine(folder, "dir", "canary.txt"), Text());
        ProgramRun run = ProgramRun.Start(program, arguments, folder);
        return run.ExitCode == 0
            ? new FormatSample(format, File.ReadAllBytes(Path.Combine(folder, result)), path)
            : throw new InvalidOperationException($"{program}: {run.Output}");
    }
}
