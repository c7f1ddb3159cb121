
namespace ArtifactGate.Engine.Tests.Known;

/// <summary>The environments of real build servers: what is looked for, and that nothing of it is found where it is not.</summary>
public sealed class BuildServerTests
{
    public static TheoryData<string> Servers => new(BuildServerVariables.Names);

    [Theory]
    [MemberData(nameof(Servers))]
    public void The_right_variables_are_looked_for(string server)
    {
        using var run = new KnownRun();
        IReadOnlyList<(char Expected, string Name, string Value)> variables = Take(run, server);
        GateResult result = run.Scan(run.Write("a.txt", "nothing"));
        Assert.Equal(variables.Where(v => v.Expected == '+').Select(v => v.Name).Order(StringComparer.Ordinal), result.KnownValues!.Searched);
        Assert.Equal(variables.Where(v => v is { Expected: '-', Value.Length: > 0 }).Select(v => v.Name).Order(StringComparer.Ordinal),
            result.KnownValues.Refused.Select(r => r.Variable));
        Assert.Empty(result.Notices);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public void A_dump_of_the_environment_shows_each_of_them_and_nothing_else(string server)
    {
        using var run = new KnownRun();
        IReadOnlyList<(char Expected, string Name, string Value)> variables = Take(run, server);
        string secret = run.Write("dump.log", string.Concat(variables.Select(v => $"{v.Name}={v.Value}\n")));
        string clean = run.Write("clean.log", string.Concat(variables.Where(v => v.Expected != '+').Select(v => $"{v.Name}={v.Value}\n")));
        Assert.DoesNotContain(run.Scan(clean).Findings, IsKnown);
        Assert.Equal(variables.Where(v => v.Expected == '+').Select(v => v.Name),
            run.Scan(secret).Findings.Where(IsKnown).SelectMany(f => f.Details["variable"].Split(", ")).Distinct());
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public void What_this_repository_builds_holds_none(string server)
    {
        using var run = new KnownRun();
        Take(run, server);
        foreach (string library in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll"))
        {
            Assert.DoesNotContain(run.Scan(library).Findings, IsKnown);
        }
    }

    private static bool IsKnown(Finding finding) => finding.Rule.Code.StartsWith("AG5", StringComparison.Ordinal);

    private static IReadOnlyList<(char Expected, string Name, string Value)> Take(KnownRun run, string server)
    {
        run.Variables.Clear();
        IReadOnlyList<(char Expected, string Name, string Value)> variables = BuildServerVariables.Of(server);
        foreach ((_, string name, string value) in variables)
        {
            run.Variables.Add(name, value);
        }

        return variables;
    }
}
