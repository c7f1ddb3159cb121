namespace ArtifactGate.Testing.Formats;

/// <summary>What Windows installs from, and databases and documents that ship beside it.</summary>
public static class WindowsSamples
{
    /// <summary>The samples, see <see cref="FormatSamples.Makers"/>.</summary>
    public static IReadOnlyDictionary<string, Func<string, FormatSample?>> Makers { get; } = new Dictionary<string, Func<string, FormatSample?>>
    {
        ["cab, stored"] = folder => FormatSamples.ByProgram(folder, "cab", "made.cab", "dir/canary.txt", "gcab", "-c", "made.cab", "dir/canary.txt"),
        ["cab, MSZIP"] = folder => FormatSamples.ByProgram(folder, "cab", "made.cab", "dir/canary.txt", "gcab", "-c", "-z", "made.cab", "dir/canary.txt"),
        ["cab, LZX"] = _ => new("cab", Lzx(1), "dir/canary.txt"),
        ["cab, LZX with aligned offsets"] = _ => new("cab", Lzx(2), "dir/canary.txt"),
        ["cab, LZX with stored blocks"] = _ => new("cab", Lzx(3), "dir/canary.txt"),
        ["compound file"] = folder => FormatSamples.ByProgram(folder, "compound-file", "made.msi", "Canary.txt", "msibuild", "made.msi", "-a", "Canary.txt", "canary.txt"),
        ["asar"] = _ => new("asar", new AsarBuilder().File("dir/canary.txt", FormatSamples.Text()).Build(), "dir/canary.txt"),
        ["pdf"] = _ => new("pdf", new PdfBuilder().Stream("/Filter /FlateDecode", PdfBuilder.Flate(FormatSamples.Text())).Build(), "3.0"),
        ["sqlite"] = folder => FormatSamples.ByProgram(folder, "sqlite", "made.db", "notes", "sqlite3", "made.db", "create table notes(id integer primary key, body text); insert into notes(body) values(cast(readfile('canary.txt') as text));"),
        ["git pack"] = folder => GitSamples.Pack(folder),
        ["git object"] = folder => GitSamples.Loose(folder),
    };

    private static byte[] Lzx(int kind)
    {
        byte[] text = FormatSamples.Text();
        return new CabBuilder().Lzx(text, 15, kind).File("dir\\canary.txt", 0, text.Length).Build();
    }
}
