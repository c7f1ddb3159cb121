using ArtifactGate.Testing.Applications;

namespace ArtifactGate.Testing.Formats;

/// <summary>What Windows installs from, and databases and documents that ship beside it.</summary>
public static class WindowsSamples
{
    /// <summary>The makers, see <see cref="FormatSamples.Makers"/>.</summary>
    public static IReadOnlyDictionary<string, FormatMaker> Makers { get; } = new Dictionary<string, FormatMaker>
    {
        ["cab, stored"] = Cab(),
        ["cab, MSZIP"] = Cab("-z"),
        ["cab, LZX"] = Lzx(1),
        ["cab, LZX with aligned offsets"] = Lzx(2),
        ["cab, LZX with stored blocks"] = Lzx(3),
        ["setup bundle"] = new(Carries.Tree, (_, items) => Burn(items)),
        ["cabinet behind a program"] = new(Carries.Tree, (_, items) => SelfExtractor(items)),
        ["compound file"] = new(Carries.Files, (folder, items) => FormatSamples.ByProgram("compound-file", folder, items, FormatSamples.AtItsName,
            "made.msi", "msibuild", ["made.msi", .. items.SelectMany(i => new[] { "-a", i.Name, i.Name })])),
        ["installer properties"] = new(Carries.Named, Properties),
        ["asar"] = new(Carries.Tree, (_, items) => new("asar", items.Aggregate(new AsarBuilder(), (all, i) => all.File(i.Name, i.Content)).Build(), FormatSamples.AtItsName)),
        ["help file"] = new(Carries.Tree, (_, items) => new("chm", items.Aggregate(new ChmBuilder(), (all, i) => all.File(i.Name, i.Content)).Build(), FormatSamples.AtItsName)),
        ["pdf"] = new(Carries.Contents, Pdf),
        ["sqlite"] = new(Carries.Cells, Sqlite),
        ["git pack"] = new(Carries.Contents, GitSamples.Pack),
        ["git bundle"] = new(Carries.Contents, (folder, items) => GitSamples.Bundle(2, folder, items)),
        ["git bundle, version 3"] = new(Carries.Contents, (folder, items) => GitSamples.Bundle(3, folder, items)),
        ["git object"] = new(Carries.Content, GitSamples.Loose),
    };

    private static FormatMaker Cab(params string[] options) => new(Carries.Tree, (folder, items) => FormatSamples.ByProgram("cab", folder, items, FormatSamples.AtItsName,
        "made.cab", "gcab", ["-c", .. options, "made.cab", .. items.Select(i => i.Name)]));

    private static FormatMaker Lzx(int kind) => new(Carries.Tree, (_, items) => new("cab", Lzx(kind, items), FormatSamples.AtItsName));

    private static byte[] Lzx(int kind, IReadOnlyList<PayloadItem> items)
    {
        CabBuilder cab = new CabBuilder().Lzx([.. items.SelectMany(i => i.Content)], 15, kind);
        int offset = 0;
        foreach (PayloadItem item in items)
        {
            cab.File(item.Name.Replace('/', '\\'), offset, item.Content.Length);
            offset += item.Content.Length;
        }

        return cab.Build();
    }

    private static FormatSample Burn(IReadOnlyList<PayloadItem> items)
    {
        byte[] surface = new byte[3000];
        new Random(8).NextBytes(surface);
        TestBurn burn = new TestBurn { Signature = surface[..200] }.Add(new CabBuilder().Stored(surface).File("u0", 0, surface.Length).Build()).Add(Lzx(1, items));
        byte[] made = burn.Build();
        return new("setup-bundle", made, item => $"@{burn.Offsets[1]}!{item.Name}");
    }

    private static FormatSample SelfExtractor(IReadOnlyList<PayloadItem> items)
    {
        // Cut off within the program it is a program without an archive, so most of it is the archive.
        byte[] program = TestHost.Pe(new byte[16]), rest = new byte[30_000];
        new Random(9).NextBytes(rest);
        return new("file", [.. program, .. Lzx(1, [.. items, new PayloadItem("rest.bin", rest)])], item => $"@{program.Length}!{item.Name}");
    }

    private static FormatSample Pdf(string folder, IReadOnlyList<PayloadItem> items)
    {
        var pdf = new PdfBuilder();
        Dictionary<string, int> objects = [];
        foreach (PayloadItem item in items)
        {
            objects[item.Name] = pdf.Next;
            pdf.Stream("/Filter /FlateDecode", PdfBuilder.Flate(item.Content));
        }

        return new FormatSample("pdf", pdf.Build(), item => $"{objects[item.Name]}.0");
    }

    // Each content is in a table of its own: a text among its texts, anything else as a blob that is too long for one page.
    private static FormatSample? Sqlite(string folder, IReadOnlyList<PayloadItem> items)
    {
        string TableOf(PayloadItem item) => "t_" + new string([.. item.Name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')]);
        bool IsText(PayloadItem item) => !item.Content.Contains((byte)0);
        IEnumerable<string> statements = items.Select(i => $"create table {TableOf(i)}(id integer primary key, body);"
            + $"insert into {TableOf(i)}(body) values({(IsText(i) ? $"cast(readfile('{i.Name}') as text)" : $"readfile('{i.Name}')")});");
        return FormatSamples.ByProgram("sqlite", folder, items, item => TableOf(item) + (IsText(item) ? "" : "/1.body"), "made.db", "sqlite3", "made.db", string.Concat(statements)) is { } made
            ? made with { Before = "body: ".Length } : null;
    }

    private static FormatSample? Properties(string folder, IReadOnlyList<PayloadItem> items)
    {
        const string Table = "CREATE TABLE Property (Property CHAR(72) NOT NULL, Value LONGCHAR NOT NULL LOCALIZABLE PRIMARY KEY Property)";
        IEnumerable<string> rows = items.Select(i => $"INSERT INTO Property (Property, Value) VALUES ('{i.Name}', '{i.Text}')");
        return FormatSamples.ByProgram(folder, "properties.msi", "msibuild", ["properties.msi", .. rows.Prepend(Table).SelectMany(q => new[] { "-q", q })]) is { } made
            ? new FormatSample("compound-file", made, _ => "_StringData") { MemberOf = item => item.Name } : null;
    }
}
