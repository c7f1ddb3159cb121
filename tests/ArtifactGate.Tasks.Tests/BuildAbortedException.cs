namespace ArtifactGate.Tasks.Tests;

/// <summary>What MSBuild throws at a task that asks for something after the build was stopped; known by its name alone.</summary>
internal sealed class BuildAbortedException : Exception
{
    public BuildAbortedException()
        : base("Build was canceled.")
    {
    }
}
