using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Images;

/// <summary>Every file of every layer ships, whatever a later layer does to it.</summary>
public sealed class ImageTests : IDisposable
{
    private static readonly byte[] Clean = "nothing here"u8.ToArray();

    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-images-").FullName;

    public static TheoryData<string> Carriers => ["oci folder", "oci archive", "oci archive, compressed", "oci archive with ./", "docker archive", "docker archive, compressed"];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Carriers))]
    public void A_file_that_a_later_layer_deletes_is_found_with_both_layers(string carrier)
    {
        var image = new TestImage();
        string first = image.AddLayer("COPY settings.json /app/settings.json # buildkit", compress: true, ("app/", []), ("app/settings.json", Token(1)));
        string second = image.AddLayer("RUN /bin/sh -c rm /app/settings.json # buildkit", compress: false, ("app/.wh.settings.json", []));
        GateResult result = Scan(image, carrier);
        Finding finding = Assert.Single(result.Findings);
        (string layer, string by) = carrier.StartsWith("oci", StringComparison.Ordinal) ? (first, second) : ($"{first[7..]}/layer.tar", $"{second[7..]}/layer.tar");
        Assert.Equal($"{layer}!app/settings.json", finding.Path.Inner);
        Assert.Equal(layer, finding.Details["layer"]);
        Assert.Equal("1 of 2", finding.Details["layerIndex"]);
        Assert.Equal("COPY, history[0]", finding.Details["instruction"]);
        Assert.Equal($"{by}, layer 2 of 2 (RUN, history[1])", finding.Details["deletedIn"]);
        Assert.Contains("later layer", finding.Fix, StringComparison.Ordinal);
        Assert.Empty(result.Unread);
    }

    [Theory]
    [InlineData("app/.wh..wh..opq", "deletedIn")]
    [InlineData(".wh.app", "deletedIn")]
    [InlineData(".wh..wh..opq", "deletedIn")]
    [InlineData("app/key.txt", "overwrittenIn")]
    [InlineData("./app/key.txt", "overwrittenIn")]
    [InlineData("app/other.txt", null)]
    [InlineData("app/.wh.key", null)]
    [InlineData("other/.wh..wh..opq", null)]
    public void What_hides_a_file_is_told(string entry, string? detail)
    {
        var image = new TestImage();
        image.AddLayer(null, compress: true, ("app/key.txt", Token(2)));
        image.AddLayer(null, compress: true, (entry, Clean));
        Finding finding = Assert.Single(Scan(image, "oci archive").Findings);
        Assert.Equal(detail is null ? [] : [detail], finding.Details.Keys.Where(k => k.EndsWith("In", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_whiteout_says_nothing_of_its_own_layer_and_of_those_above()
    {
        var image = new TestImage();
        image.AddLayer(null, compress: true, ("app/.wh.key.txt", []));
        image.AddLayer(null, compress: true, ("app/.wh.key.txt", []), ("app/key.txt", Token(3)));
        Finding finding = Assert.Single(Scan(image, "oci archive").Findings);
        Assert.DoesNotContain("deletedIn", finding.Details.Keys);
    }

    [Fact]
    public void An_encrypted_layer_is_said_to_be_one()
    {
        var image = new TestImage();
        image.AddEncryptedLayer([.. new Random(3).GetItems<byte>([1, 2, 3, 0x80, 0xFF], 900)]);
        image.AddLayer(null, compress: true, ("key.txt", Token(5)));
        GateResult result = Scan(image, "oci archive");
        Assert.Equal("AG1001", Assert.Single(result.Findings).Rule.Code);
        Assert.Equal(UnreadReason.Encrypted, Assert.Single(result.Unread).Reason);
    }

    [Fact]
    public void A_layer_of_two_images_is_read_once_and_deleted_only_where_both_delete_it()
    {
        var one = new TestImage { Name = "one" };
        var two = new TestImage { Name = "two" };
        one.AddLayer(null, compress: true, ("key.txt", Token(4)));
        two.AddLayer(null, compress: true, ("key.txt", Token(4)));
        one.AddLayer(null, compress: true, (".wh.key.txt", []));
        Finding finding = Assert.Single(ScanFiles(TestImage.Layout(one, two)).Findings);
        Assert.DoesNotContain("deletedIn", finding.Details.Keys);
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public void The_configuration_is_read_member_by_member(string carrier)
    {
        string token = SampleSecrets.GitHub(5);
        TestImage image = new TestImage().AddEnvironment("PATH=/bin").AddEnvironment($"GH_TOKEN={token}");
        image.AddLayer("RUN |1 A=b /bin/sh -c true", compress: true, ("a", Clean));
        GateResult result = Scan(image, carrier);
        Assert.Equal([("config", "Env[1]"), ("config", "history[2]")], result.Findings.Select(f => (f.Path.Inner, f.Location.Member!)).Order());
        Assert.All(result.Findings, f => Assert.DoesNotContain(token[5..], string.Join(' ', f.Details.Values), StringComparison.Ordinal));
    }

    [Fact]
    public void The_text_of_an_instruction_is_never_repeated()
    {
        string token = SampleSecrets.GitHub(6);
        var image = new TestImage();
        image.AddLayer($"RUN |1 TOKEN={token} /bin/sh -c fetch", compress: true, ("key.txt", Encoding.UTF8.GetBytes(token)));
        image.AddLayer($"COPY <<{token} /{token} # buildkit", compress: true, ("other.txt", Encoding.UTF8.GetBytes(token)));
        GateResult result = Scan(image, "oci archive");
        Assert.Equal(5, result.Findings.Count);
        Assert.All(result.Findings, f => Assert.DoesNotContain(token[..20], string.Join(' ', f.Details.Select(d => d.ToString())), StringComparison.Ordinal));
    }

    [Fact]
    public void Blobs_that_no_manifest_names_are_read_too()
    {
        var image = new TestImage();
        image.AddLayer(null, compress: true, ("a", Clean));
        var files = new Dictionary<string, byte[]>(image.Layout()) { ["blobs/sha256/" + new string('0', 64)] = Token(7), ["notes.txt"] = Token(8) };
        Assert.Equal(["blobs/sha256/" + new string('0', 64), "notes.txt"], ScanFiles(files).Findings.Select(f => f.Path.Inner));
    }

    [Theory]
    [InlineData(20_000)]
    [InlineData(200_000)]
    public void What_is_missing_or_changed_is_not_read(int noiseLength)
    {
        var image = new TestImage();
        string layer = image.AddLayer(null, compress: true, ("a", Clean));
        string name = "blobs/" + layer.Replace(':', '/');
        var files = new Dictionary<string, byte[]>(image.Layout());
        files.Remove(name);
        GateResult missing = ScanFiles(files);
        Assert.Equal(RunVerdict.Incomplete, missing.Verdict);
        Assert.Equal(layer, Assert.Single(missing.Unread).Path.Inner);

        byte[] noise = new byte[noiseLength];
        new Random(1).NextBytes(noise);
        files[name] = TestImage.Gzip(TestImage.TarOf(("a", Token(9)), ("b", noise)));
        GateResult changed = ScanFiles(files);
        Assert.All(changed.Unread, u => Assert.StartsWith(layer, u.Path.Inner, StringComparison.Ordinal));
        Assert.Contains(changed.Unread, u => u.Reason == UnreadReason.Corrupt);
        Assert.Equal($"{layer}!a", Assert.Single(changed.Findings).Path.Inner);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"manifests\":7}")]
    [InlineData("{\"manifests\":[{\"digest\":\"../../etc/passwd\"}]}")]
    [InlineData("{\"manifests\":[{\"digest\":7}]}")]
    [InlineData("not json")]
    [InlineData("")]
    public void An_index_that_lies_is_not_read_but_everything_else_is(string index)
    {
        var image = new TestImage();
        string layer = image.AddLayer(null, compress: true, ("key.txt", Token(10)));
        var files = new Dictionary<string, byte[]>(image.Layout()) { ["index.json"] = Encoding.UTF8.GetBytes(index) };
        GateResult result = ScanFiles(files);
        Assert.NotEmpty(result.Unread);
        Assert.Equal($"blobs/sha256/{layer[7..]}!key.txt", Assert.Single(result.Findings).Path.Inner);
    }

    [Theory]
    [InlineData("[{\"Config\":null,\"Layers\":[]}]")]
    [InlineData("[{\"Config\":\"config.json\",\"Layers\":[null]}]")]
    [InlineData("[null]")]
    public void A_docker_manifest_without_names_is_not_read(string manifest) => Assert.NotEmpty(ScanFiles(new Dictionary<string, byte[]>
    {
        ["config.json"] = "{}"u8.ToArray(),
        ["manifest.json"] = Encoding.UTF8.GetBytes(manifest),
    }).Unread);

    [Fact]
    public void Indexes_that_name_each_other_over_and_over_end()
    {
        var image = new TestImage();
        image.AddLayer(null, compress: true, ("key.txt", Token(13)));
        var files = new Dictionary<string, byte[]>(image.Layout());
        for (int level = 0; level < 60; level++)
        {
            string inner = TestImage.Digest(files["index.json"]);
            files["blobs/" + inner.Replace(':', '/')] = files["index.json"];
            files["index.json"] = Encoding.UTF8.GetBytes($"{{\"manifests\":[{{\"digest\":\"{inner}\"}},{{\"digest\":\"{inner}\"}}]}}");
        }

        GateResult result = ScanFiles(files);
        Assert.Contains(result.Unread, u => u.Reason == UnreadReason.Depth);
        Assert.Single(result.Findings);
    }

    [Fact]
    public void Bytes_behind_the_end_of_a_tar_are_read()
    {
        byte[] tar = [.. TestImage.TarOf(("a.txt", Clean)), .. new byte[3000], .. Token(11)];
        string path = Path.Combine(_folder, "a.tar");
        foreach (byte[] content in new[] { tar, TestImage.Gzip(tar) })
        {
            File.WriteAllBytes(path, content);
            Finding finding = Assert.Single(Scan(path).Findings);
            Assert.Equal($"@{tar.Length - Token(11).Length}", finding.Path.Inner);
        }

        byte[] second = [.. TestImage.TarOf(("a.txt", Clean)), .. TestImage.TarOf(("b.txt", Token(12)))];
        File.WriteAllBytes(path, second);
        Assert.EndsWith("!b.txt", Assert.Single(Scan(path).Findings).Path.Inner, StringComparison.Ordinal);
    }

    // An image behind an image that has something behind it too: what stands behind an archive that is read in any order is read so itself.
    [Fact]
    public void Images_behind_the_end_of_each_other_are_read()
    {
        byte[] Image(int seed)
        {
            var image = new TestImage();
            image.AddLayer(null, compress: true, ("a.txt", Token(seed)));
            return TestImage.TarOf(image.DockerArchive());
        }

        string path = Path.Combine(_folder, "a.tar");
        File.WriteAllBytes(path, [.. Image(1), .. Image(2), .. Image(3), .. Token(4)]);
        Assert.Equal(4, Scan(path).Findings.Select(f => f.Fingerprint).Distinct().Count());
    }

    [Fact]
    public void The_kind_of_the_artifact_is_told()
    {
        var image = new TestImage();
        image.AddLayer(null, compress: true, ("a", Clean));
        Assert.Equal("oci-image", Scan(image, "oci folder").Artifacts[0].Kind);
        Assert.Equal("oci-image", Scan(image, "oci archive").Artifacts[0].Kind);
        Assert.Equal("docker-image", Scan(image, "docker archive").Artifacts[0].Kind);
    }

    private static byte[] Token(int seed) => Encoding.UTF8.GetBytes($"x = {SampleSecrets.GitHub(seed)}\n");

    private GateResult Scan(TestImage image, string carrier)
    {
        string path = Path.Combine(_folder, carrier.Replace(' ', '-').Replace('/', '_'));
        IReadOnlyDictionary<string, byte[]> files = carrier.StartsWith("oci", StringComparison.Ordinal) ? image.Layout() : image.DockerArchive();
        if (carrier.EndsWith("./", StringComparison.Ordinal))
        {
            files = files.ToDictionary(f => "./" + f.Key, f => f.Value);
        }

        if (carrier.EndsWith("folder", StringComparison.Ordinal))
        {
            foreach ((string name, byte[] content) in files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(path, name))!);
                File.WriteAllBytes(Path.Combine(path, name), content);
            }
        }
        else
        {
            byte[] tar = TestImage.TarOf(files);
            File.WriteAllBytes(path, carrier.EndsWith("compressed", StringComparison.Ordinal) ? TestImage.Gzip(tar) : tar);
        }

        return Scan(path);
    }

    private GateResult ScanFiles(IReadOnlyDictionary<string, byte[]> files)
    {
        string path = Path.Combine(_folder, "image.tar");
        File.WriteAllBytes(path, TestImage.TarOf(files));
        return Scan(path);
    }

    private GateResult Scan(string path) => new Gate().Run(new GateOptions
    {
        WorkingDirectory = _folder,
        Now = DateTimeOffset.UnixEpoch,
        Artifacts = [new ArtifactInput("image", path)],
    });
}
