using System.IO.Compression;
using System.Text;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Walking;

/// <summary>Dumps with a column of places before the bytes, and with a column of text behind them.</summary>
public sealed class HexDumpTests : IDisposable
{
    private const int PlainWidth = 16;

    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-dumps-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static readonly (string Name, Func<byte[], string> Write)[] Programs =
    [
        ("xxd", b => Lines(b, 16, (at, l) => $"{at:x8}: {Groups(l, 2),-39}  {Text(l)}")),
        ("xxd -g 1", b => Lines(b, 16, (at, l) => $"{at:x8}: {Groups(l, 1),-47}  {Text(l)}")),
        ("xxd -g 4 -c 32", b => Lines(b, 32, (at, l) => $"{at:x8}: {Groups(l, 4),-71}  {Text(l)}")),
        ("xxd -u", b => Lines(b, 16, (at, l) => $"{at:x8}: {Groups(l, 2).ToUpperInvariant(),-39}  {Text(l)}")),
        ("hexdump -C", b => Lines(b, 16, (at, l) => $"{at:x8}  {Halves(l),-48}  |{Text(l)}|")),
        ("hexdump", b => Lines(b, 16, (at, l) => $"{at:x7} {Words(l)}")),
        ("od -t x1", b => Lines(b, 16, (at, l) => $"{Convert.ToString(at, 8).PadLeft(7, '0')} {Groups(l, 1)}")),
        ("od -A x -t x1z", b => Lines(b, 16, (at, l) => $"{at:x6} {Groups(l, 1),-47}  >{Text(l)}<")),
        ("od -A d -t x1", b => Lines(b, 16, (at, l) => $"{at:d7} {Groups(l, 1)}")),
        ("od -x", b => Lines(b, 16, (at, l) => $"{Convert.ToString(at, 8).PadLeft(7, '0')} {Words(l)}")),
        ("Format-Hex", b => "           Path: C:\\a.txt\r\n\r\n           00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F\r\n\r\n" + Lines(b, 16, (at, l) => $"{at:X8}   {Groups(l, 1).ToUpperInvariant(),-47}  {Text(l)}", "\r\n")),
        ("Format-Hex 7", b => Lines(b, 16, (at, l) => $"{at:X16} {Groups(l, 1).ToUpperInvariant(),-47} {Text(l)}")),
        ("certutil -encodehex", b => Lines(b, 16, (at, l) => $"{at:x4}\t{Halves(l),-48}   {Text(l)}", "\r\n")),
        ("tcpdump -X", b => Lines(b, 16, (at, l) => $"\t0x{at:x4}:  {Groups(l, 2),-39}  {Text(l)}")),
        ("gdb x/16xb", b => Lines(b, 8, (at, l) => $"0x{0x7ffe1000 + at:x}:\t{string.Join('\t', l.Select(v => $"0x{v:x2}"))}")),
        ("a comment", b => Lines(b, 16, (at, l) => $"    // {at:x4}  {Groups(l, 1),-47}  {Text(l)}")),
    ];

