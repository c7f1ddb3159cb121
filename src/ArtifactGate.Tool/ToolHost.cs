using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using ArtifactGate.Engine;

namespace ArtifactGate.Tool;

/// <summary>
/// The command line: parses, runs a command and turns every outcome into an exit code. What the parser would do by itself with errors and
/// exceptions is replaced, because scripts rely on the codes.
/// </summary>
internal sealed class ToolHost(Func<Stream> output, Func<Stream> input, TextWriter error, string workingDirectory,
    Func<string, string?> environment, Func<IReadOnlyDictionary<string, string>>? allVariables = null)
{
    /// <summary>Where reports without a file go.</summary>
    public Func<Stream> Output => output;

    /// <summary>What <c>-</c> reads.</summary>
    public Func<Stream> Input => input;

    /// <summary>Where progress and complaints go.</summary>
    public TextWriter Error => error;

    /// <summary>Where relative names start.</summary>
    public string WorkingDirectory => workingDirectory;

    /// <summary>The environment variables.</summary>
    public Func<string, string?> Variables => environment;

    /// <summary>All of them at once, for the values that are looked for; null for none.</summary>
    public Func<IReadOnlyDictionary<string, string>>? AllVariables => allVariables;

    /// <summary>Runs one command line.</summary>
    public int Run(IReadOnlyList<string> args)
    {
        try
        {
            return Execute(args);
        }
        catch (GateException failure)
        {
            return Fail(failure.Code, Place(failure) + failure.Message);
        }
        catch (UsageException failure)
        {
            return Fail(null, failure.Message);
        }
        catch (Exception failure)
        {
            // The text of an unexpected exception may quote content; its type and place are all that is shown.
            return Fail("AG0009", $"unexpected {failure.GetType().Name} in {failure.TargetSite?.DeclaringType?.Name}.{failure.TargetSite?.Name}; nothing was decided. Please report it.");
        }
    }

    private int Execute(IReadOnlyList<string> args)
    {
        var root = new RootCommand("Stops a release that would ship a credential: opens packages, archives, folders and images, and looks into everything inside.")
        {
            new ScanCommand(this).Definition,
            new VerifyCommand(this).Definition,
            new AllowCommand(this).Definition,
            new MergeCommand(this).Definition,
            new RulesCommand(this).Definition,
        };
        if (RunTaskCommand.Find(this) is { } runTask)
        {
            root.Add(runTask.Definition);
        }

        ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (UnknownOption(parsed, args) is string unknown)
        {
            return Fail(null, $"unknown option '{unknown}'; see 'artifactgate {Names(parsed)}--help'. A file of that name goes after '--'.");
        }

        if (parsed.CommandResult.Command is RootCommand && parsed.UnmatchedTokens is [string command, ..])
        {
            return Fail(null, $"there is no command '{command}'; to scan it: 'artifactgate scan {command}'. See 'artifactgate --help'.");
        }

        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
        {
            return Fail(null, $"{parsed.Errors[0].Message.ReplaceLineEndings(" ")} See 'artifactgate {Names(parsed)}--help'.");
        }

        using var writer = new StreamWriter(output()) { AutoFlush = true };
        return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = writer, Error = error, ProcessTerminationTimeout = null });
    }

    private int Fail(string? code, string message)
    {
        error.WriteLine($"artifactgate: error{(code is null ? "" : " " + code)}: {message.ReplaceLineEndings(" ")}");
        return ExitCodes.Error;
    }

    // The parser would take an option it does not know for the name of a file, and a gate that then scans something else looks fine.
    private static string? UnknownOption(ParseResult parsed, IReadOnlyList<string> args)
    {
        int end = args.TakeWhile(a => a != "--").Count();
        int seen = 0;
        foreach (Token token in parsed.Tokens)
        {
            if (token.Type == TokenType.DoubleDash)
            {
                break;
            }

            if (token.Type == TokenType.Argument && token.Value is ['-', _, ..] && args.Take(end).Contains(token.Value) && !IsValue(parsed, token))
            {
                return token.Value;
            }

            seen++;
        }

        return null;
    }

    // A value of an option may begin with a hyphen when the option took it: --reason -x.
    private static bool IsValue(ParseResult parsed, Token token) =>
        parsed.CommandResult.Children.OfType<OptionResult>().Any(o => o.Tokens.Contains(token));

    private static string Names(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";

    private static string Place(GateException failure) => failure.File is null || failure.Message.Contains(failure.File, StringComparison.Ordinal) ? ""
        : failure.Line is int line ? $"{failure.File}({line}): " : $"{failure.File}: ";
}
