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
        var bytes = new byte[Math.Min(value.Length, Longest)];
        if (value.Length is < 4 or > Longest || !Convert.TryFromBase64String(value.PadRight((value.Length + 3) / 4 * 4, '='), bytes, out int length))
        {
            return false;
        }

        string text = Encoding.UTF8.GetString(bytes, 0, length);
        int colon = text.IndexOf(':');
        if (colon < 0 || text.Any(c => char.IsControl(c) || c == '\uFFFD'))
        {
            return false;
        }

        user = text[..colon];
        password = text[(colon + 1)..];
        return true;
    }
}
