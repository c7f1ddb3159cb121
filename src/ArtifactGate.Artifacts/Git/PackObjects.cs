using System.Globalization;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Git;

/// <summary>
/// Hands out the objects of a pack. Those that deltas are built from are kept while the deltas are built, a base no longer than until its last
/// delta is begun, so that a chain of any length takes little memory.
/// </summary>
internal sealed class PackObjects
{
    // What is longer and no base is unpacked twice, once for its name, instead of being kept.
    private const long Kept = 1 << 20;

    private readonly ContentNode _pack;
    private readonly PackIndex _index;
    private readonly long _shift;
    private readonly Budget _budget;
    private readonly GitMemory _memory = new();
    private readonly bool[] _done;
    private readonly (long Base, int Child)[] _byOffset;
    private readonly ILookup<string, int> _byName;

    /// <summary>Prepares for handing out.</summary>
    /// <param name="pack">The pack.</param>
    /// <param name="index">Where its objects are.</param>
    /// <param name="shift">Where it begins in the file that its path names.</param>
    /// <param name="budget">Asked whether to go on.</param>
    public PackObjects(ContentNode pack, PackIndex index, long shift, Budget budget)
    {
        (_pack, _index, _shift, _budget) = (pack, index, shift, budget);
        _done = new bool[index.Entries.Count];
        _byOffset = [.. index.Entries.Select((e, i) => (e.Base, i)).Where(e => e.Base >= 0).Order()];
        _byName = index.BaseNames.Where(n => n.Key < _done.Length).ToLookup(n => Convert.ToHexStringLower(n.Value), n => n.Key);
    }

    private readonly record struct Task(int Entry, byte Type, Shared? Base);

    /// <summary>The objects, each read before the next is taken.</summary>
    /// <param name="baseless">What is told of a delta to an object that is somewhere else.</param>
    public IEnumerable<WalkItem> Items(string baseless)
    {
        var open = new Stack<Task>();
        for (int i = 0; i < _done.Length; i++)
        {
            if (_index.Entries[i].IsDelta)
            {
                continue;
            }

            open.Push(new Task(i, _index.Entries[i].Type, null));
            while (open.TryPop(out Task next))
            {
                foreach (WalkItem item in Build(next, open))
                {
                    yield return item;
                }
            }
        }

        foreach (int left in Enumerable.Range(0, _done.Length).Where(i => !_done[i]))
        {
            PackEntry entry = _index.Entries[left];
            yield return new WalkItem.Unread(PathOf(entry), UnreadReason.Corrupt, baseless);
            yield return new WalkItem.Content(new ContentNode(PathOf(entry), () => Unpack(entry)) { Length = entry.Size });
        }
    }

    private IEnumerable<WalkItem> Build(Task task, Stack<Task> open)
    {
        _budget.CheckTime();
        PackEntry entry = _index.Entries[task.Entry];
        _done[task.Entry] = true;
        string type = PackEntry.NameOf(task.Type)!;
        (GitContent? content, string? id) = (null, null);
        try
        {
            if (!entry.IsDelta && entry.Size > Kept && !HasChildren(entry))
            {
                using ZlibStream whole = Unpack(entry);
                id = Convert.ToHexStringLower(GitId.Of(type, entry.Size, whole, _index.Hash));
            }
            else
            {
                content = Make(entry, task.Base);
                using Stream whole = content.Open();
                id = Convert.ToHexStringLower(GitId.Of(type, content.Length, whole, _index.Hash));
            }
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException)
        {
            content?.Dispose();
            content = null;
        }

        task.Base?.Release();
        if (id is null)
        {
            yield return new WalkItem.Unread(PathOf(entry), UnreadReason.Corrupt, "a delta that does not fit its base");
            yield break;
        }

        ArtifactPath path = _pack.Path.Inside(id);
        if (content is null)
        {
            yield return new WalkItem.Content(new ContentNode(path, () => Unpack(entry)) { Length = entry.Size });
            yield break;
        }

        var shared = new Shared(content);
        yield return new WalkItem.Content(new ContentNode(path, content.Open) { Length = content.Length, RandomAccess = true });
        foreach (int child in Children(entry).Concat(_byName[id]).Where(c => !_done[c]))
        {
            shared.Keep();
            open.Push(new Task(child, task.Type, shared));
        }

        shared.Release();
    }

    private GitContent Make(PackEntry entry, Shared? source)
    {
        if (source is null)
        {
            using ZlibStream plain = Unpack(entry);
            return GitContent.Read(plain, entry.Size, _memory, _budget);
        }

        using var delta = new DeltaStream(source.Content.Open(), Unpack(entry));
        return GitContent.Read(delta, delta.ResultLength, _memory, _budget);
    }

    private ZlibStream Unpack(PackEntry entry) => ZlibStream.Open(new SubStream(_pack.Open(), entry.Data, entry.End - entry.Data));

    private bool HasChildren(PackEntry entry) => _byName.Count > 0 || Children(entry).Any();

    private IEnumerable<int> Children(PackEntry entry)
    {
        // None has this number, so what is found is where the first of them would be.
        int at = ~Array.BinarySearch(_byOffset, (entry.Offset, -1));
        for (; at < _byOffset.Length && _byOffset[at].Base == entry.Offset; at++)
        {
            yield return _byOffset[at].Child;
        }
    }

    private ArtifactPath PathOf(PackEntry entry) => _pack.Path.Inside(string.Create(CultureInfo.InvariantCulture, $"@{_shift + entry.Offset}"));

    /// <summary>Content that is gone when the last who needs it has let go.</summary>
    private sealed class Shared(GitContent content)
    {
        private int _users = 1;

        public GitContent Content => content;

        public void Keep() => _users++;

        public void Release()
        {
            if (--_users == 0)
            {
                content.Dispose();
            }
        }
    }
}
