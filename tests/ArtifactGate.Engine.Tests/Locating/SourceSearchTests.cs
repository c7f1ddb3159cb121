using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Detection;
using ArtifactGate.Engine.Locating;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Locating;

public sealed class SourceSearchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-search-").FullName;
    private readonly Detector _detector = new(RuleBook.Default);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_read_once_however_much_is_looked_for_in_it()
    {
        string file = Path.Combine(_folder, "Keys.cs");
        File.WriteAllLines(file, Enumerable.Range(0, 50).Select(i => $"    const string Key{i} = \"{SampleSecrets.GitHub(i)}\";"));
        SourceSearch search = Search();
        Assert.Equal((1, 26), search.Find(file, MatchOf(SampleSecrets.GitHub(0)), null));

        // What is gone by now was read before.
        File.Delete(file);
        Assert.Equal((50, 27), search.Find(file, MatchOf(SampleSecrets.GitHub(49)), null));
        Assert.Equal((null, null), search.Find(file, MatchOf(SampleSecrets.GitHub(50)), null));
    }

    [Fact]
    public void Values_that_could_be_guessed_are_told_apart_too()
    {
        string[] addresses = [.. Enumerable.Range(0, 3).Select(i => $"https://app:{BuildSecrets.Token(i, 16)}@db.contoso.net/")];
        string file = Path.Combine(_folder, "Places.cs");
        File.WriteAllLines(file, addresses.Select(a => $"const string A = \"{a}\";"));
        SourceSearch search = Search();
        Assert.Equal([1, 2, 3], addresses.Select(a => search.Find(file, MatchOf(a), null).Line));
    }

    [Fact]
    public void What_the_source_has_encoded_is_found_by_its_line()
    {
        string token = SampleSecrets.GitHub(3), key = SampleSecrets.Token("pem-private-key", 3);
        string file = Path.Combine(_folder, "Encoded.cs");
        File.WriteAllLines(file,
        [
            "class Keys {",
            $"const string A = \"{Convert.ToBase64String(Encoding.UTF8.GetBytes("key = " + token))}\";",
            $"const string B = {CSharpText.Literal(key)};",
        ]);
        SourceSearch search = Search();
        Assert.Equal(2, search.Find(file, MatchOf(token), null).Line);
        Assert.Equal(3, search.Find(file, MatchOf(key), null).Line);
    }

    private SourceSearch Search() => new(_detector, FormatBook.Default, new Limits(), [], CancellationToken.None);

    private Match MatchOf(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var matches = new List<Match>();
        _detector.Scan(new ScanWindow { Bytes = bytes, OwnedEnd = bytes.Length, IsText = true }, matches);
        return matches[0];
    }
}
