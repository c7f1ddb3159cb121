using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Images;

/// <summary>Images that buildah made, step by step and from a file of instructions, in each of the forms in which it hands them on.</summary>
public sealed class BuildahImageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-buildah-").FullName;
    private readonly Buildah _buildah;

    public BuildahImageTests() => _buildah = new Buildah(_folder);

    public static TheoryData<string, string, string> Targets => new()
    {
        { "oci:layout:app", "layout", "oci-image" },
        { "oci-archive:image.tar:app", "image.tar", "oci-image" },
        { "docker-archive:image.tar:example/app:1", "image.tar", "docker-image" },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_place_that_the_builder_can_put_a_value_is_read(string target, string artifact, string kind)
    {
        Buildah.SkipWhereMissing();
        bool isOci = kind == "oci-image";
        GateResult result = Build(SampleSecrets.GitHub, target, artifact);
        Assert.Equal(RunVerdict.Blocked, result.Verdict);
        Assert.Equal(kind, result.Artifacts[0].Kind);
        Assert.Empty(result.Unread);

        Finding deleted = Assert.Single(result.Findings, f => f.Path.Inner.EndsWith("!app/settings.json", StringComparison.Ordinal));
        Finding kept = Assert.Single(result.Findings, f => f.Path.Inner.EndsWith("!app/kept.json", StringComparison.Ordinal));
        string lower = deleted.Details["layer"], upper = kept.Details["layer"];
        string[] expected =
        [
            // The last step of the history names its command, its comment and the author once more.
            "config Cmd[1]", "config Env[0]", "config Labels.build.token", "config author", "config history[0]", "config history[1]", "config history[1]", "config history[1]",
            $"{lower}!app/settings.json ", $"{upper}!app/kept.json ",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Places(result).Where(p => isOci ? !IsManifest(p) : !IsOldConfiguration(p)));
        // One annotation; or command, variable and label once more.
        Assert.Equal(isOci ? 1 : 3, result.Findings.Count - expected.Length);

        Assert.Equal(("1 of 2", "COPY, history[0]"), (deleted.Details["layerIndex"], deleted.Details["instruction"]));
        Assert.Equal($"{upper}, layer 2 of 2 (RUN, history[1])", deleted.Details["deletedIn"]);
        Assert.Equal(("2 of 2", "RUN, history[1]"), (kept.Details["layerIndex"], kept.Details["instruction"]));
        Assert.DoesNotContain("deletedIn", kept.Details.Keys);
        Assert.Matches(isOci ? "^sha256:[0-9a-f]{64}$" : @"^[0-9a-f]{64}\.tar$", lower);

        GateResult clean = Build(_ => "none", target, artifact);
        Assert.Empty(clean.Findings);
        Assert.Empty(clean.Unread);
        Assert.Equal(RunVerdict.Passed, clean.Verdict);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Arguments_of_a_build_stay_in_the_steps_that_could_use_them(string target, string artifact, string kind)
    {
        Buildah.SkipWhereMissing();
        GateResult result = BuildFile(SampleSecrets.GitHub(1), target, artifact);
        Assert.Equal(kind, result.Artifacts[0].Kind);
        Assert.Empty(result.Unread);
        Finding file = Assert.Single(result.Findings, f => f.Path.Inner.EndsWith("!app/settings.json", StringComparison.Ordinal));
        Assert.Equal(("COPY, history[2]", "2 of 3"), (file.Details["instruction"], file.Details["layerIndex"]));
        Assert.EndsWith(", layer 3 of 3 (RUN, history[3])", file.Details["overwrittenIn"], StringComparison.Ordinal);
        string[] expected = ["config Env[1]", "config Labels.build.token", "config history[3]", $"{file.Details["layer"]}!app/settings.json "];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Places(result).Where(p => !IsOldConfiguration(p)));
        Assert.Single(result.Findings.Select(f => f.Fingerprint).Distinct());

        Assert.Empty(BuildFile("none", target, artifact).Findings);
    }

    // Two layers: what the first copies, the second deletes. The names of the steps are those that a file of instructions would leave.
    private GateResult Build(Func<int, string> secret, string target, string artifact)
    {
        _buildah.Write("settings.json", $$"""{ "token": "{{secret(1)}}" }""");
        _buildah.Write("kept.json", $$"""{ "token": "{{secret(2)}}" }""");
        string first = _buildah.Run("from", "scratch");
        _buildah.Run("copy", first, "settings.json", "/app/settings.json");
        _buildah.Run("config", "--created-by", $"COPY settings.json /app/ # {secret(3)}", first);
        _buildah.Run("commit", "-q", first, "first");
        string second = _buildah.Run("from", "first");
        File.Delete(Path.Combine(_buildah.Run("mount", second), "app/settings.json"));
        _buildah.Run("umount", second);
        _buildah.Run("copy", second, "kept.json", "/app/kept.json");
        _buildah.Run("config", "--created-by", $"|1 TOKEN={secret(4)} /bin/sh -c rm /app/settings.json", "--history-comment", $"with {secret(5)} ",
            "--env", $"TOKEN={secret(6)}", "--label", $"build.token={secret(7)}", "--cmd", $"/app/run --token={secret(8)}",
            "--author", $"build {secret(9)}", "--annotation", $"build.token={secret(10)}", second);
        _buildah.Run("commit", "-q", second, "app");
        return PushAndScan(target, artifact);
    }

    private GateResult BuildFile(string secret, string target, string artifact)
    {
        _buildah.WriteProgram();
        _buildah.Write("settings.json", $$"""{ "token": "{{secret}}" }""");
        _buildah.Write("Containerfile", """
            FROM scratch
            COPY ldconfig /ldconfig
            ARG TOKEN
            COPY settings.json /app/settings.json
            RUN ["/ldconfig", "-C", "/app/settings.json"]
            ENV TOKEN=$TOKEN
            LABEL build.token=$TOKEN
            """);
        _buildah.Run("bud", "-q", "--layers", "--build-arg", $"TOKEN={secret}", "-t", "app", ".");
        return PushAndScan(target, artifact);
    }

    private GateResult PushAndScan(string target, string artifact)
    {
        string path = Path.Combine(_folder, artifact);
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        File.Delete(path);
        _buildah.Run("push", "-q", "app", target);
        return new Gate().Run(new GateOptions
        {
            WorkingDirectory = _folder,
            Now = DateTimeOffset.UnixEpoch,
            Artifacts = [new ArtifactInput(artifact, path)],
        });
    }

    private static IEnumerable<string> Places(GateResult result) => result.Findings.Select(f => $"{f.Path.Inner} {f.Location.Member}").Order(StringComparer.Ordinal);

    // The manifest of an image, in which its annotations are.
    private static bool IsManifest(string place) => place.StartsWith("sha256:", StringComparison.Ordinal) && !place.Contains('!', StringComparison.Ordinal);

    // Archives for Docker repeat the configuration for readers of the old form, in a folder for each layer.
    private static bool IsOldConfiguration(string place) => place.Split(' ')[0].EndsWith("/json", StringComparison.Ordinal);
}
