using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ArtifactGate.Detection;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Leaks;

/// <summary>What ships in the layers, the configuration and the attestations of container images.</summary>
public sealed class ImageLeakTests : LeakTest
{
    private static readonly (string, byte[]) Clean = ("etc/motd", "welcome"u8.ToArray());

    [Fact]
    public void A_compiled_Python_cache_keeps_what_the_source_lost()
    {
        string? python = ProgramRun.Find("python3");
        Assert.SkipWhen(python is null, "python3 is not installed");
        string token = SampleSecrets.GitHub(1);
        byte[] Compile(string value)
        {
            string source = Path.Combine(Folder, "build.py"), compiled = Path.Combine(Folder, "build.pyc");
            File.WriteAllText(source, $"import os\n\ndef get():\n    token = '{value}'\n    return token + os.sep\n");
            ProgramRun run = ProgramRun.Start(python!, ["-c", $"import py_compile; py_compile.compile({JsonSerializer.Serialize(source)}, cfile={JsonSerializer.Serialize(compiled)}, doraise=True)"], Folder);
            Assert.True(run.ExitCode == 0, run.Output);
            return File.ReadAllBytes(compiled);
        }

        byte[] leaking = Compile(token), clean = Compile("none");
        Leaks(token, l => [("app/build.py", "token = os.environ['TOKEN']\n"u8.ToArray()), ("app/__pycache__/build.cpython-311.pyc", l == token ? leaking : clean)],
            "AG1001 {0}!app/__pycache__/build.cpython-311.pyc block");
    }

    [Fact]
    public void Keys_lie_in_layers()
    {
        string rsa = PemOf("pem-private-key", 1), ssh = PemOf("openssh-private-key", 2);
        Leaks(rsa, k => [("etc/ssl/private/server.key", Bytes(k)), ("etc/ssl/server.csr", "-----BEGIN CERTIFICATE REQUEST-----\n"u8.ToArray())], "AG2001 {0}!etc/ssl/private/server.key block");
        Leaks(ssh, k => [("root/.ssh/id_ed25519", Bytes(k)), ("root/.ssh/known_hosts", "github.com ssh-ed25519 AAAA\n"u8.ToArray())], "AG2002 {0}!root/.ssh/id_ed25519 block");
        Leaks(SampleSecrets.Token("openai-key", 3), k => [("app/config.py", Bytes($"KEY = \"{k}\"\n"))], "AG1351 {0}!app/config.py block");
    }

    [Fact]
    public void The_environment_of_the_container_is_in_the_configuration()
    {
        string token = SampleSecrets.Token("openai-key", 4);
        (GateResult result, _) = ScanImage(c => c["config"]!["Env"] = Array("PATH=/bin", $"OPENAI_API_KEY={token}"));
        Assert.Equal([("AG1351", "config", "Env[1]", Verdict.Block)], result.Findings.Select(f => (f.Rule.Code, f.Path.Inner, f.Location.Member!, f.Verdict)));
        Assert.Empty(ScanImage(c => c["config"]!["Env"] = Array("PATH=/bin", "OPENAI_API_KEY=", "OPENAI_API_KEY=${KEY}")).Result.Findings);
    }

    [Theory]
    [InlineData("RUN |1 TOKEN={0} /bin/sh -c npm ci # buildkit")]
    [InlineData("|2 TOKEN={0} VERSION=1.0.0 /bin/sh -c npm ci")]
    [InlineData("ARG TOKEN={0}")]
    [InlineData("/bin/sh -c #(nop)  ARG TOKEN={0}")]
    [InlineData("ENV TOKEN={0}")]
    [InlineData("/bin/sh -c git clone https://x-access-token:{0}@github.com/contoso/app")]
    [InlineData("LABEL build.token={0}")]
    public void Arguments_of_the_build_stay_in_the_history(string instruction)
    {
        string token = SampleSecrets.GitHub(5);
        void Change(JsonNode config, string value) => config["history"]!.AsArray().Add(new JsonObject { ["created_by"] = string.Format(null, instruction, value), ["empty_layer"] = true });
        (GateResult result, _) = ScanImage(c => Change(c, token));
        Assert.Equal([("AG1001", "config", "history[1]", Verdict.Block)], result.Findings.Select(f => (f.Rule.Code, f.Path.Inner, f.Location.Member!, f.Verdict)));
        Assert.Empty(ScanImage(c => Change(c, "<redacted>")).Result.Findings);
        Assert.Empty(result.Unread);
    }

