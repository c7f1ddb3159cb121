using System.Globalization;
using ArtifactGate.Detection;
using ArtifactGate.Engine.OwnRules;
using ArtifactGate.Engine.Policies;

namespace ArtifactGate.Engine.Allowing;

/// <summary>Writes what somebody accepts of a report into the policy.</summary>
public static class ReportAllowances
{
    private const int LongestAbout = 300;

    /// <summary>Writes the allowances.</summary>
    /// <exception cref="GateException">The report or the policy is wrong, something that was named is not in the report, or may not be accepted. Nothing is written then.</exception>
    public static AllowResult Write(AllowRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ReportedItems report = ReportedItems.Read(request.Report);
        string path = request.Policy is { } given ? PolicyLoader.Resolve(given, request.WorkingDirectory)
            : PolicySearch.Find(request.WorkingDirectory, [], out _) ?? Path.Combine(request.WorkingDirectory, PolicySearch.FileName);
        byte[] before = File.Exists(path) ? PolicyLoader.ReadFile(path) : PolicyText.Empty;
        Policy policy = Load(request, path, before);
        CheckKey(request, report, policy);

        List<ReportedItem> chosen = Choose(request, report);
        List<Entry> entries = Entries(chosen.Where(i => !i.IsAllowed && (i.Fingerprint ?? i.Sha256) is not null), policy);
        IReadOnlyList<Allowance> there = PolicyFileReader.Read(path, before).Allowances;
        DateOnly today = DateOnly.FromDateTime(request.Now.UtcDateTime);
        var added = new List<IReadOnlyList<(string, string)>>();
        var replaced = new Dictionary<int, IReadOnlyList<(string, string)>>();
        int already = chosen.Where(i => i.IsAllowed).DistinctBy(i => i.Fingerprint ?? $"{i.Sha256} {i.Path}").Count();
        foreach (Entry entry in entries)
        {
            int[] same = [.. Enumerable.Range(0, there.Count).Where(i => entry.IsFor(there[i]) && there[i].Artifacts is null)];
            if (Array.Exists(same, i => !there[i].IsExpired(today)))
            {
                already++;
            }
            else if (same.Length > 0)
            {
                replaced[same[0]] = entry.Members(request, today);
            }
            else
            {
                added.Add(entry.Members(request, today));
            }
        }

        if (added.Count + replaced.Count > 0)
        {
            byte[] after = new PolicyText(before).With(added, replaced);
            Load(request, path, after); // what would be an error in the next run is one now
            Save(path, after);
        }

        string[] left = [.. chosen.Where(i => i.IsUnread && !i.IsAllowed && i.Sha256 is null).Select(i => Printable.Line($"{i.Place}, {i.Title}"))];
        return new AllowResult(path, added.Count, replaced.Count, already, left);
    }

    private static Policy Load(AllowRequest request, string path, byte[] content)
    {
        Policy policy = Policy.Load(OptionsOf(request) with { Policy = path }, p => p == path ? content : null);
        policy.Check(RuleFiles.Load(policy.RuleFiles, request.WorkingDirectory).With(RuleBook.Default));
        return policy;
    }

    private static GateOptions OptionsOf(AllowRequest request) => new() { WorkingDirectory = request.WorkingDirectory, BasePolicy = request.BasePolicy, Now = request.Now };

    // A fingerprint under another key would accept nothing, and nobody would know why. The key is never changed to fit.
    private static void CheckKey(AllowRequest request, ReportedItems report, Policy policy)
    {
        string KeyOf(Policy of) => new Fingerprinter(request.FingerprintKey, of.FingerprintSalt).KeyId;
        string key = KeyOf(policy);

        // A file that others include has its salt from them.
        if (report.KeyId != key && (request.Policy is null || report.KeyId != KeyOf(Policy.Load(OptionsOf(request)))))
        {
            throw new GateException("AG0003", Printable.Line($"The report was made with the fingerprint key '{report.KeyId}', and here it is '{key}': its fingerprints mean nothing under this policy. "
                + "Scan again with the same ARTIFACTGATE_FINGERPRINT_KEY and the same policy as here."), request.Report);
        }
    }

