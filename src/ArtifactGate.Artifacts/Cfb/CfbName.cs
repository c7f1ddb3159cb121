using System.Text;

namespace ArtifactGate.Artifacts.Cfb;

/// <summary>
/// Names in a compound file. Windows Installer packs two characters of 64 into one, from U+3800 on, and puts U+4840 before the names of tables.
/// </summary>
internal static class CfbName
{
    private const string Characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._";
    private const char FirstPair = '\u3800';
    private const char FirstSingle = '\u4800';
    private const char Table = '\u4840';

    /// <summary>The name as its program shows it; a control character, which marks names of the system, as <c>_</c>.</summary>
    public static string Decode(string stored)
    {
        var name = new StringBuilder(stored.Length);
        foreach (char c in stored)
        {
            _ = c switch
            {
                >= FirstPair and < FirstSingle => name.Append(Characters[(c - FirstPair) & 63]).Append(Characters[(c - FirstPair) >> 6]),
                >= FirstSingle and < Table => name.Append(Characters[c - FirstSingle]),
                Table => name,
                < ' ' => name.Append('_'),
                _ => name.Append(c),
            };
        }

        return name.ToString();
    }
}
