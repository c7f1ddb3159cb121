namespace ArtifactGate.Detection;

/// <summary>In which forms an anchor is looked for.</summary>
[Flags]
internal enum AnchorForms : byte
{
    /// <summary>As bytes: ASCII, UTF-8, or a binary literal.</summary>
    Bytes = 1,

    /// <summary>As UTF-16, both byte orders.</summary>
    Utf16 = 2,
}