    private static List<ReportedItem> Choose(AllowRequest request, ReportedItems report)
    {
        if (request.Baseline)
        {
            return [.. report.Items];
        }

        foreach (string code in request.Codes.Where(c => !report.Items.Any(i => Is(i.Code, c))))
        {
            string[] codes = [.. report.Items.Select(i => i.Code).Distinct().Order(StringComparer.Ordinal)];
            throw new GateException("AG0003", Printable.Line($"The report has nothing with the code '{code}'; it has {(codes.Length == 0 ? "nothing at all" : string.Join(", ", codes))}."), request.Report);
        }

        foreach (string fingerprint in request.Fingerprints.Where(f => !report.Items.Any(i => i.Fingerprint == f)))
        {
            throw new GateException("AG0003", Printable.Line($"The report has no finding with the fingerprint '{fingerprint}'."), request.Report);
        }

        return [.. report.Items.Where(i => request.Codes.Any(c => Is(i.Code, c)) || (i.Fingerprint is { } own && request.Fingerprints.Contains(own)))];
    }

    private static bool Is(string code, string asked) => code.Equals(asked, StringComparison.OrdinalIgnoreCase);

    private static List<Entry> Entries(IEnumerable<ReportedItem> items, Policy policy)
    {
        var entries = new List<Entry>();
        foreach (IGrouping<string, ReportedItem> same in items.GroupBy(i => i.Fingerprint ?? $"{i.Sha256} {i.Code}"))
        {
            ReportedItem first = same.First();
            if (same.Select(i => i.IsUnread ? policy.RefusesUnread(i.Code) : policy.Refuses(i.Code, i.Evidence!.Value)).FirstOrDefault(r => r is not null) is { } refusal)
            {
                throw new GateException("AG0004", Printable.Line($"{first.Code} in {first.Place} cannot be accepted: {refusal}."));
            }

            int more = same.Count() - 1;
            string about = $"{first.Code} {first.Title}, {first.Place}" + (more == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" and {more} more"));
            entries.Add(new Entry(first.Code, about, first.Fingerprint, first.Sha256, PathPattern.Of([.. same.Select(i => i.Path)])));
        }

        return [.. entries.OrderBy(e => e.Code, StringComparer.Ordinal).ThenBy(e => e.About, StringComparer.Ordinal).ThenBy(e => e.Fingerprint, StringComparer.Ordinal)];
    }

    private static void Save(string path, byte[] content)
    {
        string temporary = path + ".new";
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GateException("AG0009", $"The policy file '{Printable.Line(path)}' cannot be written.", path);
        }
    }

    private sealed record Entry(string Code, string About, string? Fingerprint, string? Sha256, string Path)
    {
        public bool IsFor(Allowance allowance) => Fingerprint is not null ? allowance.Fingerprint == Fingerprint : allowance.Sha256 == Sha256 && allowance.Path?.Pattern == Path;

        public List<(string Name, string Value)> Members(AllowRequest request, DateOnly today)
        {
            string about = Printable.Line(About);
            var members = new List<(string, string)>();
            if (Fingerprint is not null)
            {
                members.Add(("fingerprint", Fingerprint));
            }
            else
            {
                members.AddRange([("path", Path), ("sha256", Sha256!)]);
            }

            members.AddRange([("about", about.Length > LongestAbout ? about[..LongestAbout] + "…" : about),
                ("reason", Printable.Line(request.Reason)), ("owner", Printable.Line(request.Owner)), ("created", Day(today))]);
            if (request.Expires is { } expires)
            {
                members.Add(("expires", Day(expires)));
            }

            return members;
        }

        private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
