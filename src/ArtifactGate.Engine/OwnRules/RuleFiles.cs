using ArtifactGate.Detection;
using ArtifactGate.Engine.Policies;

namespace ArtifactGate.Engine.OwnRules;

/// <summary>The user's own rules, from files in the format of gitleaks and betterleaks.</summary>
public sealed class RuleFiles
{
    /// <summary>What the codes of own rules begin with, so that none is ever taken for one of ArtifactGate's.</summary>
    public const string CodePrefix = "own.";

    private readonly List<Rule> _rules = [];
    private readonly List<Notice> _notices = [];
    private readonly List<RuleSamples> _samples = [];

    private RuleFiles()
    {
    }

    /// <summary>The rules, in the order of the files.</summary>
    public IReadOnlyList<Rule> Rules => _rules;

    /// <summary>What the files say that is not followed.</summary>
    public IReadOnlyList<Notice> Notices => _notices;

    /// <summary>The samples of each rule.</summary>
    internal IReadOnlyList<RuleSamples> Samples => _samples;

    /// <summary>Reads rule files.</summary>
    /// <param name="files">The files; relative ones start at <paramref name="workingDirectory"/>.</param>
    /// <param name="workingDirectory">Absolute.</param>
    /// <exception cref="GateException">AG0004: a file cannot be read or is wrong; says the line and the member.</exception>
    public static RuleFiles Load(IEnumerable<string> files, string workingDirectory)
    {
        ArgumentNullException.ThrowIfNull(files);
        var all = new RuleFiles();
        foreach (string file in files.Select(f => Resolve(f, workingDirectory)).Distinct(StringComparer.Ordinal))
        {
            var reader = new RuleFileReader(file);
            reader.Read();
            all.Add(reader, file);
        }

        return all;
    }

    /// <summary>The rules of a book and these.</summary>
    public RuleBook With(RuleBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        return _rules.Count == 0 ? book : new RuleBook(book.Rules.Concat(_rules));
    }

    /// <summary>Runs every rule over its samples.</summary>
    public IReadOnlyList<RuleSampleResult> Test() => [.. _samples.Select(s => s.Run())];

    private static string Resolve(string given, string workingDirectory)
    {
        try
        {
            return Path.GetFullPath(given, workingDirectory);
        }
        catch (ArgumentException)
        {
            throw new GateException("AG0004", $"The rule file '{Printable.Line(given)}' is no path.");
        }
    }

    private void Add(RuleFileReader reader, string file)
    {
        _notices.AddRange(reader.Notices);
        RefuseUnknownTargets(reader);
        int before = _rules.Count;
        foreach (RuleEntry entry in reader.Rules)
        {
            if (entry.SkipReport)
            {
                _notices.Add(new Notice("AG0004", $"The rule '{entry.Id}' reports nothing: it says 'skipReport'.", entry.Node.File));
            }
            else if (entry.Expression is not null || entry.Path is not null)
            {
                Add(RuleFactory.Make(entry, reader), entry);
            }
            else if (!reader.ExtendsDefault)
            {
                throw entry.Node.Error($"('{entry.Id}') has neither 'regex' nor 'path', so it could find nothing");
            }
        }

        if (_rules.Count == before)
        {
            throw new GateException("AG0004", $"The rule file '{Printable.Line(file)}' has no rule, so nothing would be looked for.", file);
        }
    }

    private void Add(Rule rule, RuleEntry entry)
    {
        if (_rules.Exists(r => r.Code.Equals(rule.Code, StringComparison.OrdinalIgnoreCase)))
        {
            throw entry.Node.Error($"has the id '{entry.Id}', which makes the code {rule.Code} that another rule has already");
        }

        _rules.Add(rule);
        _samples.Add(new RuleSamples(rule, entry.Examples, entry.NegativeExamples));
    }

    private static void RefuseUnknownTargets(RuleFileReader reader)
    {
        PolicyNode? unknown = reader.AllowLists.SelectMany(l => l.Rules).FirstOrDefault(t => reader.Rules.All(r => r.Id != t.AsText()));
        if (unknown is not null && !reader.ExtendsDefault)
        {
            throw unknown.Error($"is '{unknown.Text}', which is no rule of the file");
        }
    }
}
