namespace ArtifactGate.Detection;

/// <summary>How the bytes of a match encode its characters.</summary>
public enum TextForm : byte
{
    /// <summary>One byte a character (ASCII, and UTF-8 as far as credentials use it).</summary>
    Utf8,

    /// <summary>UTF-16, little endian: two bytes a character.</summary>
    Utf16LittleEndian,

    /// <summary>UTF-16, big endian: two bytes a character.</summary>
    Utf16BigEndian,

    /// <summary>No text: key blobs, DER, packets.</summary>
    Binary,

    /// <summary>UTF-32, little endian: four bytes a character. Is scanned as single bytes, and only reported as this.</summary>
    Utf32LittleEndian,

    /// <summary>UTF-32, big endian: four bytes a character. Is scanned as single bytes, and only reported as this.</summary>
    Utf32BigEndian,
}