    public static TheoryData<string, bool> Cases() => [.. from program in Programs from wide in new[] { false, true } select (program.Name, wide)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_credential_in_a_dump_is_found_at_its_first_line(string name, bool wide)
    {
        Func<byte[], string> write = Programs.Single(p => p.Name == name).Write;
        for (int seed = 1; seed <= 16; seed++)
        {
            string token = SampleSecrets.GitHub(seed);
            byte[] bytes = Encoding.ASCII.GetBytes(new string(' ', seed) + token + " ab cd ef 01\n");
            string text = "what the file holds:\n" + write(bytes) + "\n-- end\n";
            Encoding coder = wide ? new UnicodeEncoding(false, true) : new UTF8Encoding(false);
            Finding finding = Assert.Single(Scan([.. coder.GetPreamble(), .. coder.GetBytes(text)]).Findings);
            Assert.Equal(("github-pat", token.Length, "hex > utf-8"), (finding.Rule.Name, finding.Length, finding.Encoding));
            Assert.Equal(name == "Format-Hex" ? 6 : 2, finding.Location.Line);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_key_in_a_dump_is_a_key(string name, bool wide)
    {
        using var key = System.Security.Cryptography.RSA.Create(2048);
        string text = Programs.Single(p => p.Name == name).Write(key.ExportRSAPrivateKey());
        Finding found = Assert.Single(Scan(wide ? Encoding.Unicode.GetBytes(text) : Encoding.ASCII.GetBytes(text)).Findings);
        Assert.Equal(("hex > binary", Detection.Evidence.Proven), (found.Encoding, found.Evidence));
    }

    // The text of a line ends in what reads like three bytes more.
    [Fact]
    public void The_places_tell_the_bytes_from_the_text_beside_them()
    {
        string token = SampleSecrets.GitHub(4);
        byte[] bytes = Encoding.ASCII.GetBytes("ab cd ef 01 23 4" + token);
        Assert.Equal("github-pat", Assert.Single(Scan(Encoding.ASCII.GetBytes(Programs.Single(p => p.Name == "Format-Hex 7").Write(bytes))).Findings).Rule.Name);
    }

    [Fact]
    public void Is_found_at_every_place_around_a_window_border_and_deep_in_a_long_dump()
    {
        string dump = Programs.Single(p => p.Name == "hexdump -C").Write(Encoding.ASCII.GetBytes(SampleSecrets.GitHub(5)));
        for (int at = 131072 - 4096 - dump.Length - 8; at < 131072 - 4096 + 8; at += 17)
        {
            byte[] content = new byte[300_000];
            content.AsSpan().Fill((byte)'.');
            Encoding.ASCII.GetBytes($"\n{dump}\n").CopyTo(content, at);
            Assert.Equal(at + 1, Assert.Single(Scan(content).Findings).Location.Offset);
        }

        var noise = new byte[500_000];
        new Random(3).NextBytes(noise);
        foreach (int at in new[] { 100, 212_000, 213_000, 214_000, 400_000 })
        {
            byte[] bytes = [.. noise[..at], .. Encoding.ASCII.GetBytes($" {SampleSecrets.GitHub(6)} "), .. noise[at..]];
            Assert.Equal("hex > utf-8", Assert.Single(Scan(Encoding.ASCII.GetBytes(Programs.Single(p => p.Name == "xxd").Write(bytes))).Findings).Encoding);
        }
    }

    // A manual shows how a compressed file begins, and is whole without the rest. What is longer could hide something.
    [Theory]
    [InlineData(20, false)]
    [InlineData(48, false)]
    [InlineData(80, true)]
    public void The_beginning_of_a_compressed_file_is_whole_where_it_is_short(int length, bool isSaid)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 300).Select(i => $"{i * 7919L % 1_000_003:x} "))));
        }

        byte[] shown = packed.ToArray()[..length];
        foreach (string text in new[] { Programs.Single(p => p.Name == "xxd").Write(shown), $"begins with {Convert.ToBase64String(shown)} and so on" })
        {
            Assert.Equal(isSaid, Result(Encoding.ASCII.GetBytes($"One sees:\n{text}\nWhat follows is text.\n")).Unread.Count > 0);
        }
    }

    private static string Lines(byte[] bytes, int width, Func<int, byte[], string> line, string end = "\n") =>
        string.Join(end, bytes.Chunk(width).Select((l, i) => line(i * width, l)));

    private static string Groups(byte[] line, int size) => string.Join(' ', line.Chunk(size).Select(Convert.ToHexStringLower));

    private static string Halves(byte[] line) => line.Length > PlainWidth / 2 ? $"{Groups(line[..(PlainWidth / 2)], 1)}  {Groups(line[(PlainWidth / 2)..], 1)}" : Groups(line, 1);

    // Two bytes as one number of a little-endian machine.
    private static string Words(byte[] line) => string.Join(' ', line.Chunk(2).Select(w => $"{(w.Length > 1 ? w[1] : 0):x2}{w[0]:x2}"));

    private static string Text(byte[] line) => string.Concat(line.Select(b => b is >= 0x20 and < 0x7F ? (char)b : '.'));

    private GateResult Scan(byte[] content)
    {
        GateResult result = Result(content);
        Assert.Empty(result.Unread);
        return result;
    }

    private GateResult Result(byte[] content)
    {
        string path = Path.Combine(_folder, "a.txt");
        File.WriteAllBytes(path, content);
        return new Gate().Run(new GateOptions { WorkingDirectory = _folder, Now = DateTimeOffset.UnixEpoch, Artifacts = [new ArtifactInput("a.txt", path)] });
    }
}
