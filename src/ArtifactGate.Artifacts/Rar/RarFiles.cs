using ArtifactGate.Artifacts.Rar3;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Rar;

/// <summary>
/// The files of an archive, each with what unpacks it: the library, which also decodes names, and of RAR 2.9 to 4 this program. There a file may
/// change over to PPMd at any place and tell only there how much memory it takes, which the library would take.
/// </summary>
internal sealed class RarFiles : IDisposable
{
    private readonly List<RarBlock> _files;
    private readonly Stream _archive;
    private readonly RarContents _library;
    private readonly bool _isOlder;
    private readonly bool _solid;
    private readonly Func<Stream> _open;
    private readonly Budget _budget;
    private readonly PackedFiles _packed;
    private readonly int _firstPacked;
    private readonly int[] _old;
    private OldArchive? _oldArchive;
    private RarContents? _oldLibrary;

    /// <summary>Reads the headers, as far as they can be read.</summary>
    /// <param name="open">Opens what the archive is in.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="length">Where what it is in ends.</param>
    /// <param name="blocks">Its blocks.</param>
    /// <param name="budget">The limits.</param>
    public RarFiles(Func<Stream> open, long start, long length, List<RarBlock> blocks, Budget budget)
    {
        (_open, _budget) = (open, budget);
        _files = blocks.FindAll(b => b.Kind == RarBlockKind.File);
        _solid = blocks.Exists(b => b.Kind == RarBlockKind.Main && b.IsSolid);
        _archive = start == 0 ? open() : new SubStream(open(), start, length - start);
        _isOlder = RarBlocks.Of(_archive, 0) is Rar4Blocks;
        _archive.Position = 0;
        _library = new RarContents(_archive, _solid, _files.Count, budget.Memory);
        _packed = new PackedFiles(open, _files, budget);
        _firstPacked = _files.FindIndex(f => f.IsPacked3) is >= 0 and int first ? first : int.MaxValue;
        _old = Number(_files);
    }

    /// <summary>The name of a file, or null.</summary>
    public string? NameOf(int index) => _library.NameOf(index);

    /// <summary>The content of a file, which is not encrypted and all here. In a solid archive they are asked for in order.</summary>
    public Stream Open(int index)
    {
        RarBlock file = _files[index];
        if (!_isOlder)
        {
            return _library.Open(index, file.Dictionary);
        }

        if (file.IsPacked3)
        {
            return _packed.Open(index);
        }

        // Only together could they be unpacked.
        if (!OldArchive.Has(file) || (file.IsSolid && index > _firstPacked))
        {
            return new ForeignStream(Stream.Null, () => throw new BudgetExceededException(UnreadReason.Unsupported, $"packed in an unknown way (version {file.Version})"));
        }

        _oldArchive ??= new OldArchive(_open(), _files.Where(OldArchive.Has), _solid);
        _oldLibrary ??= new RarContents(_oldArchive, _solid, _files.Count, _budget.Memory);
        return _oldLibrary.Open(_old[index], file.Dictionary);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _packed.Dispose();
        _oldLibrary?.Dispose();
        _oldArchive?.Dispose();
        _library.Dispose();
        _archive.Dispose();
    }

    // Where each stands among the old ones.
    private static int[] Number(List<RarBlock> files)
    {
        int[] numbers = new int[files.Count];
        for (int i = 0, next = 0; i < numbers.Length; i++)
        {
            numbers[i] = OldArchive.Has(files[i]) ? next++ : -1;
        }

        return numbers;
    }
}
