namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of build systems and deployment tools.</summary>
internal static class ContinuousIntegration
{
    /// <summary>An id and 40 hexadecimal digits.</summary>
    public static readonly TokenRule CircleCiPersonal = new()
    {
        Code = "AG1061",
        Name = "circleci-pat",
        Title = "CircleCI personal API token",
        Issuer = "CircleCI",
        Kind = "personal API token",
        Risk = "Starts pipelines and reads settings of every project its owner sees.",
        Revoke = "Delete it under User settings > Personal API tokens.",
        Reference = "https://circleci.com/docs/managing-api-tokens/",
        Shape = Shape.Of("CCIPAT_{base62:22}_{hex:40}"),
    };

    /// <summary>An id and 40 hexadecimal digits.</summary>
    public static readonly TokenRule CircleCiProject = new()
    {
        Code = "AG1062",
        Name = "circleci-project-token",
        Title = "CircleCI project API token",
        Issuer = "CircleCI",
        Kind = "project API token",
        Risk = "Reads status, artifacts or all of a project, as its scope says.",
        Revoke = "Delete it under Project settings > API permissions.",
        Reference = "https://circleci.com/docs/managing-api-tokens/",
        Shape = Shape.Of("CCIPRJ_{base62:22}_{hex:40}"),
    };

    /// <summary>40 hexadecimal digits.</summary>
    public static readonly TokenRule BuildkiteUser = new()
    {
        Code = "AG1063",
        Name = "buildkite-user-token",
        Title = "Buildkite API access token",
        Issuer = "Buildkite",
        Kind = "API access token",
        Risk = "Starts builds and reads logs and artifacts, as its scopes say.",
        Revoke = "Revoke it under Personal settings > API access tokens.",
        Reference = "https://buildkite.com/docs/apis/managing-api-tokens",
        Shape = Shape.Of("bkua_{lower36:40}", "bkua_{lower36:53}"),
    };

    /// <summary>A prefix and a long random part.</summary>
    public static readonly TokenRule BuildkiteAgent = new()
    {
        Code = "AG1064",
        Name = "buildkite-agent-token",
        Title = "Buildkite agent token",
        Issuer = "Buildkite",
        Kind = "agent token",
        Risk = "Registers an agent that then receives jobs and their secrets.",
        Revoke = "Revoke it on the page of the cluster.",
        Reference = "https://buildkite.com/docs/agent/v3/tokens",
        Shape = Shape.Of("bkct_{base64url:40-80}"),
    };

    /// <summary>14 characters, a marker, 67 characters.</summary>
    public static readonly TokenRule TerraformCloud = new()
    {
        Code = "AG1065",
        Name = "terraform-cloud-token",
        Title = "HCP Terraform API token",
        Issuer = "HashiCorp",
        Kind = "API token",
        Risk = "Runs plans and applies, and reads states with the secrets in them.",
        Revoke = "Delete it under the tokens of the user, team or organisation.",
        Reference = "https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens",
        Shape = Shape.Of("{base62:14}.atlasv1.{[A-Za-z0-9_=-]:60-70}"),
    };

    /// <summary>A prefix and 90 or more characters; those of a root or a development server have 24.</summary>
    public static readonly TokenRule VaultService = new()
    {
        Code = "AG1066",
        Name = "vault-service-token",
        Title = "HashiCorp Vault service token",
        Issuer = "HashiCorp",
        Kind = "service token",
        Risk = "Reads and writes what its policies allow until it is revoked.",
        Revoke = "Revoke it with vault token revoke.",
        Reference = "https://developer.hashicorp.com/vault/docs/concepts/tokens",
        Shape = Shape.Of("hvs.{base64url:90-130}", "hvs.{base62:24}"),
    };

    /// <summary>A prefix and 138 or more characters.</summary>
    public static readonly TokenRule VaultBatch = new()
    {
        Code = "AG1067",
        Name = "vault-batch-token",
        Title = "HashiCorp Vault batch token",
        Issuer = "HashiCorp",
        Kind = "batch token",
        Risk = "Reads and writes what its policies allow until it expires; it cannot be revoked by itself.",
        Revoke = "Revoke the token that made it, or wait for its end.",
        Reference = "https://developer.hashicorp.com/vault/docs/concepts/tokens",
        Shape = Shape.Of("hvb.{base64url:138-500}"),
    };

    /// <summary>40 hexadecimal digits.</summary>
    public static readonly TokenRule Pulumi = new()
    {
        Code = "AG1068",
        Name = "pulumi-token",
        Title = "Pulumi access token",
        Issuer = "Pulumi",
        Kind = "access token",
        Risk = "Deploys stacks and reads their secrets.",
        Revoke = "Delete it under Settings > Access tokens.",
        Reference = "https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/",
        Shape = Shape.Of("pul-{hex:40}"),
    };

    /// <summary>40 to 44 characters.</summary>
    public static readonly TokenRule DopplerPersonal = new()
    {
        Code = "AG1069",
        Name = "doppler-personal-token",
        Title = "Doppler personal token",
        Issuer = "Doppler",
        Kind = "personal token",
        Risk = "Reads and changes the secrets of every project its owner sees.",
        Revoke = "Revoke it under Settings > Tokens.",
        Reference = "https://docs.doppler.com/reference/auth-token-formats",
        Shape = Shape.Of("dp.pt.{base62:40-44}", "dp.ct.{base62:40-44}"),
    };

