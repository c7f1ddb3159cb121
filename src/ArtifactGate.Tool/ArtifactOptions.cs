using System.CommandLine;
using System.Globalization;
using ArtifactGate.Artifacts.Registry;
using ArtifactGate.Engine;
using ArtifactGate.Engine.Inputs;

namespace ArtifactGate.Tool;

/// <summary>How a command learns which artifacts are meant: its arguments, a list, and how many there must be.</summary>
internal sealed class ArtifactOptions(string expect)
{
    private readonly Option<string?> _artifactsFrom = new("--artifacts-from") { Description = "Read names of artifacts, one a line, from a file or from - (standard input).", HelpName = "FILE" };
    private readonly Option<string?> _expect = new("--expect") { Description = expect, HelpName = "N" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_artifactsFrom);
        command.Add(_expect);
    }

    /// <summary>How many artifacts there must be, or null.</summary>
    /// <exception cref="UsageException">It is no number.</exception>
    public int? Expect(ParseResult parsed) => Number(parsed, _expect);

    /// <summary>Everything that was named, resolved.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="named">What stands on it.</param>
    /// <param name="host">Where standard input and logins come from.</param>
    /// <param name="cancellation">Ends every wait.</param>
    /// <exception cref="GateException">AG0003: a name that means nothing.</exception>
    public IReadOnlyList<ArtifactInput> Resolve(ParseResult parsed, IEnumerable<string> named, ToolHost host, CancellationToken cancellation)
    {
        var names = new List<string>(named);
        if (parsed.GetValue(_artifactsFrom) is string list)
        {
            if (list == "-" && names.Contains("-"))
            {
                throw new UsageException($"{_artifactsFrom.Name} - reads the list from standard input, which cannot be an artifact as well.");
            }

            names.AddRange(ReadList(list, host).Where(l => l.Trim().Length > 0));
        }

        return ArtifactArguments.Resolve(names, host.WorkingDirectory, () => new InterruptibleStream(host.Input(), cancellation),
            image => RemoteImage.Resolve(image, new RegistryLogins(host.Variables).Find(image), Gate.Version, cancellation));
    }

    /// <summary>A number from 0 on, or null. The parser's own complaint would name a type of the framework.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static int? Number(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) => number,
        var text => throw new UsageException($"{option.Name} takes a number from 0 on, not '{text}'."),
    };

    private static IEnumerable<string> ReadList(string list, ToolHost host)
    {
        try
        {
            using var reader = new StreamReader(list == "-" ? host.Input() : File.OpenRead(Path.GetFullPath(list, host.WorkingDirectory)));
            return reader.ReadToEnd().Split('\n').Select(l => l.TrimEnd('\r'));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new GateException("AG0003", $"--artifacts-from: '{list}' cannot be read.");
        }
    }
}
