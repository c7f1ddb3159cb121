using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Testing;

namespace ArtifactGate.Tool.Tests.Verify;

/// <summary>What is about to be shipped, against what was scanned, with the real program.</summary>
public sealed class VerifyArtifactsTests : IDisposable
{
    private readonly VerifyFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_bytes_are_verified_wherever_they_lie()
    {
        _folder.Scanned("out/*.txt", "publish");
        _folder.Verified("r.json", "out/a.txt", "out/b.txt", "publish/", "--expect", "3");
        Directory.Move(_folder.PathOf("out"), _folder.PathOf("elsewhere"));
        File.Move(_folder.PathOf("elsewhere/a.txt"), _folder.PathOf("elsewhere/renamed.bin"));
        _folder.Write("names.list", "publish\nr.json\n");
        _folder.Verified("elsewhere/*", "--artifacts-from", "names.list");
    }

    [Fact]
    public void One_byte_is_another_artifact()
    {
        _folder.Scanned("out/a.txt", "out/b.txt");
        _folder.Write("out/a.txt", "the first artifacT");
        _folder.Refused("'out/a.txt' changed since the scan: expected is sha256:", "r.json", "out/a.txt", "out/b.txt");
    }

    [Fact]
    public void A_name_that_is_known_does_not_help_other_content()
    {
        _folder.Scanned("out/a.txt", "out/b.txt");
        File.Move(_folder.PathOf("out/a.txt"), _folder.PathOf("out/old.txt"));
        _folder.Write("out/a.txt", "something else");
        _folder.Refused("'out/a.txt' changed since the scan", "r.json", "out/a.txt", "out/b.txt");
        _folder.Refused("'out/a.txt' is in no receipt", "r.json", "out/*.txt");
    }

    [Fact]
    public void Missing_and_extra_artifacts_are_refused()
    {
        _folder.Scanned("out/a.txt", "publish");
        _folder.Refused("'publish' is missing", "r.json", "out/a.txt");
        _folder.Refused("'out/b.txt' is in no receipt", "r.json", "out/*.txt", "publish");
        _folder.Refused("'out/b.txt' is in no receipt|'publish' is missing", "r.json", "out/*.txt");
    }

    [Theory]
    [InlineData("There is no artifact to verify", "r.json", "--unsigned")]
    [InlineData("There is no receipt among what was named", "out/a.txt", "--unsigned")]
    [InlineData("There is no receipt among what was named")]
    [InlineData("'none.json' does not exist", "none.json", "out/a.txt", "--unsigned")]
    [InlineData("'*.nupkg' matches no file", "r.json", "*.nupkg", "--unsigned")]
    [InlineData("--expect 2, but there is 1 artifact", "r.json", "out/a.txt", "--expect", "2", "--unsigned")]
    [InlineData("--key and --unsigned exclude each other", "r.json", "out/a.txt", "--key", "gate.pub", "--unsigned")]
    [InlineData("--max-age takes a time", "r.json", "out/a.txt", "--unsigned", "--max-age", "soon")]
    [InlineData("--rules-digest takes a SHA-256", "r.json", "out/a.txt", "--unsigned", "--rules-digest", "sha256:abc")]
    [InlineData("--policy-digest takes a SHA-256", "r.json", "out/a.txt", "--unsigned", "--policy-digest", "")]
    [InlineData("The key 'none.pub' does not exist", "r.json", "out/a.txt", "--key", "none.pub")]
    [InlineData("The key 'gate.key' is a private key", "r.json", "out/a.txt", "--key", "gate.key")]
    [InlineData("unknown option '--keys'", "r.json", "out/a.txt", "--keys", "gate.pub")]
    [InlineData("cannot be an artifact as well", "r.json", "-", "--artifacts-from", "-", "--unsigned")]
    public void What_cannot_run_is_one_line_and_exit_2(string says, params string[] arguments)
    {
        _folder.Write("r.json", "{\"payloadType\":\"x\",\"payload\":\"\",\"signatures\":[]}");
        ToolRun.Start(_folder.Root, ["verify", .. arguments]).AssertOneLine(says);
    }

