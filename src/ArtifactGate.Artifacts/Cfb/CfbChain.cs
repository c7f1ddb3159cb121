namespace ArtifactGate.Artifacts.Cfb;

/// <summary>Where the bytes of a stream are in the file.</summary>
internal sealed class CfbChain
{
    private readonly List<(long Offset, long Length)> _runs = [];

    /// <summary>The ranges, neighbours joined.</summary>
    public IReadOnlyList<(long Offset, long Length)> Runs => _runs;

    /// <summary>Bytes in all.</summary>
    public long Length { get; private set; }

    /// <summary>Whether the chain was as long as its stream.</summary>
    public bool IsWhole { get; set; } = true;

    /// <summary>What the last sector has behind the stream.</summary>
    public (long Offset, long Length) Slack { get; set; }

    /// <summary>Goes on with a range.</summary>
    public void Add(long offset, long length)
    {
        Length += length;
        if (_runs.Count > 0 && _runs[^1].Offset + _runs[^1].Length == offset)
        {
            _runs[^1] = (_runs[^1].Offset, _runs[^1].Length + length);
        }
        else if (length > 0)
        {
            _runs.Add((offset, length));
        }
    }
}
