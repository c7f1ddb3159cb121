namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of build servers whose tokens are known by their names, or came later.</summary>
internal static class BuildServers
{
    /// <summary>The account, the key and the secret.</summary>
    public static readonly TokenRule Harness = new()
    {
        Code = "AG1546",
        Name = "harness-token",
        Title = "Harness access token",
        Issuer = "Harness",
        Kind = "personal or service account token",
        Risk = "Runs pipelines and reads what they use, as its owner.",
        Revoke = "Delete it under My API keys.",
        Reference = "https://developer.harness.io/docs/platform/automation/api/add-and-manage-api-keys/",
        Shape = Shape.Of("pat.{base64url:22}.{base62:24}.{base62:20}", "sat.{base64url:22}.{base62:24}.{base62:20}"),
        MinEntropy = 3.2,
    };

    /// <summary>A prefix for each kind and a long random part.</summary>
    public static readonly TokenRule Buildkite = new()
    {
        Code = "AG1543",
        Name = "buildkite-other-token",
        Title = "Buildkite token",
        Issuer = "Buildkite",
        Kind = "agent session, job, registration, package or portal token",
        Risk = "Acts as an agent, a package client or a portal.",
        Revoke = "Revoke it where it was made.",
        Reference = "https://buildkite.com/docs/platform/security/tokens",
        Shape = Shape.Of("bkaa_{base64url:75}", "bkaj_{base64url:333}", "bkar_{base64url:73}", "bkpt_{base64url:199}", "bkpat_{base64url:54}", "bkps_{base64url:64}"),
        MinEntropy = 3.2,
    };

    /// <summary>40 characters under its name.</summary>
    public static readonly ContextRule BuildkiteOlder = new()
    {
        Code = "AG1542",
        Name = "buildkite-token-older",
        Title = "Buildkite API access token (without a prefix)",
        Issuer = "Buildkite",
        Kind = "API access token",
        Risk = "Starts builds and reads logs, artifacts and settings as its owner.",
        Revoke = "Revoke it under Personal settings > API access tokens.",
        Reference = "https://buildkite.com/docs/apis/managing-api-tokens",
        Keywords = ["buildkite"],
        NameWords = ["token", "secret"],
        Value = new ValueShape("{lower36:40}"),
    };

    /// <summary>40 hexadecimal digits under its name.</summary>
    public static readonly ContextRule CircleCiOlder = new()
    {
        Code = "AG1541",
        Name = "circleci-token-older",
        Title = "CircleCI API token (without a prefix)",
        Issuer = "CircleCI",
        Kind = "API token",
        Risk = "Starts builds and reads logs, artifacts and settings as its owner.",
        Revoke = "Delete it under Personal API tokens or the settings of the project.",
        Reference = "https://circleci.com/docs/managing-api-tokens/",
        Keywords = ["circleci", "circle_token"],
        NameWords = ["token", "secret"],
        Value = new ValueShape("{anyhex:40}"),
    };

    /// <summary>34 hexadecimal digits, older ones 32, under its name.</summary>
    public static readonly ContextRule Jenkins = new()
    {
        Code = "AG1544",
        Name = "jenkins-api-token",
        Title = "Jenkins API token",
        Issuer = "Jenkins",
        Kind = "API token",
        Risk = "Starts jobs and reads logs and artifacts as its owner; an administrator runs anything.",
        Revoke = "Revoke it on the security page of the user.",
        Reference = "https://www.jenkins.io/blog/2018/07/02/new-api-token-system/",
        Keywords = ["jenkins"],
        NameWords = ["token", "passw", "crumb", "api"],
        Value = new ValueShape("11{hex:32}", "{hex:32}"),
    };

    /// <summary>22 characters under its name.</summary>
    public static readonly ContextRule TravisCi = new()
    {
        Code = "AG1545",
        Name = "travis-token",
        Title = "Travis CI API token",
        Issuer = "Travis CI",
        Kind = "API token",
        Risk = "Starts builds and reads logs, artifacts and settings as its owner.",
        Revoke = "Regenerate it under Settings.",
        Reference = "https://developer.travis-ci.com/authentication",
        Keywords = ["travis"],
        NameWords = ["token"],
        Value = new ValueShape("{base64url:22}"),
    };

