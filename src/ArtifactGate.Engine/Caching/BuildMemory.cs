using System.Collections.Concurrent;

namespace ArtifactGate.Engine.Caching;

/// <summary>
/// What one build has found nothing in. A publish folder is looked at before and after the last targets that write to it, and hardly a file of it differs.
/// It is in the memory of the process that builds and ends with the build, so it needs no key; it may be used by several scans at once.
/// </summary>
/// <param name="most">Contents that are remembered; what comes later is scanned each time. A content takes some hundred bytes, whatever its size.</param>
public sealed class BuildMemory(int most = 50_000) : CleanContents
{
    private readonly ConcurrentDictionary<CacheQuestion, CleanContent> _contents = new();
    private readonly ConcurrentDictionary<string, bool> _names = new(StringComparer.Ordinal);
    private int _count;

    internal override CleanContent? Find(CacheQuestion question) => _contents.GetValueOrDefault(question);

    internal override void Add(CacheQuestion question, CleanContent clean)
    {
        // The dictionary's own count would stop all who use it.
        if (Volatile.Read(ref _count) < most && _contents.TryAdd(question, clean))
        {
            Interlocked.Increment(ref _count);
            _names.TryAdd(question.Name, true);
        }
    }

    /// <summary>Whether anything of this name is known, so that it pays to ask for the content.</summary>
    internal bool HasName(string name) => _names.ContainsKey(name);
}
