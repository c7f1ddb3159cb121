using ArtifactGate.Engine.Inputs;
using ArtifactGate.Tool;

return new ToolHost(Console.OpenStandardOutput, Console.OpenStandardInput, Console.Error, Directory.GetCurrentDirectory(),
    Environment.GetEnvironmentVariable, ProcessVariables.Read).Run(args);
