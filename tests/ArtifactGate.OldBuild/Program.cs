using Microsoft.Build.Evaluation;
using Microsoft.Build.Execution;
using Microsoft.Build.Framework;
using Microsoft.Build.Logging;

// oldbuild PROJECT TARGET [NAME=VALUE ...]: builds with MSBuild 17, whose SDKs are not on every machine: the project must do without one.
if (args.Length < 2 || args.Skip(2).Any(a => !a.Contains('=', StringComparison.Ordinal)))
{
    Console.Error.WriteLine("PROJECT TARGET [NAME=VALUE ...]");
    return 2;
}

var properties = args.Skip(2).Select(a => a.Split('=', 2)).ToDictionary(a => a[0], a => a[1]);
var logger = new ConsoleLogger(LoggerVerbosity.Minimal);
using var projects = new ProjectCollection(properties, [logger], ToolsetDefinitionLocations.Default);
BuildResult result = BuildManager.DefaultBuildManager.Build(
    new BuildParameters(projects) { Loggers = [logger], EnableNodeReuse = false },
    new BuildRequestData(Path.GetFullPath(args[0]), properties, targetsToBuild: [args[1]], hostServices: null, toolsVersion: null));
return result.OverallResult == BuildResultCode.Success ? 0 : 1;