    /// <summary>Optionally a config name, then 40 to 44 characters.</summary>
    public static readonly TokenRule DopplerService = new()
    {
        Code = "AG1070",
        Name = "doppler-service-token",
        Title = "Doppler service token",
        Issuer = "Doppler",
        Kind = "service token",
        Risk = "Reads the secrets of a config.",
        Revoke = "Revoke it on the access page of the config.",
        Reference = "https://docs.doppler.com/reference/auth-token-formats",
        Shape = Shape.Of("dp.st.{base62:40-44}", "dp.st.{[a-z0-9_-]:2-35}.{base62:40-44}", "dp.sa.{base62:40-44}"),
    };

    /// <summary>25 or 26 upper-case letters and digits.</summary>
    public static readonly TokenRule OctopusDeploy = new()
    {
        Code = "AG1071",
        Name = "octopus-api-key",
        Title = "Octopus Deploy API key",
        Issuer = "Octopus Deploy",
        Kind = "API key",
        Risk = "Creates releases and deploys them with the rights of its owner.",
        Revoke = "Delete it on the profile page of its owner.",
        Reference = "https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key",
        Shape = Shape.Of("API-{upper36:25-26}"),
        MinEntropy = 3.2,
    };

    /// <summary>40 hexadecimal digits after the kind of token.</summary>
    public static readonly TokenRule SonarQube = new()
    {
        Code = "AG1072",
        Name = "sonarqube-token",
        Title = "SonarQube token",
        Issuer = "SonarSource",
        Kind = "user, project or global analysis token",
        Risk = "Sends analyses, or acts as its owner on the server.",
        Revoke = "Revoke it under My account > Security.",
        Reference = "https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/",
        Shape = Shape.Of("squ_{hex:40}", "sqp_{hex:40}", "sqa_{hex:40}"),
    };

    /// <summary>20 characters after the version.</summary>
    public static readonly TokenRule AppVeyor = new()
    {
        Code = "AG1073",
        Name = "appveyor-token",
        Title = "AppVeyor API token",
        Issuer = "AppVeyor",
        Kind = "API token",
        Risk = "Starts builds and deployments and reads secure variables it may use.",
        Revoke = "Reset it under API Keys.",
        Reference = "https://www.appveyor.com/docs/api/",
        Shape = Shape.Of("v2.{lower36:20}"),
        MinEntropy = 3.2,
    };

    /// <summary>A fixed header like that of a JWT.</summary>
    public static readonly TokenRule TeamCity = new()
    {
        Code = "AG1074",
        Name = "teamcity-token",
        Title = "TeamCity access token",
        Issuer = "JetBrains",
        Kind = "access token",
        Risk = "Acts as its owner on the server, within its scope.",
        Revoke = "Delete it on the access tokens page of the profile.",
        Reference = "https://www.jetbrains.com/help/teamcity/configuring-your-user-profile.html",
        Shape = Shape.Of("eyJ0eXAiOiAiVENWMiJ9.{base64url:36}.{base64url:48}"),
    };

    /// <summary>The newer form ends in a checksum of 8 digits.</summary>
    public static readonly TokenRule Atlassian = new()
    {
        Code = "AG1075",
        Name = "atlassian-api-token",
        Title = "Atlassian API token",
        Issuer = "Atlassian",
        Kind = "API token",
        Risk = "Acts as its owner in Jira, Confluence and Bitbucket.",
        Revoke = "Revoke it under Account settings > Security > API tokens.",
        Reference = "https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/",
        Shape = Shape.Of("ATATT3{base64url:80-800}={HEX:8}"),
        Proof = new Crc32HexProof(upper: true, rejects: true),
    };

    /// <summary>32 characters.</summary>
    public static readonly TokenRule BitbucketAppPassword = new()
    {
        Code = "AG1076",
        Name = "bitbucket-app-password",
        Title = "Bitbucket app password",
        Issuer = "Atlassian",
        Kind = "app password",
        Risk = "Reads and writes repositories and pipelines as its scopes say.",
        Revoke = "Revoke it under Personal settings > App passwords.",
        Reference = "https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/",
        Shape = Shape.Of("ATBB{base62:24}{HEX:8}"),
        Proof = new Crc32HexProof(upper: true),
    };

    /// <summary>A long random part and a checksum.</summary>
    public static readonly TokenRule BitbucketAccess = new()
    {
        Code = "AG1077",
        Name = "bitbucket-access-token",
        Title = "Bitbucket access token",
        Issuer = "Atlassian",
        Kind = "repository, project or workspace access token",
        Risk = "Reads and writes repositories and pipelines as its scopes say.",
        Revoke = "Revoke it in the settings of the repository, project or workspace.",
        Reference = "https://support.atlassian.com/bitbucket-cloud/docs/access-tokens/",
        Shape = Shape.Of("ATCTT3{base64url:80-800}={HEX:8}"),
        Proof = new Crc32HexProof(upper: true, rejects: true),
    };
}
