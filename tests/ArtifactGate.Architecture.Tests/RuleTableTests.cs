using System.Globalization;
using System.Text;
using ArtifactGate.Detection;

namespace ArtifactGate.Architecture.Tests;

/// <summary>What is looked for stands in <c>eng/rules.md</c>, made from the rules themselves, so that a change of the catalogue shows in a review.</summary>
public sealed class RuleTableTests
{
    private const string Table = "eng/rules.md";

    [Fact]
    public void The_table_is_the_one_that_the_rules_make()
    {
        string actual = Render(RuleBook.Default.Rules);
        string current = Path.Combine(Repository.Root, "artifacts", "rules.md");
        Directory.CreateDirectory(Path.GetDirectoryName(current)!);
        File.WriteAllText(current, actual);
        string expected = File.Exists(Path.Combine(Repository.Root, Table)) ? Repository.Read(Table) : "";
        Assert.True(expected == actual, $"The rules changed. If that is meant, copy artifacts/rules.md over {Table}:\n"
            + string.Join('\n', expected.Split('\n').Except(actual.Split('\n')).Select(l => "- " + l).Concat(actual.Split('\n').Except(expected.Split('\n')).Select(l => "+ " + l))));
    }

    [Fact]
    public void Every_rule_has_a_reference_and_a_weakness() => Assert.All(RuleBook.Default.Rules, r =>
    {
        Assert.True(Uri.TryCreate(r.Reference, UriKind.Absolute, out Uri? reference) && reference.Scheme == Uri.UriSchemeHttps, $"{r.Code}: {r.Reference}");
        Assert.Contains(r.Cwe, (string[])["CWE-798", "CWE-259", "CWE-321", "CWE-260"]);
        Assert.Contains("NHI2:2025", r.NonHumanIdentityRisks);
    });

    private static string Render(IReadOnlyList<Rule> rules)
    {
        var text = new StringBuilder("# The rules\n\n");
        text.Append("Made from `src/ArtifactGate.Detection/Rules` by RuleTableTests, which fails when this file differs and says how to renew it.\n\n");
        text.Append("* evidence: what a match is worth without a proof; `context` warns, the rest blocks.\n");
        text.Append("* proof: the bits of its offline proof, where it has one; 20 and more make a match `proven`.\n");
        text.Append("* weakness: of the Common Weakness Enumeration. NHI: of the OWASP Non-Human Identities Top 10 of 2025 (2 secret leakage, 7 long-lived secrets).\n\n");
        text.Append("| code | name | title | issuer | found by | evidence | proof | weakness | NHI | reference |\n|---|---|---|---|---|---|---|---|---|---|\n");
        foreach (Rule rule in rules)
        {
            text.AppendJoin(" | ", "|", rule.Code, rule.Name, rule.Title, rule.Issuer, FoundBy(rule), rule.Evidence.ToString().ToLowerInvariant(), Proof(rule),
                rule.Cwe, string.Join(", ", rule.NonHumanIdentityRisks.Select(r => r.Split(':')[0]["NHI".Length..])), $"<{rule.Reference}>").Append(" |\n");
        }

        return text.Replace("| | ", "| ").Append(CultureInfo.InvariantCulture, $"\n{rules.Count} rules.\n").ToString();
    }

    private static string FoundBy(Rule rule) => rule switch
    {
        TokenRule => "its form",
        ContextRule => "its name",
        RunRule => "its checksum",
        BinaryRule => "its bytes",
        KnownValueRule => "its exact value",
        _ => "the file",
    };

    private static string Proof(Rule rule) => rule switch
    {
        TokenRule { Proof: { } proof } => Bits(proof),
        ContextRule { Proof: { } proof } => Bits(proof),
        RunRule run => Bits(run.Proof),
        _ => "",
    };

    private static string Bits(Proof proof) => proof.Bits.ToString(CultureInfo.InvariantCulture);
}
