namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials that GitLab issues.</summary>
internal static class GitLab
{
    // A routable token: payload, length and CRC-32, in newer ones with a version between.
    private static readonly GitLabRoutableProof RoutableProof = new();

    /// <summary>20 characters; newer ones say where they belong and carry their length and a CRC-32.</summary>
    public static readonly TokenRule PersonalToken = new()
    {
        Code = "AG1010",
        Name = "gitlab-pat",
        Title = "GitLab access token",
        Issuer = "GitLab",
        Kind = "personal, project or group access token",
        Risk = "Acts with the scopes of the token: code, packages, pipelines, the whole API.",
        Revoke = "Revoke it under the access tokens of the user, project or group.",
        Reference = "https://docs.gitlab.com/security/tokens/",
        Shape = Shape.Of("glpat-{base64url:20}", "glpat-{base64url:27-300}.{lower36:2}.{lower36:9}", "glpat-{base64url:27-300}.{lower36:9}"),
        Proof = RoutableProof,
    };

    /// <summary>20 or more characters after a prefix of its own.</summary>
    public static readonly TokenRule RunnerToken = new()
    {
        Code = "AG1012",
        Name = "gitlab-runner",
        Title = "GitLab runner authentication token",
        Issuer = "GitLab",
        Kind = "runner authentication token",
        Risk = "Takes over the jobs of a runner, and with them the secrets of the pipelines.",
        Revoke = "Reset the token of the runner.",
        Reference = "https://docs.gitlab.com/security/tokens/",
        Shape = Shape.Of("glrt-{base64url:20}", "glrt-t{digit:1}_{base64url:20}",
            "glrt-{base64url:27-300}.{lower36:2}.{lower36:9}", "glrt-{base64url:27-300}.{lower36:9}",
            "glrtr-{base64url:20}", "glrtr-{base64url:27-300}.{lower36:2}.{lower36:9}", "glrtr-{base64url:27-300}.{lower36:9}"),
        Proof = RoutableProof,
    };

    /// <summary>20 or more characters after a prefix of its own.</summary>
    public static readonly TokenRule JobToken = new()
    {
        Code = "AG1013",
        Name = "gitlab-ci-job",
        Title = "GitLab CI job token",
        Issuer = "GitLab",
        Kind = "CI job token",
        Risk = "Acts as the job while it runs: registry, packages, other projects that trust it.",
        Revoke = "It ends with the job; make the job stop writing it to files.",
        Reference = "https://docs.gitlab.com/security/tokens/",
        ShortLived = true,
        Shape = Shape.Of("glcbt-{base62:1-5}_{base64url:20}"),
    };

    /// <summary>20 or more characters after a prefix of its own.</summary>
    public static readonly TokenRule DeployToken = new()
    {
        Code = "AG1014",
        Name = "gitlab-deploy",
        Title = "GitLab deploy token",
        Issuer = "GitLab",
        Kind = "deploy token",
        Risk = "Reads code, packages and images, some also write.",
        Revoke = "Revoke it under Settings > Repository > Deploy tokens.",
        Reference = "https://docs.gitlab.com/security/tokens/",
        Shape = Shape.Of("gldt-{base64url:20}", "gldt-{base64url:27-300}.{lower36:2}.{lower36:9}", "gldt-{base64url:27-300}.{lower36:9}"),
        Proof = RoutableProof,
    };

    /// <summary>20 or more characters after a prefix of its own.</summary>
    public static readonly TokenRule TriggerToken = new()
    {
        Code = "AG1015",
        Name = "gitlab-trigger",
        Title = "GitLab pipeline trigger token",
        Issuer = "GitLab",
        Kind = "pipeline trigger token",
        Risk = "Starts pipelines with variables of its choice.",
        Revoke = "Revoke it under Settings > CI/CD > Pipeline trigger tokens.",
        Reference = "https://docs.gitlab.com/security/tokens/",
        Shape = Shape.Of("glptt-{hex:40}"),
    };

    /// <summary>50 characters after a prefix of its own; newer ones say where they belong and carry their length and a CRC-32.</summary>
    public static readonly TokenRule AgentToken = new()
    {
        Code = "AG1016",
        Name = "gitlab-agent",
        Title = "GitLab agent for Kubernetes token",
        Issuer = "GitLab",
        Kind = "agent token",
        Risk = "Speaks to GitLab as the agent of a cluster.",
        Revoke = "Revoke it on the page of the agent.",
        Reference = "https://docs.gitlab.com/security/tokens/",
        Shape = Shape.Of("glagent-{base64url:27-300}.{lower36:2}.{lower36:9}", "glagent-{base64url:27-300}.{lower36:9}", "glagent-{base64url:50}"),
        Proof = RoutableProof,
    };

