using System.Text;

namespace ArtifactGate.Detection.Content;

/// <summary>User and password in base64, as HTTP basic authentication writes them.</summary>
internal static class BasicCredential
{
    private const int Longest = 16 * 1024;

    /// <summary>Decodes; false when it is no base64 of readable characters with a colon between.</summary>
    public static bool TryDecode(string value, out string user, out string password)
    {
        user = password = "";
        if (Decode(value) is not { } text || text.IndexOf(':') is not (>= 0 and var colon))
        {
            return false;
        }

        user = text[..colon];
        password = text[(colon + 1)..];
        return true;
    }

    /// <summary>The text that a value encodes; null when it is no base64 of readable characters.</summary>
    public static string? Decode(string value)
    {
        var bytes = new byte[Math.Min(value.Length, Longest)];
        if (value.Length is < 4 or > Longest || !Convert.TryFromBase64String(value.PadRight((value.Length + 3) / 4 * 4, '='), bytes, out int length))
        {
            return null;
        }

        string text = Encoding.UTF8.GetString(bytes, 0, length);
        return text.Any(c => char.IsControl(c) || c == '\uFFFD') ? null : text;
    }
}