    /// <summary>32 characters under its name.</summary>
    public static readonly ContextRule Drone = new()
    {
        Code = "AG1547",
        Name = "drone-token",
        Title = "Drone token",
        Issuer = "Drone",
        Kind = "user token or shared secret",
        Risk = "Starts builds and reads logs, artifacts and settings as its owner.",
        Revoke = "Regenerate it on the account page or in the settings of the server.",
        Reference = "https://docs.drone.io/cli/configure/",
        Keywords = ["drone_token", "drone_rpc_secret", "drone_server_token", "admin:true,token"],
        Value = new ValueShape("{base62:32}"),
    };

    /// <summary>The number of the token, a colon and 20 bytes, in base64, under its name.</summary>
    public static readonly ContextRule AtlassianDataCenter = new()
    {
        Code = "AG1548",
        Name = "atlassian-data-center-token",
        Title = "Bamboo, Jira or Confluence personal access token",
        Issuer = "Atlassian",
        Kind = "personal access token of Data Center",
        Risk = "Acts as its owner on the server.",
        Revoke = "Revoke it under Personal access tokens.",
        Reference = "https://confluence.atlassian.com/enterprise/using-personal-access-tokens-1026032365.html",
        Keywords = ["bamboo", "jira", "confluence"],
        NameWords = ["token", "pat"],
        Value = new ValueShape("{[MNO]:1}{base64:15}O{[g-v]:1}{base64:26}"),
    };

    /// <summary>20 characters under its name.</summary>
    public static readonly ContextRule Semaphore = new()
    {
        Code = "AG1549",
        Name = "semaphore-token",
        Title = "Semaphore API token",
        Issuer = "Semaphore",
        Kind = "API token",
        Risk = "Starts builds and reads logs, artifacts and settings as its owner.",
        Revoke = "Reset it on the account page.",
        Reference = "https://docs.semaphore.io/reference/api",
        Keywords = ["semaphore_api_token", "semaphoreci", "semaphore_token"],
        Value = new ValueShape("{base64url:20}"),
    };

    /// <summary>24 and 32 hexadecimal digits under its name.</summary>
    public static readonly ContextRule Codefresh = new()
    {
        Code = "AG1550",
        Name = "codefresh-key",
        Title = "Codefresh API key",
        Issuer = "Codefresh",
        Kind = "API key",
        Risk = "Runs pipelines and reads what they use.",
        Revoke = "Delete it under User settings.",
        Reference = "https://codefresh.io/docs/docs/integrations/codefresh-api/",
        Keywords = ["codefresh", "cf_api_key"],
        Value = new ValueShape("{hex:24}.{hex:32}"),
    };

    /// <summary>20 characters under its name.</summary>
    public static readonly ContextRule AppVeyorOlder = new()
    {
        Code = "AG1555",
        Name = "appveyor-token-older",
        Title = "AppVeyor API token (without a prefix)",
        Issuer = "AppVeyor",
        Kind = "API token",
        Risk = "Starts builds and deployments and reads secure variables it may use.",
        Revoke = "Reset it under API Keys.",
        Reference = "https://www.appveyor.com/docs/api/",
        Keywords = ["appveyor"],
        NameWords = ["token", "api_key", "apikey"],
        Value = new ValueShape("{lower36:20}"),
    };

    /// <summary>60 to 120 characters under its name.</summary>
    public static readonly ContextRule Bitrise = new()
    {
        Code = "AG1551",
        Name = "bitrise-token",
        Title = "Bitrise access token",
        Issuer = "Bitrise",
        Kind = "personal access token",
        Risk = "Starts builds and reads logs, artifacts and settings as its owner.",
        Revoke = "Revoke it under Security.",
        Reference = "https://devcenter.bitrise.io/en/accounts/personal-access-tokens.html",
        Keywords = ["bitrise"],
        NameWords = ["token"],
        Value = new ValueShape("{base64url:60-120}"),
        MinEntropy = 3.5,
    };

    /// <summary>A host and 52 base32 digits.</summary>
    public static readonly ContextRule Develocity = new()
    {
        Code = "AG1552",
        Name = "develocity-access-key",
        Title = "Develocity access key",
        Issuer = "Gradle",
        Kind = "Develocity access key",
        Risk = "Publishes build scans and reads the build cache.",
        Revoke = "Revoke it under My settings.",
        Reference = "https://docs.gradle.com/develocity/gradle-plugin/current/",
        Keywords = ["develocity_access_key", "gradle_enterprise_access_key"],
        Value = new ValueShape("{[a-z0-9.-]:4-60}={base32:52}"),
    };
}
