using System.Buffers;
using System.Text.RegularExpressions;
using ArtifactGate.Detection.Matching;

namespace ArtifactGate.Detection.Known;

/// <summary>What values of variables look like that are no secrets, whatever the variable is called.</summary>
internal static partial class PlainForms
{
    private const int ShortestSegment = 3;

    /// <summary>The hexadecimal digits, both cases.</summary>
    public static SearchValues<char> HexDigits { get; } = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>What it is, or null for a value that may be a secret.</summary>
    public static string? NameOf(string value) =>
        GuidForm().IsMatch(value) ? "a GUID"
        : Reference().IsMatch(value) || Placeholders.Matches(value) ? "a placeholder"
        : DateForm().IsMatch(value) ? "a date"
        : MailForm().IsMatch(value) ? "an address"
        : IsPath(value) ? "a path"
        : null;

    // Base64 may begin with a slash as well, but what stands between its slashes cannot be read.
    private static bool IsPath(string value)
    {
        if (!PathForm().IsMatch(value))
        {
            return false;
        }

        string[] segments = value.Split('/', '\\');
        return segments.Length > 1 && Array.Exists(segments, s => s.Length >= ShortestSegment && Strength.IsWords(s));
    }

    [GeneratedRegex(@"\A[{(]?[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}[)}]?\z")]
    private static partial Regex GuidForm();

    // $(System.AccessToken) is what an Azure pipeline hands over for a variable that it does not have.
    [GeneratedRegex(@"\A(\$\(.*\)|\$\{.*\}|%[A-Za-z0-9_.]+%|\{\{.*\}\}|<.*>)\z", RegexOptions.Singleline)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\A\d{4}-\d\d-\d\d[T ]\d\d:[0-9:.,+-]*Z?\z")]
    private static partial Regex DateForm();

    [GeneratedRegex(@"\A[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\z")]
    private static partial Regex MailForm();

    [GeneratedRegex(@"\A(/|~/|\.{1,2}/|[A-Za-z]:[\\/]|\\\\)[A-Za-z0-9._~@{}()$ \\/:-]*\z")]
    private static partial Regex PathForm();
}
