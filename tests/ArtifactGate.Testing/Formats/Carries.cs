namespace ArtifactGate.Testing.Formats;

/// <summary>What a carrier can hold.</summary>
public enum Carries
{
    /// <summary>Files at paths; all are below one folder, <see cref="PayloadItem.Name"/> begins with <c>dir/</c>.</summary>
    Tree,

    /// <summary>Files with names, without folders.</summary>
    Files,

    /// <summary>One file, which has no name but that of the carrier.</summary>
    File,

    /// <summary>Contents without names.</summary>
    Contents,

    /// <summary>One content without a name.</summary>
    Content,

    /// <summary>Contents without names that do not begin a file of their own.</summary>
    Cells,

    /// <summary>Strings with names.</summary>
    Named,

    /// <summary>Strings without names.</summary>
    Strings,
}