    [Fact]
    public void A_folder_with_one_more_file_is_another_folder()
    {
        _folder.Scanned("publish");
        _folder.Verified("r.json", "publish");
        _folder.Write("publish/app/z.txt", "added");
        _folder.Refused("'publish' changed since the scan", "r.json", "publish");
        File.Delete(_folder.PathOf("publish/app/z.txt"));
        File.Move(_folder.PathOf("publish/y.txt"), _folder.PathOf("publish/z.txt"));
        _folder.Refused("'publish' changed since the scan", "r.json", "publish");
    }

    [Fact]
    public void A_file_that_lists_a_folder_is_not_that_folder()
    {
        _folder.Scanned("publish");
        string listing = string.Concat(new[] { "app/x.txt", "y.txt" }.Select(Line).Order(StringComparer.Ordinal));
        _folder.Write("listing", listing);
        Assert.Equal(FolderDigest.Of(_folder.PathOf("publish")).Sha256, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(listing))));
        _folder.Refused("'listing' is another kind of artifact: the receipt means a folder", "r.json", "listing");
    }

    [Fact]
    public void Standard_input_is_the_bytes_of_a_file()
    {
        _folder.Scanned("out/a.txt");
        string[] arguments = ["exec", typeof(ToolHost).Assembly.Location, "verify", "r.json", "-", "--key", "gate.pub"];
        Assert.Equal(0, ProgramRun.Start("dotnet", arguments, _folder.Root, input: "the first artifact"u8.ToArray()).ExitCode);
        ProgramRun other = ProgramRun.Start("dotnet", arguments, _folder.Root, input: "the first artefact"u8.ToArray());
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("'-' is in no receipt", other.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tag_that_moved_is_another_image()
    {
        IReadOnlyDictionary<string, byte[]> served = Image("one");
        using var registry = new StubRegistry(Image("one")) { Change = (path, bytes) => path.Contains("/manifests/", StringComparison.Ordinal) && !path.Contains("sha256:", StringComparison.Ordinal) ? served["index.json"] : bytes };
        string name = $"oci://{registry.Address}/team/app:1";
        _folder.Environment["DOCKER_CONFIG"] = _folder.Root;
        _folder.Scanned(name);
        _folder.Verified("r.json", name);
        _folder.Verified("r.json", $"oci://{registry.Address}/team/app:other");

        // The manifest as a file has the digest of the image, and is not the image.
        _folder.Write("manifest.json", served["index.json"]);
        _folder.Refused("'manifest.json' is another kind of artifact: the receipt means an image", "r.json", "manifest.json");
        served = Image("two");
        _folder.Refused("/team/app:1' changed since the scan", "r.json", name);
    }

    [Fact]
    public void Several_receipts_vouch_for_one_set()
    {
        _folder.Scanned("out/a.txt");
        File.Move(_folder.PathOf("r.json"), _folder.PathOf("first.json"));
        _folder.Scanned("publish");
        _folder.Verified("first.json", "r.json", "out/a.txt", "publish");
        _folder.Refused("'publish' is missing: the receipt 'r.json' lists it", "first.json", "r.json", "out/a.txt");
        _folder.Write("first.json", _folder.Read("first.json").Replace("\"sig\": \"", "\"sig\": \"AAAA", StringComparison.Ordinal));
        _folder.Refused("'first.json' has a signature that does not hold", "first.json", "r.json", "out/a.txt", "publish");
    }

    private string Line(string name)
    {
        byte[] content = File.ReadAllBytes(_folder.PathOf("publish/" + name));
        return string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(SHA256.HashData(content))} {content.Length} {name}\n");
    }

    private static IReadOnlyDictionary<string, byte[]> Image(string content)
    {
        var image = new TestImage();
        image.AddLayer("COPY app", compress: true, ("app/settings", Encoding.UTF8.GetBytes(content)));
        return TestImage.Layout(image);
    }
}
