using System.Buffers.Binary;
using System.Collections;
using System.Text;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Cfb;

/// <summary>The storages and streams of a compound file ([MS-CFB] 2.6), each storage a tree of what is in it.</summary>
internal sealed class CfbDirectory
{
    private const int EntryLength = 128;
    private const int MostEntries = 1_000_000;
    private const int DeepestName = 32;
    private const byte Storage = 1;
    private const byte StreamType = 2;
    private const byte Root = 5;

    private readonly List<Entry> _entries = [];
    private int[] _parents = [];

    private readonly record struct Entry(string Name, byte Type, uint Left, uint Right, uint Child, uint First, long Length);

    /// <summary>The first sector of the mini stream, and its bytes.</summary>
    public (uint First, long Length) Mini => _entries is [{ Type: Root } root, ..] ? (root.First, root.Length) : (0, 0);

    /// <summary>Whether there is a root.</summary>
    public bool HasRoot => _entries is [{ Type: Root }, ..];

    /// <summary>Reads all entries.</summary>
    /// <exception cref="BudgetExceededException">They are too many.</exception>
    public static CfbDirectory Read(Stream stream, CfbChain chain, bool longSizes, Budget budget)
    {
        var directory = new CfbDirectory();
        var bytes = new byte[EntryLength];
        // Not disposed: the file goes on being read.
        var buffered = new BufferedStream(new RunStream(stream, chain.Runs), 16 * 1024);
        for (long left = chain.Length; left >= EntryLength; left -= EntryLength)
        {
            budget.CheckTime();
            if (directory._entries.Count == MostEntries)
            {
                throw new BudgetExceededException(UnreadReason.Entries, $"a compound file with more than {MostEntries} entries");
            }

            buffered.ReadExactly(bytes);
            int nameLength = Math.Clamp(U16(bytes, 64) - sizeof(char), 0, 62);
            directory._entries.Add(new Entry(CfbName.Decode(Encoding.Unicode.GetString(bytes, 0, nameLength)), bytes[66],
                U32(bytes, 68), U32(bytes, 72), U32(bytes, 76), U32(bytes, 116), longSizes ? BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(120)) : U32(bytes, 120)));
        }

        directory.FindParents();
        return directory;
    }

    /// <summary>All streams, also those that no storage leads to.</summary>
    public IEnumerable<(string Name, uint First, long Length)> Streams() =>
        from i in Enumerable.Range(0, _entries.Count)
        where _entries[i].Type == StreamType && _entries[i].Length != 0
        select (PathOf(i), _entries[i].First, _entries[i].Length);

    private string PathOf(int entry)
    {
        string path = _entries[entry].Name;
        int depth = 0;
        for (int parent = _parents[entry]; parent > 0 && depth < DeepestName; parent = _parents[parent], depth++)
        {
            path = _entries[parent].Name + "/" + path;
        }

        return path;
    }

    // Siblings are a binary tree, which damage can make deep, or a cycle: each entry is visited once, without recursion.
    private void FindParents()
    {
        _parents = new int[_entries.Count];
        var visited = new BitArray(_entries.Count);
        var open = new Stack<(uint Entry, int Parent)>();
        if (HasRoot)
        {
            visited[0] = true;
            open.Push((_entries[0].Child, 0));
        }

        while (open.TryPop(out (uint Entry, int Parent) next))
        {
            if (next.Entry >= _entries.Count || visited[(int)next.Entry])
            {
                continue;
            }

            int at = (int)next.Entry;
            visited[at] = true;
            _parents[at] = next.Parent;
            open.Push((_entries[at].Left, next.Parent));
            open.Push((_entries[at].Right, next.Parent));
            if (_entries[at].Type == Storage)
            {
                open.Push((_entries[at].Child, at));
            }
        }
    }

    private static uint U32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    private static ushort U16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));
}
