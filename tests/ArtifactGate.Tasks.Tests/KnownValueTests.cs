using ArtifactGate.Testing;

namespace ArtifactGate.Tasks.Tests;

/// <summary>The values of the build's own environment; the names of its variables are of these tests alone.</summary>
public sealed class KnownValueTests : IDisposable
{
    private const string Variable = "ARTIFACTGATE_TESTS_KNOWN_SETTING";
    private const string WeakVariable = "ARTIFACTGATE_TESTS_WEAK_SETTING";

    private readonly BuildFolder _build = new();
    private readonly string _value = BuildSecrets.Token(1);

    public KnownValueTests()
    {
        Environment.SetEnvironmentVariable(Variable, _value);
        Environment.SetEnvironmentVariable(WeakVariable, "correct-horse-battery-staple");
        _build.WritePackage("out/Lib.1.0.0.nupkg", "Lib", ("content/settings.json", $"{{\n  \"a\": \"{_value}\"\n}}"));
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        Environment.SetEnvironmentVariable(WeakVariable, null);
        _build.Dispose();
    }

    [Theory]
    [InlineData(Variable)]
    [InlineData("NONE;artifactgate_tests_known_*")]
    public void A_value_that_would_ship_is_an_error_at_its_source(string names)
    {
        ScanPackages task = _build.Packages("out/Lib.1.0.0.nupkg");
        task.KnownValues = names;
        Assert.False(task.Execute());
        Assert.Equal(["AG5001 settings.json(2,9)"], _build.Errors());
        Assert.Contains(Variable, _build.Engine.Errors[0].Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_value[4..], _build.Engine.Errors[0].Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_value[4..], File.ReadAllText(_build.PathOf("obj/artifactgate/Lib.pack.json")), StringComparison.Ordinal);
        Assert.Equal(["out/Lib.1.0.0.nupkg.blocked"], _build.Files("out"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("off")]
    [InlineData("on")]
    public void A_name_that_says_nothing_of_a_secret_is_left_alone(string? setting)
    {
        ScanPackages task = _build.Packages("out/Lib.1.0.0.nupkg");
        task.KnownValues = setting;
        Assert.True(task.Execute());
        Assert.Empty(_build.Engine.Errors);
    }

    [Fact]
    public void A_weak_one_is_AG0010_and_nothing_ships()
    {
        ScanPackages task = _build.Packages("out/Lib.1.0.0.nupkg");
        task.KnownValues = WeakVariable;
        Assert.False(task.Execute());
        Assert.Equal(["AG0010 Lib.csproj(0,0)"], _build.Errors());
        Assert.DoesNotContain("correct-horse", _build.Engine.Errors[0].Message, StringComparison.Ordinal);
        Assert.Equal(["out/Lib.1.0.0.nupkg.blocked"], _build.Files("out"));
    }
}
