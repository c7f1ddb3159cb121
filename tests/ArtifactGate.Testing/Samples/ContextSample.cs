using ArtifactGate.Detection;
using ArtifactGate.Detection.Matching;

namespace ArtifactGate.Testing.Samples;

/// <summary>Values of a <see cref="ContextRule"/> in the notations in which files assign them to their names.</summary>
public static class ContextSample
{
    /// <summary>One notation each: where the name and the value go.</summary>
    public static IReadOnlyList<string> Notations { get; } =
    [
        "{name}={value}",
        "{name}: {value}",
        "{name} = \"{value}\"",
        "\"{name}\": \"{value}\"",
        "export {name}='{value}'",
        "$env:{name} = \"{value}\"",
        "<add key=\"{name}\" value=\"{value}\" />",
        "<{name}>{value}</{name}>",
        "ENV {name} {value}",
        "--{name} {value}",
        "--{name}={value}",
        "/{name}:{value}",
        "- name: {name}\n  value: {value}\n",
        "{ \"name\": \"{name}\", \"value\": \"{value}\" }",
        "private const string {name} = @\"{value}\";",
        "os.environ[\"{name}\"] = \"{value}\"",
        "SetEnvironmentVariable(\"{name}\", \"{value}\")",
        "{\\\"{name}\\\":\\\"{value}\\\"}",
        "{name}%3D{value}",
    ];

    /// <summary>A text that assigns a generated value.</summary>
    public static string Of(ContextRule rule, Random random, out int start, out int length)
    {
        string value = Value(rule, random);
        string text = In(rule, random, Notations[random.Next(Notations.Count)], value);
        start = text.LastIndexOf(value, StringComparison.Ordinal);
        length = value.Length;
        return text;
    }

    /// <summary>A value in one notation.</summary>
    public static string In(ContextRule rule, Random random, string notation, string value)
    {
        string keyword = rule.Keywords[random.Next(rule.Keywords.Count)];
        if (rule.Argument > 0)
        {
            string argument = rule.Member is null ? $"\"{value}\"" : $"{{ some: {{ user: one, {rule.Member}: \"{value}\" }} }}";
            return $"{keyword}({string.Concat(Enumerable.Range(1, rule.Argument - 1).Select(i => $"\"some{i}\", "))}{argument})";
        }

        if (rule.Switches.Count > 0)
        {
            string between = rule.SwitchTouchesValue ? "" : rule.EndsUser is char ends ? $" somebody{ends}" : " ";
            return $"{keyword} --first thing.dll {rule.Switches[random.Next(rule.Switches.Count)]}{between}\"{value}\" /last";
        }

        return notation.Replace("{name}", Name(rule, random, keyword), StringComparison.Ordinal).Replace("{value}", value, StringComparison.Ordinal);
    }

    /// <summary>A name as people write it.</summary>
    public static string Name(ContextRule rule, Random random, string keyword)
    {
        string word = rule.NameWords.Count == 0 ? "" : rule.NameWords[random.Next(rule.NameWords.Count)];
        keyword = keyword.Trim(' ', '=', ':', '"', '<', '>', '/', '-');
        string joined = word.Length == 0 || !char.IsLetter(word[0]) ? keyword + word : keyword + "_" + word;
        return random.Next(2) == 0 ? joined : joined.ToUpperInvariant();
    }

    /// <summary>A value that the rule takes for one.</summary>
    public static string Value(ContextRule rule, Random random)
    {
        while (true)
        {
            string value = rule.Value.Sample(random);
            value = rule.Proof?.Complete(value, random) ?? value;
            if (ContextValue.IsLikely(rule, value) && Entropy.BitsPerCharacter(value) >= rule.MinEntropy && !Placeholders.Matches(value))
            {
                return value;
            }
        }
    }
}
