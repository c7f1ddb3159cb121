using ArtifactGate.Artifacts;
using ArtifactGate.Detection;
using ArtifactGate.Engine.Walking;

namespace ArtifactGate.Engine;

/// <summary>Makes the reported finding of a placed match: identity, place, source, details, verdict.</summary>
internal sealed class FindingFactory(GateRun run)
{
    private const int SignedShown = 10;

    /// <summary>Makes one finding. Where the policy lowers the rule that won, the others that matched the same bytes are judged as well.</summary>
    public Finding Make(PlacedMatch placed)
    {
        PlacedMatch[] candidates = placed.Also.Count > 0 && run.Policy.Lowers(placed.Match)
            ? [placed, .. placed.Also.Select(other => Instead(placed, other))] : [placed];
        (Finding finding, PlacedMatch chosen) = candidates.Select(c => (Describe(c), c)).MaxBy(c => c.Item1.Verdict);
        run.Revealed?.Move(chosen.Match, finding);
        return finding;
    }

    // A rule that was lowered must not hide one that was not.
    private static PlacedMatch Instead(PlacedMatch winner, PlacedMatch other) => winner with
    {
        Match = other.Match,
        Chain = other.Chain,
        Also = [winner, .. winner.Also.Where(a => a != other)],
    };

    private Finding Describe(PlacedMatch placed)
    {
        Match match = placed.Match;
        ArtifactPath path = placed.Node.Path;
        (SourceLocation? source, string? fix) = Written(SourceOf(placed, path), placed);
        string fingerprint = match.Fingerprint ?? Fingerprinter.OfPlace(match.Rule.Code, path.Inner, placed.Member);
        var finding = new Finding
        {
            Rule = match.Rule,
            Path = path,
            Evidence = match.Evidence,
            Encoding = string.Join(" > ", placed.Chain.Concat(match.Encodings).Append(match.Form.ReportName())),
            Location = new FindingLocation(placed.Offset, placed.Line, placed.Column, placed.Member),
            Source = source is null ? null : source with { File = Relative(source.File) },
            Fingerprint = fingerprint,
            Group = fingerprint,
            Preview = match.Preview,
            Length = match.Length,
            Identity = match.Identity,
            Details = DetailsOf(placed),
        };
        finding = finding with { Fix = fix ?? run.Options.Provenance?.FixFor(path, placed.Member) ?? GeneralFix(finding) };
        return run.Policy.Judge(finding, match);
    }

    private SourceLocation? SourceOf(PlacedMatch placed, ArtifactPath path)
    {
        if (placed.Source is not null)
        {
            return placed.Source;
        }

        if (run.Options.Provenance is not { } provenance || provenance.SourceOf(path, placed.Member) is not { } source)
        {
            return null;
        }

        if (source.Line is not null)
        {
            return source;
        }

        (int? line, int? column) = run.Sources.Find(source.File, placed.Match, placed.Line);
        return (line is null ? FirstOf(provenance.CompiledInto(path), placed.Match) ?? run.CodeOf(placed.Match, source.File) : null) ?? new SourceLocation(source.File, line, column);
    }

    // What the build wrote for itself is nobody's to edit: the value is looked for in what it was written from.
    private (SourceLocation? Source, string? Fix) Written(SourceLocation? source, PlacedMatch placed)
    {
        if (run.Options.Provenance is not { } provenance || provenance.WrittenFrom(placed.Node.Path, source) is not { Count: > 0 } files)
        {
            return (source, null);
        }

        SourceLocation? origin = FirstOf(files, placed.Match) ?? (source is null ? null : provenance.Instead(source));
        return (origin, origin is null ? null : provenance.FixAt(origin));
    }

    // A native image has no debug information of ours, and an assembly may come without: the value stands in a source all the same.
    private SourceLocation? FirstOf(IReadOnlyList<string> files, Match match) => (
        from file in files
        let place = run.Sources.Find(file, match, null)
        where place.Line is not null
        select new SourceLocation(file, place.Line, place.Column)).FirstOrDefault();

    private string Relative(string file)
    {
        if (run.RepositoryRoot is string root && Path.IsPathFullyQualified(file))
        {
            string relative = Path.GetRelativePath(root, file);
            if (!relative.StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(relative))
            {
                return relative.Replace('\\', '/');
            }
        }

        return file.Replace('\\', '/');
    }

    private static SortedDictionary<string, string> DetailsOf(PlacedMatch placed)
    {
        var details = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, string value) in placed.Match.Details.Concat(placed.Origin?.Explain() ?? []))
        {
            details[key] = value;
        }

        if (placed.Also.Count > 0)
        {
            details["also"] = string.Join(", ", placed.Also.Select(a => a.Match.Rule.Code).Order(StringComparer.Ordinal));
        }

        if (placed.Signs is { Count: > 0 } signed)
        {
            details["signs"] = string.Join(", ", signed.Take(SignedShown)) + (signed.Count > SignedShown ? $" and {signed.Count - SignedShown} more" : "");
        }

        return details;
    }

    private static string GeneralFix(Finding finding) => finding.Details.ContainsKey("layer")
        ? "Keep it out of the layer that adds it (.dockerignore, a build secret, another build stage): what a later layer deletes still ships. Revoke it."
        : finding.Rule is PathRule || finding.Rule.Code.StartsWith("AG3", StringComparison.Ordinal)
        ? "Leave the file out of the artifact, and revoke what it holds."
        : "Take the value out of the source, read it from the environment or a secret store at run time, and revoke it.";
}
