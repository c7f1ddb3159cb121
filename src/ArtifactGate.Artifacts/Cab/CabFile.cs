namespace ArtifactGate.Artifacts.Cab;

/// <summary>A file of a cabinet ([MS-CAB] 2.3).</summary>
/// <param name="Name">Its name, with <c>/</c>.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Offset">Where it begins in its folder.</param>
/// <param name="FolderIndex">Its folder, or one of three marks for a file that is cut by the end of a volume.</param>
internal readonly record struct CabFile(string Name, long Length, long Offset, int FolderIndex)
{
    private const int FromPrevious = 0xFFFD;
    private const int ToNext = 0xFFFE;
    private const int FromPreviousToNext = 0xFFFF;

    /// <summary>Whether it begins in the volume before.</summary>
    public bool BeginsBefore => FolderIndex is FromPrevious or FromPreviousToNext;

    /// <summary>Whether it ends in the volume behind.</summary>
    public bool EndsBehind => FolderIndex is ToNext or FromPreviousToNext;

    /// <summary>The folder it is in, of so many: the first for what began before, the last for what goes on behind.</summary>
    public int FolderOf(int folders) => BeginsBefore ? 0 : EndsBehind ? folders - 1 : FolderIndex;
}
