namespace ArtifactGate.Engine.Inputs;

/// <summary>What a build system says of a run through its environment. The one place that knows the names.</summary>
/// <param name="Revision">The commit that is built, or null.</param>
/// <param name="RunId">The build system's number of the run, or null.</param>
/// <param name="FingerprintKey">The organisation's secret fingerprint key, or null.</param>
public sealed record CiEnvironment(string? Revision, string? RunId, string? FingerprintKey)
{
    private static readonly string[] RevisionNames = ["GITHUB_SHA", "BUILD_SOURCEVERSION", "CI_COMMIT_SHA", "BITBUCKET_COMMIT", "GIT_COMMIT"];
    private static readonly string[] RunNames = ["GITHUB_RUN_ID", "BUILD_BUILDID", "CI_PIPELINE_ID", "BITBUCKET_BUILD_NUMBER", "BUILD_ID"];

    // Each is set by the build servers that it is named after, and by no one else.
    private static readonly string[] BuildServerNames =
    [
        "CI", "TF_BUILD", "GITHUB_ACTIONS", "GITLAB_CI", "TEAMCITY_VERSION", "JENKINS_URL", "BUILDKITE", "CIRCLECI", "TRAVIS", "APPVEYOR",
        "BITBUCKET_BUILD_NUMBER", "CODEBUILD_BUILD_ID", "DRONE", "CONTINUOUS_INTEGRATION",
    ];

    /// <summary>Whether a build server runs this. A variable that says no counts as none.</summary>
    public static bool IsBuildServer(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return BuildServerNames.Any(name => variable(name)?.Trim().ToLowerInvariant() is not (null or "" or "0" or "false" or "no"));
    }

    /// <summary>Asks <paramref name="variable"/> for the names that the build systems use.</summary>
    public static CiEnvironment Read(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        string? First(string[] names) => names.Select(variable).FirstOrDefault(v => !string.IsNullOrEmpty(v));
        return new CiEnvironment(First(RevisionNames), First(RunNames), First(["ARTIFACTGATE_FINGERPRINT_KEY"]));
    }
}
