using System.IO.Compression;
using System.Text;

namespace ArtifactGate.Testing.Applications;

/// <summary>Writes a binary build log as MSBuild does: strings and lists as records before the event that needs them.</summary>
public sealed class TestBuildLog
{
    private const int Pairs = 23;
    private const int Text = 24;

    private readonly List<byte> _records = [];
    private readonly Dictionary<string, int> _texts = [];

    /// <summary>The version of the log.</summary>
    public int Version { get; init; } = 26;

    /// <summary>The least version that a reader must know.</summary>
    public int LeastReader { get; init; } = 18;

    /// <summary>What ends it.</summary>
    public byte[] End { get; init; } = [0];

    /// <summary>Writes a record.</summary>
    public TestBuildLog Record(int kind, byte[] content, int? length = null)
    {
        _records.AddRange([.. Numbers(kind, length ?? content.Length), .. content]);
        return this;
    }

    /// <summary>Writes a string unless it was written before; gives its number.</summary>
    public int String(string text)
    {
        if (!_texts.TryGetValue(text, out int number))
        {
            number = _texts[text] = 10 + _texts.Count;
            Record(Text, Encoding.UTF8.GetBytes(text));
        }

        return number;
    }

    /// <summary>Writes a list of names and values.</summary>
    public TestBuildLog List(params (string Name, string Value)[] pairs)
    {
        int[] numbers = [pairs.Length, .. pairs.SelectMany(p => new[] { String(p.Name), String(p.Value) })];
        return Record(Pairs, Numbers(numbers));
    }

    /// <summary>Writes the event that begins the build, whose environment is the list before it.</summary>
    public TestBuildLog Started() => Record(1, Numbers(4, String("Build started."), 10));

    /// <summary>Writes an event of a kind with no more than a message.</summary>
    public TestBuildLog Event(int kind, string message, params int[] rest) => Record(kind, Numbers([4, String(message), .. rest]));

    /// <summary>Writes the archive of project files.</summary>
    public TestBuildLog Archive(byte[] zip) => Record(17, zip);

    /// <summary>The log.</summary>
    public byte[] Build()
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(BitConverter.GetBytes(Version));
            gzip.Write(Version >= 18 ? BitConverter.GetBytes(LeastReader) : []);
            gzip.Write(_records.ToArray());
            gzip.Write(End);
        }

        return stream.ToArray();
    }

    private static byte[] Numbers(params int[] numbers)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        foreach (int number in numbers)
        {
            writer.Write7BitEncodedInt(number);
        }

        return stream.ToArray();
    }
}
