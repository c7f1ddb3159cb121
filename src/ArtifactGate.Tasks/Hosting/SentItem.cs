using System.Collections;
using Microsoft.Build.Framework;

namespace ArtifactGate.Tasks.Hosting;

/// <summary>An item as it was where it came from: nothing in it is computed anew.</summary>
internal sealed class SentItem(string itemSpec) : ITaskItem
{
    /// <summary>The metadata that MSBuild computes and a task of ours asks for.</summary>
    public static IReadOnlyList<string> Computed { get; } = ["FullPath", "DefiningProjectFullPath"];

    private readonly Dictionary<string, string> _metadata = new(StringComparer.OrdinalIgnoreCase);

    public string ItemSpec { get; set; } = itemSpec;

    public ICollection MetadataNames => _metadata.Keys;

    public int MetadataCount => _metadata.Count;

    public string GetMetadata(string metadataName) => _metadata.TryGetValue(metadataName, out string? value) ? value : "";

    public void SetMetadata(string metadataName, string metadataValue) => _metadata[metadataName] = metadataValue;

    public void RemoveMetadata(string metadataName) => _metadata.Remove(metadataName);

    public void CopyMetadataTo(ITaskItem destinationItem)
    {
        foreach (KeyValuePair<string, string> pair in _metadata)
        {
            destinationItem.SetMetadata(pair.Key, pair.Value);
        }
    }

    public IDictionary CloneCustomMetadata() => new Dictionary<string, string>(_metadata);
}