    [Fact]
    public void Labels_are_read()
    {
        string password = Password();
        (GateResult result, _) = ScanImage(c => c["config"]!["Labels"] = new JsonObject { ["org.opencontainers.image.source"] = $"https://build:{password}@git.contoso.net/app" });
        Assert.Equal([("AG1213", "config", "Labels.org.opencontainers.image.source", Verdict.Block)], result.Findings.Select(f => (f.Rule.Code, f.Path.Inner, f.Location.Member!, f.Verdict)));
        Assert.Empty(ScanImage(c => c["config"]!["Labels"] = new JsonObject { ["org.opencontainers.image.source"] = "https://git.contoso.net/app" }).Result.Findings);
    }

    [Fact]
    public void The_provenance_of_the_build_names_its_arguments()
    {
        string token = SampleSecrets.GitHub(6);
        Dictionary<string, byte[]> Build(string value)
        {
            var image = new TestImage();
            image.AddLayer("COPY", true, Clean);
            var files = new Dictionary<string, byte[]>(image.Layout());
            string Blob(JsonNode json)
            {
                byte[] blob = Bytes(json.ToJsonString());
                files["blobs/" + TestImage.Digest(blob).Replace(':', '/')] = blob;
                return TestImage.Digest(blob);
            }

            JsonObject Descriptor(string digest, string type) => new() { ["mediaType"] = type, ["digest"] = digest, ["size"] = files["blobs/" + digest.Replace(':', '/')].Length };
            string statement = Blob(new JsonObject
            {
                ["_type"] = "https://in-toto.io/Statement/v0.1",
                ["predicateType"] = "https://slsa.dev/provenance/v0.2",
                ["predicate"] = new JsonObject { ["invocation"] = new JsonObject { ["parameters"] = new JsonObject { ["args"] = new JsonObject { ["build-arg:TOKEN"] = value } } } },
            });
            string config = Blob(new JsonObject { ["architecture"] = "unknown", ["os"] = "unknown", ["config"] = new JsonObject(), ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = Array(statement) } });
            string manifest = Blob(new JsonObject
            {
                ["schemaVersion"] = 2,
                ["config"] = Descriptor(config, "application/vnd.oci.image.config.v1+json"),
                ["layers"] = new JsonArray(Descriptor(statement, "application/vnd.in-toto+json")),
            });
            JsonNode index = JsonNode.Parse(files["index.json"])!;
            JsonObject entry = Descriptor(manifest, "application/vnd.oci.image.manifest.v1+json");
            entry["annotations"] = new JsonObject { ["vnd.docker.reference.type"] = "attestation-manifest", ["vnd.docker.reference.digest"] = index["manifests"]![0]!["digest"]!.GetValue<string>() };
            index["manifests"]!.AsArray().Add(entry);
            files["index.json"] = Bytes(index.ToJsonString());
            return files;
        }

