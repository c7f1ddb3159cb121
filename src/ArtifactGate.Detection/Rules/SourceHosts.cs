namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of servers that keep source code, besides GitHub and GitLab.</summary>
internal static class SourceHosts
{
    /// <summary>A prefix, the instance it belongs to, and 40 hexadecimal digits.</summary>
    public static readonly TokenRule Sourcegraph = new()
    {
        Code = "AG1504",
        Name = "sourcegraph-token",
        Title = "Sourcegraph access token",
        Issuer = "Sourcegraph",
        Kind = "access token",
        Risk = "Reads the code that its owner may see.",
        Revoke = "Delete it under Settings > Access tokens.",
        Reference = "https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token",
        Shape = Shape.Of("sgp_{anyhex:16}_{anyhex:40}", "sgp_local_{anyhex:40}", "sgp_{anyhex:40}"),
        MinEntropy = 2.8,
    };

    /// <summary>The number of the token, a colon and 20 bytes, in base64.</summary>
    public static readonly TokenRule BitbucketDataCenter = new()
    {
        Code = "AG1505",
        Name = "bitbucket-data-center-token",
        Title = "Bitbucket Data Center access token",
        Issuer = "Atlassian",
        Kind = "HTTP access token of Bitbucket Data Center",
        Risk = "Reads and writes repositories as its permissions say.",
        Revoke = "Revoke it under HTTP access tokens.",
        Reference = "https://confluence.atlassian.com/bitbucketserver/http-access-tokens-939515499.html",
        Shape = Shape.Of("BBDC-{[MNO]:1}{base64:15}O{[g-v]:1}{base64:26}"),
    };

    /// <summary>32 or 44 characters under its name.</summary>
    public static readonly ContextRule BitbucketOAuth = new()
    {
        Code = "AG1506",
        Name = "bitbucket-oauth-secret",
        Title = "Bitbucket OAuth consumer secret",
        Issuer = "Atlassian",
        Kind = "OAuth consumer secret of Bitbucket",
        Risk = "Poses as the consumer when users authorize it.",
        Revoke = "Delete the consumer under OAuth consumers.",
        Reference = "https://developer.atlassian.com/cloud/bitbucket/oauth-2/",
        Keywords = ["bitbucket"],
        NameWords = ["secret", "key"],
        Value = new ValueShape("{base62:32}", "{base64url:44}"),
    };

    /// <summary>40 hexadecimal digits under its name.</summary>
    public static readonly ContextRule Gitea = new()
    {
        Code = "AG1503",
        Name = "gitea-token",
        Title = "Gitea or Forgejo access token",
        Issuer = "Gitea",
        Kind = "access token",
        Risk = "Reads and writes repositories and packages as its scopes say.",
        Revoke = "Delete it under Settings > Applications.",
        Reference = "https://docs.gitea.com/development/api-usage",
        Keywords = ["gitea", "forgejo"],
        NameWords = ["token"],
        Value = new ValueShape("{hex:40}"),
    };

    /// <summary>31 bytes in base64 under its name.</summary>
    public static readonly ContextRule Gerrit = new()
    {
        Code = "AG1507",
        Name = "gerrit-http-password",
        Title = "Gerrit HTTP password",
        Issuer = "Gerrit",
        Kind = "HTTP password",
        Risk = "Pushes and reviews changes as its owner.",
        Revoke = "Make a new one under Settings > HTTP credentials.",
        Reference = "https://gerrit-review.googlesource.com/Documentation/user-upload.html",
        Keywords = ["gerrit"],
        NameWords = ["password", "passwd", "token"],
        Value = new ValueShape("{base64:42}"),
    };

    /// <summary>40 hexadecimal digits under its name.</summary>
    public static readonly ContextRule GitHubOAuthSecret = new()
    {
        Code = "AG1508",
        Name = "github-oauth-app-secret",
        Title = "GitHub OAuth app client secret",
        Issuer = "GitHub",
        Kind = "client secret of an OAuth app",
        Risk = "Poses as the application when users sign in.",
        Revoke = "Make a new one on the page of the application.",
        Reference = "https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps",
        Keywords = ["github_secret", "github_client_secret", "githubclientsecret", "github_oauth_secret"],
        Value = new ValueShape("{hex:40}"),
    };

    /// <summary>29 upper-case letters and digits under its name.</summary>
    public static readonly ContextRule GitHubRunner = new()
    {
        Code = "AG1509",
        Name = "github-runner-registration",
        Title = "GitHub Actions runner registration token",
        Issuer = "GitHub",
        Kind = "runner registration token",
        Risk = "Registers a runner that then receives jobs and their secrets, within an hour.",
        Revoke = "It ends after an hour; make the script stop writing it to files.",
        Reference = "https://docs.github.com/en/rest/actions/self-hosted-runners",
        ShortLived = true,
        Keywords = ["runner_token", "registration_token", "registration-token"],
        Value = new ValueShape("{upper36:29}"),
    };

    /// <summary>The token that the command is given.</summary>
    public static readonly ContextRule GitHubRunnerCommand = new()
    {
        Code = "AG1529",
        Name = "github-runner-config-token",
        Title = "GitHub Actions runner token in a config command",
        Issuer = "GitHub",
        Kind = "runner registration token",
        Risk = "Registers a runner that then receives jobs and their secrets, within an hour.",
        Revoke = "It ends after an hour; make the script stop writing it to files.",
        Reference = "https://docs.github.com/en/actions/how-tos/manage-runners/self-hosted-runners/add-runners",
        ShortLived = true,
        Keywords = ["config.sh", "config.cmd"],
        Switches = ["--token"],
        Value = new ValueShape("{upper36:29}"),
        MaxDistance = 300,
    };

    /// <summary>52 base32 digits whose checksum does not hold, under the names that scripts use.</summary>
    public static readonly ContextRule AzureDevOpsNamed = new()
    {
        Code = "AG1530",
        Name = "azure-devops-pat-named",
        Title = "Azure DevOps personal access token under a name",
        Issuer = "Azure DevOps",
        Kind = "personal access token",
        Risk = "Acts as its owner: pushes code, changes pipelines, publishes to feeds.",
        Revoke = "Revoke it under User settings > Personal access tokens.",
        Reference = "https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate",
        Keywords = ["ado_pat", "azure_devops", "azuredevops", "personalaccesstoken", "personal_access_token", "vsce_pat", "vss_nuget"],
        Value = new ValueShape("{base32:52}"),
        Specificity = -1,
    };

    /// <summary>32 hexadecimal digits behind the name of the cookie.</summary>
    public static readonly TokenRule GitLabSession = new()
    {
        Code = "AG1502",
        Name = "gitlab-session",
        Title = "GitLab session cookie",
        Issuer = "GitLab",
        Kind = "session cookie",
        Risk = "Acts as the user who is signed in.",
        Revoke = "Revoke the session under Active sessions.",
        Reference = "https://docs.gitlab.com/user/profile/active_sessions/",
        Shape = Shape.Of("_gitlab_session={hex:32}"),
    };
}
