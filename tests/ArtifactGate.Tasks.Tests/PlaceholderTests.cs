namespace ArtifactGate.Tasks.Tests;

public sealed class PlaceholderTests
{
    [Fact]
    public void Project_loads() => Assert.NotNull(typeof(PlaceholderTests).Assembly);
}
