using System.Globalization;
using System.Text;
using ArtifactGate.Detection;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Matrix;

/// <summary>Compares what was planted in a carrier with what was found in it, one by one.</summary>
/// <param name="carries">What the carrier can hold.</param>
internal sealed class MatrixCheck(Carries carries)
{
    private readonly List<(Planted Planted, string Path, string? Member)> _expected = [];
    private readonly StringBuilder _wrong = new();

    /// <summary>How many samples are expected.</summary>
    public int Count => _expected.Count;

    /// <summary>Expects the samples of a payload.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="sample">What carries it.</param>
    /// <param name="around">The path of the carrier, or nothing where that is scanned alone.</param>
    public void Expect(MatrixPayload payload, FormatSample sample, string around = "")
    {
        Dictionary<string, PayloadItem> items = payload.Items.ToDictionary(i => i.Name);
        foreach (Planted planted in payload.Planted)
        {
            PayloadItem item = items[planted.Item];
            _expected.Add((planted.Behind(item.Content.Contains((byte)0) ? 0 : sample.Before), around + sample.PathOf(item), sample.MemberOf(item)));
        }
    }

    /// <summary>Expects that the carrier itself is told of.</summary>
    public void Expect(string rule) => _expected.Add((new Planted(rule, "", null), "", null));

    /// <summary>Fails with all that is wrong.</summary>
    public void Judge(GateResult result, RevealedValues revealed)
    {
        Assert.Empty(result.Unread);
        Dictionary<string, List<Finding>> found = result.Findings.GroupBy(f => Key(f, revealed)).ToDictionary(g => g.Key, g => g.ToList());
        foreach ((Planted planted, string path, string? member) in _expected)
        {
            found.Remove(Key(planted, path), out List<Finding>? here);
            Compare(planted, path, member, here ?? []);
        }

        foreach (Finding finding in found.Values.SelectMany(f => f))
        {
            Wrong($"{finding.Rule.Code} at {finding.Path.Inner}, {finding.Location}, {finding.Encoding}, was not planted: {revealed.Find(finding)}");
        }

        Assert.True(_wrong.Length == 0, _wrong.ToString());
    }

    private void Compare(Planted planted, string path, string? member, List<Finding> here)
    {
        string expected = MatrixExceptions.ToldAs(planted.Rule, carries) ?? planted.Rule;
        if (string.Join(" and ", here.Select(f => f.Rule.Code)) is var codes && codes != expected)
        {
            Wrong($"{planted.Rule} at {path}, {planted.Place}: expected '{expected}', found '{codes}' {here.FirstOrDefault()?.Details.GetValueOrDefault("also")}");
            return;
        }

        foreach (FindingLocation at in here.Select(f => f.Location))
        {
            if ((planted.Place is { } place && (at.Line, at.Column) != (place.Line, place.Column)) || (member is not null && at.Member != member))
            {
                Wrong($"{planted.Rule} at {path}: expected {planted.Place} {member}, found {at}");
            }
        }
    }

    // In a file the place tells one sample from another; a string is a place of its own, of which the carrier knows no more than the value.
    private static string Key(Planted planted, string path) => string.Create(CultureInfo.InvariantCulture, $"{path}|{planted.Place?.Offset}|{planted.Value}");

    private string Key(Finding finding, RevealedValues revealed)
    {
        long? offset = finding.Rule is FileRule || carries is Carries.Named or Carries.Strings ? null : finding.Location.Offset;
        return string.Create(CultureInfo.InvariantCulture, $"{finding.Path.Inner}|{offset}|{revealed.Find(finding)}");
    }

    private void Wrong(string what) => _wrong.AppendLine(what);
}
