using System.Globalization;
using ArtifactGate.Fuzzing;

// fuzz SECONDS [SEED [FOLDER]]: damages samples of every format for so long; exit 1 with the input kept when one is not survived.
if (args.Length is < 1 or > 3 || !int.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out int seconds))
{
    Console.Error.WriteLine("SECONDS [SEED [FOLDER WITH MORE SAMPLES]]");
    return 2;
}

if (args.Length > 2 && !Directory.Exists(args[2]))
{
    Console.Error.WriteLine($"The folder with more samples, '{args[2]}', does not exist.");
    return 2;
}

int seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Environment.TickCount;
IReadOnlyList<Seed> seeds = Seeds.All(args.Length > 2 ? args[2] : null);
Console.WriteLine($"{seeds.Count} samples, seed {seed}");
return new Fuzzer(seeds, seed).Run(TimeSpan.FromSeconds(seconds)) ? 0 : 1;
