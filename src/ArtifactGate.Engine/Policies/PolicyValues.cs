using System.Globalization;
using System.Text.Json;
using ArtifactGate.Engine.Known;

namespace ArtifactGate.Engine.Policies;

/// <summary>Single values of a policy file. Each complains with the member and its line.</summary>
internal static class PolicyValues
{
    private const int MaxCount = 1_000_000_000;

    /// <summary>A date as <c>2026-12-31</c>.</summary>
    public static DateOnly Date(PolicyNode node) =>
        node.Kind == JsonValueKind.String && DateOnly.TryParseExact(node.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            ? date
            : throw node.Error("must be a date such as \"2026-12-31\"");

    /// <summary>A pattern of paths.</summary>
    public static Glob Paths(PolicyNode node) =>
        Glob.TryParse(node.AsText(), Glob.InnerPathSeparators, ignoreCase: false, out Glob? glob, out string? error)
            ? glob
            : throw node.Error($"is no pattern of paths: it {error}");

    /// <summary>A rule code, or a pattern of rule codes.</summary>
    public static Glob Codes(PolicyNode node, string text)
    {
        if (!text.All(c => char.IsAsciiLetterOrDigit(c) || c is '*' or '?' or '.' or '-' or '_'))
        {
            throw node.Error("must be the code of a rule such as AG1001, or a pattern of codes such as AG4*");
        }

        return Glob.TryParse(text, "", ignoreCase: true, out Glob? glob, out string? error)
            ? glob
            : throw node.Error($"is no pattern of codes: it {error}");
    }

    /// <summary>A fingerprint as the reports show it.</summary>
    public static string Fingerprint(PolicyNode node)
    {
        string text = node.AsText();
        return FingerprintText.IsFingerprint(text) ? text : throw node.Error($"must be a fingerprint from a report: {FingerprintText.Form}");
    }

    /// <summary>Whether a text is the digits of a SHA-256.</summary>
    public static bool IsSha256(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit);

    /// <summary>A SHA-256 as the reports show it.</summary>
    public static string Sha256(PolicyNode node)
    {
        string text = node.AsText();
        text = text.StartsWith("sha256:", StringComparison.Ordinal) ? text["sha256:".Length..] : text;
        return IsSha256(text) ? text.ToLowerInvariant() : throw node.Error("must be a SHA-256 from a report: 64 hexadecimal digits");
    }

    /// <summary>What new rules are compared with: a version of ArtifactGate, or a day.</summary>
    public static NewRuleTerms AsOf(NewRuleTerms terms, PolicyNode node)
    {
        bool isText = node.Kind == JsonValueKind.String;
        return isText && DateOnly.TryParseExact(node.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? terms with { AsOfDate = date, Node = node }
            : isText && Version.TryParse(node.Text, out Version? version) ? terms with { AsOfVersion = version, Node = node }
            : throw node.Error("must be a version of ArtifactGate such as \"0.1.0\", or a date such as \"2026-12-31\"");
    }

    /// <summary>A whole number, at least 1.</summary>
    public static int Count(PolicyNode node) =>
        node.Kind == JsonValueKind.Number && int.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 1 and <= MaxCount
            ? count
            : throw node.Error("must be a whole number from 1 on");

    /// <summary>A number of days, from 1 to a hundred years.</summary>
    public static int Days(PolicyNode node) => Count(node) is int days and <= 36_500 ? days : throw node.Error("must be a number of days, at most 36500");

    /// <summary>A list of files, each from the folder of the policy file.</summary>
    public static IReadOnlyList<PolicyNode> Files(PolicyNode node) => [.. node.AsItems().Select(i => i.AsText().Length > 0 ? i : i)];

    /// <summary><c>on</c>, <c>off</c>, or names of variables to search where there is a search.</summary>
    public static KnownValueRequest KnownValues(PolicyNode node) => node.Kind == JsonValueKind.Array
        ? new(null, [.. node.AsItems().Select(Names)])
        : node.Kind == JsonValueKind.String && node.Text is "on" or "off" ? new(node.Text == "on", [])
        : throw node.Error("must be \"on\", \"off\", or a list of names such as [\"DEPLOY_*\"]");

    private static string Names(PolicyNode node)
    {
        string text = node.AsText();
        return Glob.TryParse(text, "", ignoreCase: true, out _, out string? error) ? text : throw node.Error($"is no pattern of names: it {error}");
    }

    /// <summary>A number of bytes: a number, or a string such as <c>512MiB</c>.</summary>
    public static long Size(PolicyNode node) =>
        node.Kind is JsonValueKind.Number or JsonValueKind.String && LimitText.TryParseSize(node.Text, out long bytes)
            ? bytes
            : throw node.Error("must be a number of bytes such as 1048576, \"512MiB\" or \"2GiB\"");

    /// <summary>A time: seconds, or a string such as <c>10m</c>; <c>off</c> for none.</summary>
    public static TimeSpan? Time(PolicyNode node) =>
        node.Kind is JsonValueKind.Number or JsonValueKind.String && LimitText.TryParseTime(node.Text, out TimeSpan? time)
            ? time
            : throw node.Error("must be a time such as \"90s\", \"10m\", \"2h\", or \"off\"");
}
