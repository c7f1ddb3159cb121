using System.Globalization;

namespace ArtifactGate.Engine;

/// <summary>Reads limits as people write them: <c>256GiB</c>, <c>512MiB</c>, <c>1000</c>; <c>90s</c>, <c>10m</c>, <c>2h</c>, <c>off</c>.</summary>
public static class LimitText
{
    private static readonly (string Suffix, int Shift)[] Sizes = [("KiB", 10), ("MiB", 20), ("GiB", 30), ("TiB", 40), ("B", 0), ("", 0)];

    /// <summary>Reads a number of bytes, at least 1.</summary>
    public static bool TryParseSize(string text, out long bytes)
    {
        ArgumentNullException.ThrowIfNull(text);
        (string suffix, int shift) = Array.Find(Sizes, s => text.EndsWith(s.Suffix, StringComparison.OrdinalIgnoreCase));
        bool ok = long.TryParse(text.AsSpan(0, text.Length - suffix.Length).TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out bytes)
            && bytes >= 1
            && bytes <= long.MaxValue >> shift;
        bytes = ok ? bytes << shift : 0;
        return ok;
    }

    /// <summary>Reads a time; null for <c>off</c>. A bare number is seconds.</summary>
    public static bool TryParseTime(string text, out TimeSpan? time)
    {
        ArgumentNullException.ThrowIfNull(text);
        time = null;
        if (text.Equals("off", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        string number = text.TrimEnd('s', 'm', 'h');
        int seconds = text[number.Length..] switch { "" or "s" => 1, "m" => 60, "h" => 3600, _ => 0 };
        bool ok = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= 1 && seconds > 0;
        time = ok ? TimeSpan.FromSeconds((long)count * seconds) : null;
        return ok;
    }
}
