using System.CommandLine;
using ArtifactGate.Engine.Known;

namespace ArtifactGate.Tool;

/// <summary>The options of the search for what the build's own secret variables hold.</summary>
internal sealed class KnownValueOptions
{
    private readonly Option<string[]> _names = new("--known-values")
    {
        Description = "Also look for the values of environment variables of this name or pattern. On a build server those with secret names always are. May be given several times.",
        HelpName = "PATTERN",
    };

    private readonly Option<bool> _off = new("--no-known-values") { Description = "Do not look for values of environment variables." };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_names);
        command.Add(_off);
    }

    /// <summary>What was asked for.</summary>
    /// <exception cref="UsageException">Both at once, or an empty name.</exception>
    public KnownValueRequest Read(ParseResult parsed)
    {
        string[] names = parsed.GetValue(_names) ?? [];
        bool off = parsed.GetValue(_off);
        if (off && names.Length > 0)
        {
            throw new UsageException($"{_names.Name} and {_off.Name} exclude each other.");
        }

        KnownValueRequest request = names.Length == 0 ? KnownValueRequest.Default : KnownValueRequest.Of(names);
        return off ? KnownValueRequest.Off
            : names.Length > 0 && request.Patterns.Count == 0 ? throw new UsageException($"{_names.Name} takes names of environment variables, not an empty one.")
            : request;
    }
}
