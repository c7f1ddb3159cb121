using ArtifactGate.Detection;
using ArtifactGate.Engine.Inputs;
using ArtifactGate.Engine.Policies;

namespace ArtifactGate.Engine.Known;

/// <summary>Chooses the variables of the environment whose values are looked for: the one place that decides whether, and which.</summary>
internal sealed class KnownValueSelection
{
    private readonly List<KnownValue> _values = [];
    private readonly List<RefusedVariable> _refused = [];
    private readonly List<Notice> _notices = [];

    private KnownValueSelection(bool searches) => Searches = searches;

    /// <summary>Whether there is a search, even if no variable is found for it.</summary>
    public bool Searches { get; }

    /// <summary>The values.</summary>
    public IReadOnlyCollection<KnownValue> Values => _values;

    /// <summary>What the run says of named variables that cannot be looked for.</summary>
    public IReadOnlyList<Notice> Notices => _notices;

    /// <summary>For the reports; null without a search.</summary>
    public KnownValueReport? Report => Searches ? new([.. _values.Select(v => v.Variable)], _refused) : null;

    /// <summary>Chooses for a run.</summary>
    /// <exception cref="GateException">AG0010: the value of a variable that was named cannot be looked for.</exception>
    public static KnownValueSelection Choose(GateOptions options, Policy policy)
    {
        IReadOnlyDictionary<string, string>? variables = options.Variables?.Invoke();
        bool wanted = variables is not null && !policy.IsOff("AG5001")
            && (options.KnownValues.Search ?? policy.KnownValues.Search ?? CiEnvironment.IsBuildServer(variables.GetValueOrDefault));
        var selection = new KnownValueSelection(wanted);
        if (wanted)
        {
            selection.Take(variables!, [.. options.KnownValues.Patterns.Select(PatternOf)], [.. policy.KnownValues.Patterns.Select(PatternOf)]);
        }

        return selection;
    }

    private void Take(IReadOnlyDictionary<string, string> variables, Glob[] asked, Glob[] ofPolicy)
    {
        foreach ((string name, string value) in variables.Where(v => !string.IsNullOrWhiteSpace(v.Value)).OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            Glob[] askedHere = [.. asked.Where(a => a.IsMatch(name))];
            if (askedHere.Length == 0 && !KnownValueNames.IsSecret(name) && !Array.Exists(ofPolicy, p => p.IsMatch(name)))
            {
                continue;
            }

            if (KnownValue.Read(name, value, out string? refused) is { } known)
            {
                _values.Add(known);
            }
            else
            {
                Refuse(name, refused!, askedHere);
            }
        }

        foreach (Glob missing in asked.Where(a => !variables.Any(v => !string.IsNullOrWhiteSpace(v.Value) && a.IsMatch(v.Key))))
        {
            _notices.Add(new Notice("AG0010", Printable.Line($"No environment variable '{missing.Pattern}' has a value, so there was none to look for.")));
        }
    }

    // A variable that is named outright is one that somebody relies on; by a pattern it may have been meant or not.
    private void Refuse(string name, string reason, Glob[] asked)
    {
        string shown = Printable.Line(name);
        string message = $"The value of the environment variable {shown} cannot be looked for: it is {reason}.";
        if (Array.Exists(asked, a => a.Pattern.AsSpan().IndexOfAny('*', '?') < 0))
        {
            throw new GateException("AG0010", $"{message} Give it a stronger one, or do not name it as a known value.");
        }

        _refused.Add(new RefusedVariable(shown, reason));
        if (asked.Length > 0)
        {
            _notices.Add(new Notice("AG0010", message));
        }
    }

    private static Glob PatternOf(string pattern) => Glob.TryParse(pattern, "", ignoreCase: true, out Glob? glob, out string? error)
        ? glob
        : throw new GateException("AG0004", Printable.Line($"The known value '{pattern}' is no pattern of names: it {error}."));
}
