using System.IO.Compression;
using ArtifactGate.Artifacts.Deflate;
using ArtifactGate.Artifacts.Zip;

namespace ArtifactGate.Benchmarks;

/// <summary>Our decoder of deflate against the platform's, on entries of packages that are held in memory.</summary>
internal static class InflaterBenchmark
{
    private const long MostBytes = 256L << 20;
    private const int MeasuredRounds = 7;

    public static int Run(string[] args)
    {
        if (args.Length != 1)
        {
            throw new BenchmarkException("inflaters takes one file with a path of a package on each line.");
        }

        List<(byte[] Packed, long Length)> entries = Load(File.ReadLines(args[0]));
        var buffer = new byte[128 * 1024];
        long length = entries.Sum(e => e.Length);
        double[] seconds = Rounds.Medians(MeasuredRounds,
            () => Drain(entries, buffer, (packed, _) => new DeflateStream(packed, CompressionMode.Decompress)),
            () => Drain(entries, buffer, (packed, l) => new InflateStream(packed, packed.Length, l)));
        Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{entries.Count} entries, {length / 1e6:F1} MB: platform {length / seconds[0] / 1e9:F2} GB/s, ours {length / seconds[1] / 1e9:F2} GB/s, time {seconds[1] / seconds[0]:F2}"));
        return 0;
    }

    private static List<(byte[] Packed, long Length)> Load(IEnumerable<string> packages)
    {
        var entries = new List<(byte[] Packed, long Length)>();
        long bytes = 0;
        foreach (string package in packages)
        {
            using FileStream file = File.OpenRead(package), directory = File.OpenRead(package);
            foreach (ZipEntryHeader entry in ZipDirectory.Read(directory, ZipDirectory.Find(file)!.Value))
            {
                if (entry.Method == 8 && bytes < MostBytes)
                {
                    file.Position = ZipLocalHeader.Of(file, entry).ContentOffset;
                    var packed = new byte[entry.PackedLength];
                    file.ReadExactly(packed);
                    entries.Add((packed, entry.Length));
                    bytes += packed.Length;
                }
            }
        }

        return entries;
    }

    private static void Drain(List<(byte[] Packed, long Length)> entries, byte[] buffer, Func<MemoryStream, long, Stream> open)
    {
        foreach ((byte[] packed, long length) in entries)
        {
            using Stream stream = open(new MemoryStream(packed), length);
            long total = 0;
            for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
            {
                total += read;
            }

            if (total != length)
            {
                throw new BenchmarkException("An entry came out at another length.");
            }
        }
    }
}
