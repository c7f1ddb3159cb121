using System.Text.Json;
using ArtifactGate.Engine.Policies;

namespace ArtifactGate.Engine.Tests.Policies;

/// <summary>The schema for editors and the reader know the same.</summary>
public sealed class SchemaTests : IDisposable
{
    private readonly JsonDocument _schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "artifactgate.schema.json")));

    public void Dispose() => _schema.Dispose();

    [Fact]
    public void It_lists_exactly_the_members_that_the_reader_knows()
    {
        JsonElement top = _schema.RootElement.GetProperty("properties");

        Assert.Equal(PolicyMembers.Top.Keys.Order(), NamesOf(top));
        Assert.Equal(PolicyMembers.Allow.Keys.Order(), NamesOf(Definition("allowance").GetProperty("properties")));
        Assert.Equal(PolicyMembers.Terms.Keys.Order(), NamesOf(top.GetProperty("allowances").GetProperty("properties")));
        Assert.Equal(PolicyMembers.Limits.Keys.Order(), NamesOf(top.GetProperty("limits").GetProperty("properties")));
        Assert.Equal(PolicyMembers.EnvironmentNames.Order(), NamesOf(top.GetProperty("environments").GetProperty("properties")));
        Assert.Equal(PolicyMembers.Environment.Keys.Order(), NamesOf(Definition("environment").GetProperty("properties")));
        Assert.Equal(PolicyMembers.NewRules.Keys.Order(), NamesOf(Definition("rules").GetProperty("properties")));
        Assert.Equal(PolicyMembers.UnreadReasons.Keys.Order(), NamesOf(Definition("unread").GetProperty("properties")));
    }

    [Fact]
    public void It_lists_exactly_the_words_that_the_reader_knows()
    {
        Assert.Equal(PolicyMembers.Modes.Keys.Order(), ValuesOf(Definition("mode")));
        Assert.Equal(PolicyMembers.FailOns.Keys.Order(), ValuesOf(Definition("failOn")));
        Assert.Equal(PolicyMembers.Severities.Keys.Order(), ValuesOf(Definition("rules").GetProperty("additionalProperties")));
        Assert.Equal(PolicyMembers.UnreadVerdicts.Keys.Order(), ValuesOf(Definition("unreadVerdict")));
        Assert.Equal(PolicyMembers.UnreadVerdicts.Keys.Order(), ValuesOf(Definition("rules").GetProperty("properties").GetProperty("newRules")));
        Assert.Equal(PolicyMembers.Evidences.Keys.Order(),
            ValuesOf(_schema.RootElement.GetProperty("properties").GetProperty("allowances").GetProperty("properties").GetProperty("evidence").GetProperty("items")));
    }

    [Fact]
    public void Every_member_is_described_and_nothing_else_is_let_in()
    {
        List<(string Name, JsonElement Member)> members = [];
        Collect(_schema.RootElement, members);

        Assert.Equal(PolicyMembers.Top.Count + PolicyMembers.Allow.Count + PolicyMembers.Terms.Count + PolicyMembers.Limits.Count + PolicyMembers.EnvironmentNames.Count
            + PolicyMembers.Environment.Count + PolicyMembers.NewRules.Count + PolicyMembers.UnreadReasons.Count, members.Count);
        Assert.All(members, m => Assert.True(m.Member.TryGetProperty("description", out JsonElement text) && text.GetString()!.Length > 10, m.Name));
    }

    [Fact]
    public void The_version_that_is_built_has_a_day_of_release()
    {
        Assert.Contains(Gate.Version.Split('-')[0], ReleaseDates.All.Keys);
        Assert.All(Detection.RuleBook.Default.Rules, r => Assert.Contains(r.Since, ReleaseDates.All.Keys));
        Assert.Equal(ReleaseDates.All.Values.Order(), ReleaseDates.All.OrderBy(r => Version.Parse(r.Key)).Select(r => r.Value));
    }

    private JsonElement Definition(string name) => _schema.RootElement.GetProperty("definitions").GetProperty(name);

    private static void Collect(JsonElement element, List<(string Name, JsonElement Member)> members)
    {
        foreach (JsonProperty property in element.ValueKind == JsonValueKind.Object ? [.. element.EnumerateObject()] : Array.Empty<JsonProperty>())
        {
            if (property.Name == "properties")
            {
                members.AddRange(property.Value.EnumerateObject().Select(p => (p.Name, p.Value)));
                Assert.True(element.TryGetProperty("additionalProperties", out _), "An object that does not say what else it may have.");
            }

            Collect(property.Value, members);
        }
    }

    private static IEnumerable<string> NamesOf(JsonElement properties) => properties.EnumerateObject().Select(p => p.Name).Order();

    private static IEnumerable<string> ValuesOf(JsonElement member) => member.GetProperty("enum").EnumerateArray().Select(v => v.GetString()!).Order();
}
