using System.Text;

namespace ArtifactGate.Artifacts.Tar;

/// <summary>Names in a tar. They are only text: nothing is ever written under them.</summary>
internal static class TarName
{
    // POSIX ustar: name, size, type.
    private const int NameLength = 100;
    private const int SizeAt = 124;
    private const int SizeLength = 12;
    private const int TypeAt = 156;

    /// <summary>
    /// The name of the first entry, as far as <paramref name="head"/> reaches; empty when it does not. Headers that only describe the next one
    /// (pax <c>x</c> and <c>g</c>, GNU <c>K</c> and <c>L</c>) are passed over, and so are the long names in them.
    /// </summary>
    public static string First(ReadOnlySpan<byte> head)
    {
        while (head.Length >= TarEnd.BlockSize && head[TypeAt] is (byte)'x' or (byte)'g' or (byte)'K' or (byte)'L')
        {
            long blocks = 1 + ((Octal(head.Slice(SizeAt, SizeLength)) + TarEnd.BlockSize - 1) / TarEnd.BlockSize);
            head = head[(int)Math.Min(head.Length, blocks * TarEnd.BlockSize)..];
        }

        if (head.Length < TarEnd.BlockSize)
        {
            return "";
        }

        ReadOnlySpan<byte> name = head[..NameLength];
        int end = name.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? name : name[..end]);
    }

    /// <summary>A number as tar headers write it: octal digits behind spaces, ended by anything else.</summary>
    public static int Octal(ReadOnlySpan<byte> field)
    {
        int value = 0;
        foreach (byte b in field.TrimStart((byte)' '))
        {
            if (b is < (byte)'0' or > (byte)'7' || value > int.MaxValue / 8)
            {
                break;
            }

            value = (value * 8) + (b - '0');
        }

        return value;
    }

    /// <summary>Without the <c>./</c> that many writers begin with.</summary>
    public static string Normalize(string name) => name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;

    /// <summary>With <c>.</c> and <c>..</c> followed, as far as they stay inside.</summary>
    public static string Resolve(string name)
    {
        var parts = new List<string>();
        foreach (string part in name.Split('/'))
        {
            if (part == "..")
            {
                parts.RemoveRange(Math.Max(0, parts.Count - 1), Math.Min(1, parts.Count));
            }
            else if (part is not ("" or "."))
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }
}