    /// <summary>64 characters after a prefix of its own: hexadecimal where GitLab makes them, base64 where others saw them.</summary>
    public static readonly TokenRule OAuthSecret = new()
    {
        Code = "AG1017",
        Name = "gitlab-oauth-secret",
        Title = "GitLab OAuth application secret",
        Issuer = "GitLab",
        Kind = "application secret",
        Risk = "Poses as the application when users sign in.",
        Revoke = "Renew the secret of the application.",
        Reference = "https://docs.gitlab.com/security/tokens/",
        Shape = Shape.Of("gloas-{base64url:64}"),
    };

    /// <summary>20 or more characters after a prefix of its own.</summary>
    public static readonly TokenRule ScimToken = new()
    {
        Code = "AG1018",
        Name = "gitlab-scim",
        Title = "GitLab SCIM token",
        Issuer = "GitLab",
        Kind = "SCIM token",
        Risk = "Creates and removes the users of a group.",
        Revoke = "Reset the token in the SAML settings of the group.",
        Reference = "https://docs.gitlab.com/security/tokens/",
        Shape = Shape.Of("glsoat-{base64url:20}"),
    };

    /// <summary>20 or more characters after a prefix of its own.</summary>
    public static readonly TokenRule FeedToken = new()
    {
        Code = "AG1019",
        Name = "gitlab-feed",
        Title = "GitLab feed token",
        Issuer = "GitLab",
        Kind = "feed token",
        Risk = "Reads activity and calendars of a user, private projects included.",
        Revoke = "Reset it under the personal access tokens of the user.",
        Reference = "https://docs.gitlab.com/security/tokens/",
        Shape = Shape.Of("glft-{base64url:20}", "glft-{base64url:27-300}.{lower36:2}.{lower36:9}", "glft-{base64url:27-300}.{lower36:9}"),
        Proof = RoutableProof,
    };

    /// <summary>20 or more characters after a prefix of its own.</summary>
    public static readonly TokenRule MailToken = new()
    {
        Code = "AG1020",
        Name = "gitlab-incoming-mail",
        Title = "GitLab incoming mail token",
        Issuer = "GitLab",
        Kind = "incoming mail token",
        Risk = "Opens issues and merge requests as a user.",
        Revoke = "Reset it under the personal access tokens of the user.",
        Reference = "https://docs.gitlab.com/security/tokens/",
        Shape = Shape.Of("glimt-{base64url:25}"),
    };

    /// <summary>20 or more characters after a prefix of its own.</summary>
    public static readonly TokenRule FeatureFlagToken = new()
    {
        Code = "AG1021",
        Name = "gitlab-feature-flags",
        Title = "GitLab feature flags client token",
        Issuer = "GitLab",
        Kind = "feature flags client token",
        Risk = "Reads the feature flags of a project.",
        Revoke = "Reset the instance id on the feature flags page.",
        Reference = "https://docs.gitlab.com/security/tokens/",
        Shape = Shape.Of("glffct-{base64url:20}"),
    };

    /// <summary>20 or more characters after a prefix of its own.</summary>
    public static readonly TokenRule RegistrationToken = new()
    {
        Code = "AG1022",
        Name = "gitlab-runner-registration",
        Title = "GitLab runner registration token",
        Issuer = "GitLab",
        Kind = "runner registration token",
        Risk = "Registers a runner that then receives jobs and their secrets.",
        Revoke = "Reset it in the CI/CD settings of the project or group.",
        Reference = "https://docs.gitlab.com/security/tokens/",
        Shape = Shape.Of("GR1348941{base64url:20}"),
    };

    /// <summary>20 characters after a prefix of its own.</summary>
    public static readonly TokenRule WorkspaceToken = new()
    {
        Code = "AG1023",
        Name = "gitlab-workspace",
        Title = "GitLab workspace token",
        Issuer = "GitLab",
        Kind = "workspace token",
        Risk = "Speaks to GitLab as a workspace of its owner.",
        Revoke = "Terminate the workspace.",
        Reference = "https://docs.gitlab.com/security/tokens/",
        Shape = Shape.Of("glwt-{base64url:20}"),
    };
}
