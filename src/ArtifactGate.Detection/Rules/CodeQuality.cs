namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of services that look at code and its tests.</summary>
internal static class CodeQuality
{
    /// <summary>A UUID under its name.</summary>
    public static readonly ContextRule Codecov = new()
    {
        Code = "AG1553",
        Name = "codecov-token",
        Title = "Codecov token",
        Issuer = "Codecov",
        Kind = "upload or API token",
        Risk = "Uploads coverage in the name of a repository, or reads reports.",
        Revoke = "Regenerate it in the settings of the repository.",
        Reference = "https://docs.codecov.com/docs/codecov-tokens",
        Keywords = ["codecov"],
        NameWords = ["token"],
        Value = new ValueShape(ContextShapes.Uuid),
    };

    /// <summary>A UUID under its name.</summary>
    public static readonly ContextRule Snyk = new()
    {
        Code = "AG1554",
        Name = "snyk-token",
        Title = "Snyk API token",
        Issuer = "Snyk",
        Kind = "API token",
        Risk = "Reads projects and their vulnerabilities as its owner.",
        Revoke = "Revoke and regenerate it under Account settings.",
        Reference = "https://docs.snyk.io/developer-tools/snyk-api/authentication-for-api",
        Keywords = ["snyk"],
        NameWords = ["token", "key"],
        Value = new ValueShape(ContextShapes.Uuid),
    };

    /// <summary>The place it is for, and two parts in base64: of a user, and of a service account.</summary>
    public static readonly TokenRule SnykPersonal = new()
    {
        Code = "AG1560",
        Name = "snyk-pat",
        Title = "Snyk personal access token",
        Issuer = "Snyk",
        Kind = "personal or service account access token",
        Risk = "Reads projects and their vulnerabilities as its owner.",
        Revoke = "Revoke it under Account settings > Personal access tokens, or at the service account.",
        Reference = "https://docs.snyk.io/developer-tools/snyk-api/authentication-for-api/personal-access-tokens-pats",
        Shape = Shape.Of("snyk_uat.{[a-z0-9]:8}.{base64url:10-300}.{base64url:10-300}", "snyk_sat.{[a-z0-9]:8}.{base64url:10-300}.{base64url:10-300}"),
        MinEntropy = 3.5,
    };

    /// <summary>40 hexadecimal digits under its name.</summary>
    public static readonly ContextRule SonarOlder = new()
    {
        Code = "AG1556",
        Name = "sonar-token-older",
        Title = "SonarQube or SonarCloud token (without a prefix)",
        Issuer = "SonarSource",
        Kind = "token",
        Risk = "Sends analyses, or acts as its owner on the server.",
        Revoke = "Revoke it under My account > Security.",
        Reference = "https://docs.sonarsource.com/sonarqube-cloud/managing-your-account/managing-tokens/",
        Keywords = ["sonar.login", "sonar_token", "sonarlogin", "sonar.token", "sonarcloud_token"],
        Value = new ValueShape("{hex:40}"),
    };

    /// <summary>20 or 32 characters under its name.</summary>
    public static readonly ContextRule Codacy = new()
    {
        Code = "AG1557",
        Name = "codacy-token",
        Title = "Codacy token",
        Issuer = "Codacy",
        Kind = "project or account token",
        Risk = "Uploads coverage in the name of a project, or reads its results.",
        Revoke = "Delete it under API tokens.",
        Reference = "https://docs.codacy.com/codacy-api/api-tokens/",
        Keywords = ["codacy"],
        NameWords = ["token", "secret", "key"],
        Value = new ValueShape("{hex:32}", "{base62:20}"),
    };

    /// <summary>64 hexadecimal digits under its name.</summary>
    public static readonly ContextRule CodeClimate = new()
    {
        Code = "AG1558",
        Name = "code-climate-reporter-id",
        Title = "Code Climate test reporter id",
        Issuer = "Code Climate",
        Kind = "test reporter id",
        Risk = "Uploads coverage in the name of a repository.",
        Revoke = "Regenerate it in the settings of the repository.",
        Reference = "https://docs.codeclimate.com/docs/finding-your-test-coverage-token",
        Keywords = ["cc_test_reporter_id", "codeclimate_repo_token", "codeclimate_api_token"],
        Value = new ValueShape("{hex:64}"),
    };

    /// <summary>32 to 37 characters under its name.</summary>
    public static readonly ContextRule Coveralls = new()
    {
        Code = "AG1559",
        Name = "coveralls-token",
        Title = "Coveralls repository token",
        Issuer = "Coveralls",
        Kind = "repository token",
        Risk = "Uploads coverage in the name of a repository.",
        Revoke = "Regenerate it in the settings of the repository.",
        Reference = "https://docs.coveralls.io/api-introduction",
        Keywords = ["coveralls"],
        NameWords = ["token", "secret"],
        Value = new ValueShape("{base62:32-37}"),
    };

    /// <summary>44 characters between two words. The key that its tools bring along for everybody is known as such.</summary>
    public static readonly TokenRule Socket = new()
    {
        Code = "AG1996",
        Name = "socket-token",
        Title = "Socket API token",
        Issuer = "Socket",
        Kind = "API token",
        Risk = "Reads the reports of the organisation, and changes what its policy lets through.",
        Revoke = "Delete it in the settings under API Tokens.",
        Reference = "https://docs.socket.dev/docs/api-keys",
        Shape = Shape.Of("sktsec_{base64url:44}_api"),
        MinEntropy = 3.5,
    };
}
