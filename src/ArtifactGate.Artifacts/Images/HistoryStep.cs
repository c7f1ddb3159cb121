namespace ArtifactGate.Artifacts.Images;

/// <summary>
/// Names a step of an image's history. Its text is never repeated: build arguments and environment stand in it with their values, and a report
/// must not pass them on.
/// </summary>
internal static class HistoryStep
{
    private static readonly string[] Keywords =
    [
        "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD", "RUN", "SHELL", "STOPSIGNAL",
        "USER", "VOLUME", "WORKDIR",
    ];

    /// <summary><c>COPY, history[3]</c>, or the place alone when the keyword does not tell.</summary>
    public static string Describe(string? createdBy, int index)
    {
        string place = FormattableString.Invariant($"history[{index}]");
        string[] words = (createdBy ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int nop = Array.IndexOf(words, "#(nop)");
        string[] instruction = words[(nop + 1)..];
        return instruction switch
        {
            [var keyword, ..] when Keywords.Contains(keyword) => $"{keyword}, {place}",
            [var shell, ..] when nop < 0 && (shell[0] is '/' or '|' || shell is "sh" or "cmd" or "powershell") => $"RUN, {place}",
            _ => place,
        };
    }
}
