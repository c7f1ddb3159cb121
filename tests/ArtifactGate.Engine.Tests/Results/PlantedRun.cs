using System.Text;
using ArtifactGate.Detection;
using ArtifactGate.Engine.Tests.Policies;

namespace ArtifactGate.Engine.Tests.Results;

/// <summary>A real run over a folder with generated credentials in it, and the values that no report may show.</summary>
internal sealed class PlantedRun
{
    private PlantedRun(GateResult result, RevealedValues? revealed, IReadOnlyList<string> values) => (Result, Revealed, Values) = (result, revealed, values);

    public GateResult Result { get; }

    public RevealedValues? Revealed { get; }

    public IReadOnlyList<string> Values { get; }

    public static PlantedRun Make(int seed, bool reveal)
    {
        var random = new Random(seed);
        var rule = (TokenRule)RuleBook.Default.Find("AG1001")!;
        string[] values = [.. Enumerable.Range(0, 3).Select(_ => rule.Proof!.Complete(rule.Shape.Sample(random), random))];
        using var folder = new PolicyFolder();
        folder.Write("settings.json", $$"""{ "token": "{{values[0]}}" }""");
        File.WriteAllBytes(Path.Combine(folder.Root, "wide.bin"), Encoding.Unicode.GetBytes($"....{values[1]}...."));
        folder.Write("encoded.txt", $"x {Convert.ToBase64String(Encoding.UTF8.GetBytes($"a: {values[2]}\n"))} y");

        var gate = new Gate();
        GateResult result = gate.Run(PolicyFolder.Options() with
        {
            WorkingDirectory = folder.Root,
            Artifacts = [new ArtifactInput("publish", folder.Root)],
            Reveal = reveal,
        });
        return new PlantedRun(result, gate.Revealed, values);
    }

    /// <summary>The forms in which a value could slip into a text. Pieces of it, because a base64 run depends on what stands before.</summary>
    public static IEnumerable<string> FormsOf(string value)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(value);
        string secret = value[4..];
        yield return secret;
        yield return secret[..16];
        yield return secret[^16..];
        yield return new string([.. secret.Reverse()]);
        yield return string.Join('\0', secret.ToCharArray());
        yield return Convert.ToHexString(utf8)[8..];
        yield return Convert.ToHexStringLower(utf8)[8..];
        yield return Uri.HexEscape(secret[0]) + Uri.HexEscape(secret[1]);
        yield return Convert.ToBase64String(Encoding.Unicode.GetBytes(value))[8..40];
        for (int shift = 0; shift < 3; shift++)
        {
            yield return Convert.ToBase64String(utf8[shift..])[8..32];
        }
    }
}
