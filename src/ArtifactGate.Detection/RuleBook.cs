using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using ArtifactGate.Detection.Matching;

namespace ArtifactGate.Detection;

/// <summary>A set of rules: the catalogue, or part of it.</summary>
public sealed class RuleBook
{
    private static readonly Lazy<RuleBook> Catalogue = new(() => new RuleBook(Collect()));

    private readonly Lazy<AnchorSet> _textAnchors;
    private readonly Lazy<AnchorSet> _binaryAnchors;

    /// <summary>Makes a book of these rules.</summary>
    /// <exception cref="ArgumentException">Two rules share a code or a name.</exception>
    public RuleBook(IEnumerable<Rule> rules)
    {
        _textAnchors = new(() => new AnchorSet(Rules!));
        _binaryAnchors = new(() => new AnchorSet(Rules!.Where(r => r is not ContextRule)));
        List<Rule> sorted = [.. rules];
        sorted.Sort((a, b) => string.CompareOrdinal(a.Code, b.Code));
        Rules = sorted;
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < sorted.Count; i++)
        {
            if (i > 0 && sorted[i].Code == sorted[i - 1].Code)
            {
                throw new ArgumentException($"Two rules are called '{sorted[i].Code}'.", nameof(rules));
            }

            if (!IsOwn(sorted[i]) && !names.Add(sorted[i].Name))
            {
                throw new ArgumentException($"Two rules are called '{sorted[i].Name}'.", nameof(rules));
            }
        }
    }

    /// <summary>Every rule that ArtifactGate ships with.</summary>
    public static RuleBook Default => Catalogue.Value;

    /// <summary>The rules, by code.</summary>
    public IReadOnlyList<Rule> Rules { get; }

    /// <summary><c>sha256:</c> and the digest over codes, names and release of the rules and this assembly's version.</summary>
    public string Digest => field ??= ComputeDigest();

    // Kept with the rules, so that a process makes those of the catalogue once, and each when it is first needed. Raw bytes know no context, so they are
    // spared the keywords.
    internal AnchorSet TextAnchors => _textAnchors.Value;

    internal AnchorSet BinaryAnchors => _binaryAnchors.Value;

    /// <summary>The rule with this code or name, or null.</summary>
    public Rule? Find(string codeOrName) => Rules.FirstOrDefault(r =>
        r.Code.Equals(codeOrName, StringComparison.OrdinalIgnoreCase) || r.Name.Equals(codeOrName, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a rule is the user's own and not one of ArtifactGate's.</summary>
    public static bool IsOwn(Rule rule) => rule is PatternRule or PathRule;

    // A rule is declared once, as a static field of its issuer's class, in the file of that name under Rules/; nothing else lists it.
    private static List<Rule> Collect()
    {
        // Once in every process, so with loops: a query costs more to compile than to run.
        List<Rule> rules = [];
        foreach (Type type in RuleClasses.All)
        {
            foreach (FieldInfo field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            {
                if (typeof(Rule).IsAssignableFrom(field.FieldType))
                {
                    rules.Add((Rule)field.GetValue(null)!);
                }
            }
        }

        return rules;
    }

    private string ComputeDigest()
    {
        var text = new StringBuilder(typeof(RuleBook).Module.ModuleVersionId.ToString("N"));
        foreach (Rule rule in Rules)
        {
            text.Append('\n').Append(rule.Code).Append(' ').Append(rule.Name).Append(rule switch { PatternRule own => own.Definition, PathRule own => own.Definition, _ => "" });
        }

        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
