namespace ArtifactGate.Artifacts.Git;

/// <summary>How much the objects that others are built from may take in memory, all together.</summary>
internal sealed class GitMemory
{
    private const long Most = 48 << 20;
    private const long MostOfOne = 16 << 20;

    private long _taken;

    /// <summary>Takes room; false when there is none.</summary>
    public bool Take(long bytes)
    {
        if (bytes > MostOfOne || _taken + bytes > Most)
        {
            return false;
        }

        _taken += bytes;
        return true;
    }

    /// <summary>Gives room back.</summary>
    public void Give(long bytes) => _taken -= bytes;
}
