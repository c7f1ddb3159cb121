using System.CommandLine;
using ArtifactGate.Engine;
using ArtifactGate.Engine.Inputs;

namespace ArtifactGate.Tool;

/// <summary>The options that say by which law a run is judged.</summary>
internal sealed class PolicyOptions
{
    private readonly Option<string?> _policy = new("--policy") { Description = "The policy file; otherwise artifactgate.json is searched upwards.", HelpName = "FILE" };

    private readonly Option<string?> _base = new("--base-policy")
    {
        Description = $"A policy from a protected place, which is judged first and which nothing else may relax; otherwise {BasePolicyName.Variable}.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _environment = new("--environment")
    {
        Description = "What the run is for, where the policy makes a difference: pr, main or release. Never guessed.",
        HelpName = "NAME",
    };

    private readonly Option<bool> _complete = new("--complete") { Description = "This run sees everything that the policy is about: also name allowances that nothing needs any more." };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        AddFilesTo(command);
        command.Add(_environment);
        command.Add(_complete);
    }

    /// <summary>Adds only those that name files.</summary>
    public void AddFilesTo(Command command)
    {
        command.Add(_policy);
        command.Add(_base);
    }

    /// <summary>The options of a run with what was asked for.</summary>
    /// <exception cref="GateException">AG0004: the variable names another base policy.</exception>
    public GateOptions Read(ParseResult parsed, ToolHost host, GateOptions options) => options with
    {
        Policy = parsed.GetValue(_policy),
        BasePolicy = BasePolicyName.Choose(parsed.GetValue(_base), host.Variables, host.WorkingDirectory, host.WorkingDirectory),
        Environment = parsed.CommandResult.Command.Options.Contains(_environment) ? parsed.GetValue(_environment) : null,
        Complete = parsed.CommandResult.Command.Options.Contains(_complete) && parsed.GetValue(_complete),
    };
}
