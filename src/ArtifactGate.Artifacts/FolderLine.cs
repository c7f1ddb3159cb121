using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ArtifactGate.Artifacts;

/// <summary>One file in the digest of a folder, see <see cref="FolderDigest"/>; its line of text is made only when it is needed, for there may be very many.</summary>
/// <param name="Sha256">SHA-256 of its bytes.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Relative">Its path in the folder.</param>
internal readonly record struct FolderLine(byte[] Sha256, long Length, string Relative) : IComparable<FolderLine>
{
    // A name with a line feed would read as two lines, so that one file could pass for two others. Such a line is escaped, and begins with
    // a backslash to say so, as sha256sum writes it.
    private bool IsEscaped => Relative.Contains('\n', StringComparison.Ordinal);

    /// <summary>As their text is ordered: two plain lines with different digests by those.</summary>
    public int CompareTo(FolderLine other)
    {
        int order = IsEscaped || other.IsEscaped ? 0 : Sha256.AsSpan().SequenceCompareTo(other.Sha256);
        return order != 0 ? order : string.CompareOrdinal(ToString(), other.ToString());
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        string sha256 = Convert.ToHexStringLower(Sha256);
        return IsEscaped
            ? string.Create(CultureInfo.InvariantCulture, $"\\{sha256} {Length} {Relative.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\n")
            : string.Create(CultureInfo.InvariantCulture, $"{sha256} {Length} {Relative}\n");
    }

    /// <summary>The digest of all lines in their order, as 64 hexadecimal digits.</summary>
    /// <param name="lines">The lines; are put into their order.</param>
    public static string Digest(List<FolderLine> lines)
    {
        lines.Sort();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (FolderLine line in lines)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(line.ToString()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
