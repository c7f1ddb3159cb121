using Microsoft.Build.Framework;

namespace ArtifactGate.Tasks;

/// <summary>Which item of the project a file is, so that the advice can name the edit.</summary>
internal sealed class ProjectItems
{
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);

    /// <summary>Remembers the files of each item type.</summary>
    public ProjectItems(params (string Type, ITaskItem[]? Items)[] lists)
    {
        foreach ((string type, ITaskItem[]? items) in lists)
        {
            foreach (ITaskItem item in items ?? [])
            {
                _types.TryAdd(item.GetMetadata("FullPath"), type);
            }
        }
    }

    /// <summary>The item type of a file, or null.</summary>
    public string? TypeOf(string fullPath) => _types.GetValueOrDefault(fullPath);
}
