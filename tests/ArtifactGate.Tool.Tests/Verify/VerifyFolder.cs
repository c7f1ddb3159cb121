using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ArtifactGate.Testing;

namespace ArtifactGate.Tool.Tests.Verify;

/// <summary>A folder with artifacts, a key pair and the tool as a program of its own.</summary>
internal sealed class VerifyFolder : ToolFolder
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public VerifyFolder()
        : base("artifactgate-verify-")
    {
        Write("out/a.txt", "the first artifact");
        Write("out/b.txt", "the second artifact");
        Write("publish/app/x.txt", "a file of the folder");
        Write("publish/y.txt", "another one");
        Write("gate.key", _key.ExportPkcs8PrivateKeyPem());
        Write("gate.pub", _key.ExportSubjectPublicKeyInfoPem());
    }

    /// <summary>Scans with a signed receipt, <c>r.json</c>, which must succeed.</summary>
    public void Scanned(params string[] arguments) => Passes("scan", ["--receipt", "r.json", "--sign", "gate.key", .. arguments]);

    /// <summary>Runs the tool and expects exit 0.</summary>
    public string Passes(string command, params string[] arguments)
    {
        ProgramRun run = Run([command, .. arguments]);
        Assert.True(run.ExitCode == 0, $"exit {run.ExitCode}: {run.Output}");
        return run.Output;
    }

    /// <summary>Verifies with the key and expects it to hold.</summary>
    public void Verified(params string[] arguments) => Assert.StartsWith("verified: ", Passes("verify", ["--key", "gate.pub", .. arguments]), StringComparison.Ordinal);

    /// <summary>Verifies with the key and expects refusals that say, in their order, what stands between the bars.</summary>
    public void Refused(string says, params string[] arguments) => RefusedWith(says, ["--key", "gate.pub", .. arguments]);

    /// <summary>Verifies and expects refusals, with all options given.</summary>
    public void RefusedWith(string says, params string[] arguments)
    {
        ProgramRun run = Run(["verify", .. arguments]);
        string[] lines = run.Output.Split(System.Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        string[] expected = says.Split('|');
        Assert.True(run.ExitCode == 1 && lines.Length == expected.Length, $"exit {run.ExitCode}: {run.Output}");
        Assert.All(lines.Zip(expected), p =>
        {
            Assert.StartsWith("refused: '", p.First, StringComparison.Ordinal);
            Assert.Contains(p.Second, p.First, StringComparison.Ordinal);
        });
    }

    /// <summary>Signs an edited statement with the right key, so that only what was edited can be the reason to refuse.</summary>
    public void Edit(string receipt, Action<JsonNode> edit)
    {
        JsonNode envelope = JsonNode.Parse(Read(receipt))!;
        JsonNode statement = JsonNode.Parse(Convert.FromBase64String((string)envelope["payload"]!))!;
        edit(statement);
        byte[] payload = Encoding.UTF8.GetBytes(statement.ToJsonString());
        envelope["payload"] = Convert.ToBase64String(payload);
        envelope["signatures"]![0]!["sig"] = Convert.ToBase64String(_key.SignData(PreAuthentication(payload), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        Write(receipt, envelope.ToJsonString());
    }

    /// <summary>The extension of a statement.</summary>
    public static JsonObject Extension(JsonNode statement) =>
        statement["predicate"]!.AsObject().Single(m => m.Key.StartsWith("https://", StringComparison.Ordinal)).Value!.AsObject();

    /// <summary>What the envelope's signature is over; written here anew, by the protocol.</summary>
    public static byte[] PreAuthentication(byte[] payload) =>
        [.. Encoding.ASCII.GetBytes("DSSEv1 28 application/vnd.in-toto+json " + payload.Length.ToString(CultureInfo.InvariantCulture) + " "), .. payload];

    public override void Dispose()
    {
        _key.Dispose();
        base.Dispose();
    }
}
