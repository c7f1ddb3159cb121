using ArtifactGate.Detection;
using ArtifactGate.Engine.Known;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Matrix;

/// <summary>Every rule in every carrier: found once, at its exact place, and nothing else.</summary>
public sealed class CarrierMatrixTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-matrix-").FullName;

    public static TheoryData<string> Carriers => [.. FormatSamples.Makers.Keys];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_rule_has_a_sample()
    {
        IEnumerable<string> planted = MatrixPayload.Of(Carries.Tree).Planted.Select(p => p.Rule);
        // A file that its place tells is one in a carrier that keeps the place only.
        Assert.Empty(RuleBook.Default.Rules.Where(r => r is not FileRule { Places.Count: > 0 }).Select(r => r.Code).Except(planted));
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public void Every_rule_is_found_once_at_its_place(string name)
    {
        FormatMaker maker = FormatSamples.Makers[name];
        MatrixPayload payload = MatrixPayload.Of(maker.Carries);
        var check = new MatrixCheck(maker.Carries);
        bool alone = maker.Carries is Carries.File or Carries.Content;
        var gate = new Gate();
        GateResult result;
        if (alone)
        {
            // One carrier for each, all in one folder.
            foreach (PayloadItem item in payload.Items)
            {
                FormatSample sample = Make(name, [item]);
                string path = $"{check.Count}/{sample.FileName}";
                Write(path, sample.Content);
                check.Expect(payload.Only(item), sample, path + "!");
            }

            result = gate.Run(Options("carriers"));
        }
        else
        {
            FormatSample sample = Make(name, payload.Items);
            Write("sample", sample.Content);
            check.Expect(payload, sample);
            if (sample.Format == "binlog")
            {
                check.Expect("AG3015");
            }

            result = gate.Run(Options("carriers/sample"));
        }

        check.Judge(result, gate.Revealed!);
    }

    private FormatSample Make(string name, IReadOnlyList<PayloadItem> items)
    {
        string work = Directory.CreateDirectory(Path.Combine(_folder, "work")).FullName;
        FormatSample? sample = FormatSamples.Makers[name].Make(work, items);
        Assert.SkipWhen(sample is null, $"The program that makes '{name}' is not installed.");
        return sample!;
    }

    private void Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder, "carriers", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    private GateOptions Options(string artifact) => new()
    {
        WorkingDirectory = _folder,
        Now = DateTimeOffset.UnixEpoch,
        Artifacts = [new ArtifactInput(artifact, Path.Combine(_folder, artifact))],
        Reveal = true,
        KnownValues = KnownValueRequest.Parse("on"),
        Variables = () => new Dictionary<string, string> { [MatrixPayload.Variable] = MatrixPayload.KnownValue },
    };
}