        GateResult result = Scan("image.tar", TestImage.TarOf(Build(token)));
        Finding finding = Assert.Single(result.Findings);
        Assert.Equal(("AG1001", Verdict.Block), (finding.Rule.Code, finding.Verdict));
        Assert.StartsWith("sha256:", finding.Path.Inner, StringComparison.Ordinal);
        Assert.Empty(result.Unread);
        GateResult clean = Scan("clean.tar", TestImage.TarOf(Build("release")));
        Assert.Empty(clean.Findings);
        Assert.Empty(clean.Unread);
    }

    [Theory]
    [InlineData("app/.wh.key.pem", "deletedIn")]
    [InlineData("app/.wh..wh..opq", "deletedIn")]
    [InlineData("app/key.pem", "overwrittenIn")]
    public void What_a_later_layer_hides_still_ships(string entry, string detail)
    {
        string key = PemOf("pem-private-key", 3);
        var image = new TestImage();
        string layer = image.AddLayer("COPY key.pem /app/", true, ("app/key.pem", Bytes(key)));
        image.AddLayer("RUN rm", true, (entry, entry.Contains(".wh.", StringComparison.Ordinal) ? [] : "-----BEGIN PUBLIC KEY-----"u8.ToArray()));
        GateResult result = Scan("image.tar", TestImage.TarOf(image.Layout()));
        Assert.Equal([$"AG2001 {layer}!app/key.pem block"], Described(result));
        Assert.Contains("layer 2 of 2", result.Findings[0].Details[detail], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("VSS_NUGET_EXTERNAL_FEED_ENDPOINTS")]
    [InlineData("ARTIFACTS_CREDENTIALPROVIDER_EXTERNAL_FEED_ENDPOINTS")]
    public void Credentials_of_the_restore_stay_in_the_image(string variable)
    {
        static string Json(string password) => $$"""{"endpointCredentials": [{"endpoint":"https://pkgs.contoso.net/v3/index.json", "username":"docker", "password":"{{password}}"}]}""";
        foreach ((string secret, string code) in ((string, string)[])[(SampleSecrets.Token("azure-devops-pat", 7), "AG1031"), (Password(), "AG1532")])
        {
            string json = Json(secret), clean = Json("${FEED_TOKEN}");
            (string Member, Func<JsonNode, string, JsonNode?> Change)[] places =
            [
                ("Env[1]", (c, v) => c["config"]!["Env"] = Array("PATH=/bin", $"{variable}={v}")),
                ("history[1]", (c, v) => AddStep(c, $"ENV {variable}={v}")),
                ("history[1]", (c, v) => AddStep(c, $"ARG {variable}={v}")),
                ("history[1]", (c, v) => AddStep(c, $"RUN |1 {variable}={v} /bin/sh -c dotnet restore # buildkit")),
                ("history[1]", (c, v) => AddStep(c, $"RUN /bin/sh -c export {variable}=\"{v.Replace("\"", "\\\"", StringComparison.Ordinal)}\" && dotnet restore")),
            ];
            foreach ((string member, Func<JsonNode, string, JsonNode?> change) in places)
            {
                GateResult result = ScanImage(c => change(c, json)).Result;
                Assert.Equal([(code, "config", member, Verdict.Block)], result.Findings.Select(f => (f.Rule.Code, f.Path.Inner, f.Location.Member!, f.Verdict)));
                Assert.Empty(ScanImage(c => change(c, clean)).Result.Findings);
            }

            Leaks("logs.zip", secret, v => Zip(("build.log", $"2026-01-01T00:00:00Z {variable}={(v == Nothing ? clean : json)}\n")), $"{code} build.log block");
            Leaks("compose.zip", secret, v => Zip(("docker-compose.yml", $"services:\n  app:\n    build:\n      args:\n        {variable}: '{(v == Nothing ? clean : json)}'\n")), $"{code} docker-compose.yml block");
        }
    }

    [Fact]
    public void Caches_and_settings_of_root_ship_with_the_layer()
    {
        Leaks(SampleSecrets.Token("npm-token", 8), t => [("root/.npmrc", Bytes($"//registry.npmjs.org/:_authToken={t}\n"))], "AG1041 {0}!root/.npmrc block");
        Leaks(Password(), t => [("root/.config/pip/pip.conf", Bytes($"[global]\nindex-url = https://build:{t}@pypi.contoso.net/simple\n"))], "AG1213 {0}!root/.config/pip/pip.conf block");
        Leaks(Password(), t => [("root/.nuget/NuGet/NuGet.Config", Bytes($"""
            <configuration><packageSourceCredentials><a><add key="Username" value="b" /><add key="ClearTextPassword" value="{t}" /></a></packageSourceCredentials></configuration>
            """))], "AG3001 {0}!root/.nuget/NuGet/NuGet.Config block");
        Leaks(Password(), t => [("root/.netrc", Bytes($"machine pkgs.contoso.net login build password {t}\n"))], "AG3006 {0}!root/.netrc block");
        Leaks(Password(), t => [("root/.docker/config.json", Bytes($$"""{"auths":{"registry.contoso.net":{"auth":"{{Base64("build:" + t)}}" } } }"""))], "AG3003 {0}!root/.docker/config.json block");
        ContentSample ring = ((ContentRule)RuleBook.Default.Find("AG3011")!).Sample(new Random(9));
        Leaks("ring", t => [(ring.Path, t == Nothing ? "<key/>"u8.ToArray() : ring.Content)], $"AG3011 {{0}}!{ring.Path} block");
        ContentSample cache = ((ContentRule)RuleBook.Default.Find("AG3017")!).Sample(new Random(9));
        Leaks("cache", t => [(cache.Path, t == Nothing ? "{\"RefreshToken\":{}}"u8.ToArray() : cache.Content)], $"AG3017 {{0}}!{cache.Path} block");
        Leaks(WebToken(9), t => [("root/.azure/msal_token_cache.json", Bytes($$"""{"AccessToken":{"a-accesstoken-b":{"credential_type":"AccessToken","secret":"{{t}}" } } }"""))],
            "AG1201 {0}!root/.azure/msal_token_cache.json block");
        Leaks(SampleSecrets.Token("rubygems-key", 10), t => [("root/.gem/credentials", Bytes($"---\n:rubygems_api_key: {t}\n"))], "AG1044 {0}!root/.gem/credentials block");
        Leaks(SampleSecrets.Token("crates-io-token", 11), t => [("root/.cargo/credentials.toml", Bytes($"[registry]\ntoken = \"{t}\"\n"))], "AG1045 {0}!root/.cargo/credentials.toml block");
    }

    [Fact]
    public void What_was_typed_ships_with_the_layer()
    {
        string token = SampleSecrets.GitHub(13);
        Leaks(token, t => [("root/.bash_history", t == Nothing ? [] : Bytes("ls -la\n"))], "AG3019 {0}!root/.bash_history warn");
        Leaks(token, t => [("root/.aws/sso/cache/9c.json", t == Nothing ? [] : Bytes("{}"))], "AG3023 {0}!root/.aws/sso/cache/9c.json warn");
    }

    [Fact]
    public void A_database_of_a_cache_is_read_row_by_row()
    {
        string? python = ProgramRun.Find("python3");
        Assert.SkipWhen(python is null, "python3 is not installed");
        string token = SampleSecrets.GitHub(12);
        byte[] Make(string value)
        {
            string file = Path.Combine(Folder, "cache.db");
            File.Delete(file);
            ProgramRun run = ProgramRun.Start(python!, ["-c", "import sqlite3,sys\nc=sqlite3.connect(sys.argv[1])\nc.execute('create table t(k text, v text)')\nc.execute('insert into t values(?,?)',('token',sys.argv[2]))\nc.commit()", file, value], Folder);
            Assert.True(run.ExitCode == 0, run.Output);
            return File.ReadAllBytes(file);
        }

        Leaks(token, t => [("root/.cache/app/cache.db", Make(t))], "AG1001 {0}!root/.cache/app/cache.db!t block");
    }

    private static JsonNode? AddStep(JsonNode config, string instruction)
    {
        config["history"]!.AsArray().Add(new JsonObject { ["created_by"] = instruction, ["empty_layer"] = true });
        return null;
    }

    private static JsonArray Array(params string[] items) => [.. items.Select(i => JsonValue.Create(i))];

    private static string PemOf(string rule, int seed) => SampleSecrets.Token(rule, seed);

    // One layer with the files; {0} of an expected finding is its digest.
    private void Leaks(string secret, Func<string, (string Name, byte[] Content)[]> files, string expected)
    {
        foreach (string value in (string[])[secret, Nothing])
        {
            var image = new TestImage();
            string layer = image.AddLayer("COPY . .", true, [Clean, .. files(value)]);
            GateResult result = Scan("image.tar", TestImage.TarOf(image.Layout()));
            Assert.Equal(value == Nothing ? [] : [string.Format(null, expected, layer)], Described(result));
            Assert.Empty(result.Unread);
        }
    }

    private (GateResult Result, string Layer) ScanImage(Action<JsonNode> change)
    {
        var image = new TestImage();
        string layer = image.AddLayer("COPY . .", true, Clean);
        return (Scan("image.tar", TestImage.TarOf(image.LayoutWith(config =>
        {
            JsonNode json = JsonNode.Parse(config)!;
            change(json);
            return Encoding.UTF8.GetBytes(json.ToJsonString());
        }))), layer);
    }
}
