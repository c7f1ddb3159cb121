namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of services for developers.</summary>
internal static class DeveloperServices
{
    /// <summary>64 hexadecimal digits.</summary>
    public static readonly TokenRule LinearOauthToken = new()
    {
        Code = "AG1820",
        Name = "linear-oauth-token",
        Title = "Linear OAuth token",
        Issuer = "Linear",
        Kind = "OAuth access token",
        Risk = "Reads and changes issues within the scopes of the application.",
        Revoke = "Remove the application in the workspace settings.",
        Reference = "https://linear.app/developers/oauth-2-0-authentication",
        Shape = Shape.Of("lin_oauth_{hex:64}"),
        MinEntropy = 3.0,
    };

    /// <summary>43 characters.</summary>
    public static readonly TokenRule ContentfulToken = new()
    {
        Code = "AG1821",
        Name = "contentful-token",
        Title = "Contentful personal access token",
        Issuer = "Contentful",
        Kind = "personal access token",
        Risk = "Reads and changes the content of every space of its owner.",
        Revoke = "Revoke it in the account settings under CMA tokens.",
        Reference = "https://www.contentful.com/developers/docs/references/authentication/",
        Shape = Shape.Of("CFPAT-{base64url:43}"),
        MinEntropy = 3.5,
    };

    /// <summary>40 to 64 characters.</summary>
    public static readonly TokenRule TypeformToken = new()
    {
        Code = "AG1822",
        Name = "typeform-token",
        Title = "Typeform personal access token",
        Issuer = "Typeform",
        Kind = "personal access token",
        Risk = "Reads forms with the answers, and changes them.",
        Revoke = "Delete it in the account settings under Personal tokens.",
        Reference = "https://www.typeform.com/developers/get-started/personal-access-token/",
        Shape = Shape.Of("tfp_{[0-9A-Za-z_=.-]:40-64}"),
        MinEntropy = 3.0,
    };

    /// <summary>70 characters.</summary>
    public static readonly TokenRule ReadmeKey = new()
    {
        Code = "AG1823",
        Name = "readme-key",
        Title = "ReadMe API key",
        Issuer = "ReadMe",
        Kind = "API key",
        Risk = "Reads and changes the documentation of the project.",
        Revoke = "Delete it in the dashboard under API Keys.",
        Reference = "https://docs.readme.com/main/reference/intro/authentication",
        Shape = Shape.Of("rdme_{lower36:70}"),
        MinEntropy = 3.0,
    };

    /// <summary>36 characters.</summary>
    public static readonly TokenRule PrefectKey = new()
    {
        Code = "AG1824",
        Name = "prefect-key",
        Title = "Prefect API key",
        Issuer = "Prefect",
        Kind = "user or service account API key",
        Risk = "Runs and changes the flows of the workspaces, with the secrets in their blocks.",
        Revoke = "Delete it in the settings under API Keys.",
        Reference = "https://docs.prefect.io/v3/how-to-guides/cloud/manage-users/api-keys",
        Shape = Shape.Of("pnu_{base62:36}", "pnb_{base62:36}"),
        MinEntropy = 3.5,
    };

    /// <summary>64 characters.</summary>
    public static readonly TokenRule FrameioToken = new()
    {
        Code = "AG1825",
        Name = "frameio-token",
        Title = "Frame.io developer token",
        Issuer = "Frame.io",
        Kind = "developer token",
        Risk = "Reads and changes projects as its scopes allow.",
        Revoke = "Delete it on the developer site under Tokens.",
        Reference = "https://developer.frame.io/docs/getting-started/authentication",
        Shape = Shape.Of("fio-u-{base64url:64}"),
        MinEntropy = 3.5,
    };

    /// <summary>35 to 45 characters.</summary>
    public static readonly TokenRule DbtCloudToken = new()
    {
        Code = "AG1826",
        Name = "dbt-cloud-token",
        Title = "dbt Cloud token",
        Issuer = "dbt Labs",
        Kind = "service or personal token",
        Risk = "Runs jobs and reads artifacts with the permissions it was given.",
        Revoke = "Delete it in the account settings under API tokens.",
        Reference = "https://docs.getdbt.com/docs/dbt-cloud-apis/authentication",
        Shape = Shape.Of("dbtc_{base64url:35-50}", "dbtu_{base64url:35-50}", "dbts_{base64url:35-50}"),
        MinEntropy = 3.5,
    };

    /// <summary>A UUID.</summary>
    public static readonly TokenRule LaunchdarklySdkKey = new()
    {
        Code = "AG1827",
        Name = "launchdarkly-sdk-key",
        Title = "LaunchDarkly SDK key",
        Issuer = "LaunchDarkly",
        Kind = "server-side SDK key",
        Risk = "Reads every flag of the environment with its rules.",
        Revoke = "Reset it on the page of the environment.",
        Reference = "https://launchdarkly.com/docs/sdk/concepts/client-side-server-side",
        Shape = Shape.Of("sdk-{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}"),
        MinEntropy = 3.0,
    };

    /// <summary>A UUID.</summary>
    public static readonly TokenRule LaunchdarklyToken = new()
    {
        Code = "AG1828",
        Name = "launchdarkly-token",
        Title = "LaunchDarkly API access token",
        Issuer = "LaunchDarkly",
        Kind = "API access token",
        Risk = "Reads and changes flags as its role allows.",
        Revoke = "Delete it in the organisation settings under Authorization.",
        Reference = "https://launchdarkly.com/docs/home/account/api",
        Shape = Shape.Of("api-{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}"),
        MinEntropy = 3.0,
    };

    /// <summary>40 and more characters.</summary>
    public static readonly TokenRule StatsigKey = new()
    {
        Code = "AG1829",
        Name = "statsig-key",
        Title = "Statsig server or console key",
        Issuer = "Statsig",
        Kind = "server secret or console API key",
        Risk = "Reads every experiment and flag, or changes them.",
        Revoke = "Revoke it in the project settings under Keys & Environments.",
        Reference = "https://docs.statsig.com/sdk-keys/api-keys",
        Shape = Shape.Of("secret-{base62:40-50}", "console-{base62:40-50}"),
        MinEntropy = 4.0,
    };

    /// <summary>26 characters.</summary>
    public static readonly TokenRule PostmanCollectionKey = new()
    {
        Code = "AG1830",
        Name = "postman-collection-key",
        Title = "Postman collection access key",
        Issuer = "Postman",
        Kind = "collection access key",
        Risk = "Reads the collection with the secrets in it.",
        Revoke = "Delete it in the settings of the collection or team.",
        Reference = "https://learning.postman.com/docs/developer/collection-access-keys/",
        Shape = Shape.Of("PMAT-{upper36:26}"),
        MinEntropy = 3.0,
    };

    /// <summary>51 characters.</summary>
    public static readonly TokenRule CanvaClientSecret = new()
    {
        Code = "AG1831",
        Name = "canva-client-secret",
        Title = "Canva client secret",
        Issuer = "Canva",
        Kind = "client secret",
        Risk = "Makes tokens in the name of the integration.",
        Revoke = "Generate a new one on the page of the integration.",
        Reference = "https://www.canva.dev/docs/connect/authentication/",
        Shape = Shape.Of("cnvca{base64url:51}"),
        MinEntropy = 3.5,
    };

    /// <summary>32 hexadecimal digits.</summary>
    public static readonly TokenRule BuilderPrivateKey = new()
    {
        Code = "AG1832",
        Name = "builder-private-key",
        Title = "Builder.io private key",
        Issuer = "Builder.io",
        Kind = "private API key",
        Risk = "Changes and deletes the content of the space.",
        Revoke = "Delete it in the space settings under Private keys.",
        Reference = "https://www.builder.io/c/docs/using-your-api-key",
        Shape = Shape.Of("bpk-{hex:32}"),
        MinEntropy = 3.0,
    };

    /// <summary>22 and 22 characters.</summary>
    public static readonly TokenRule ConfigcatSdkKey = new()
    {
        Code = "AG1833",
        Name = "configcat-sdk-key",
        Title = "ConfigCat SDK key",
        Issuer = "ConfigCat",
        Kind = "SDK key",
        Risk = "Reads the flags and settings of the environment.",
        Revoke = "Revoke it on the page of the SDK keys.",
        Reference = "https://configcat.com/docs/sdk-reference/overview/",
        Shape = Shape.Of("configcat-sdk-1/{base64url:22}/{base64url:22}"),
    };

    /// <summary>20 to 32 characters.</summary>
    public static readonly TokenRule UnkeyRootKey = new()
    {
        Code = "AG1834",
        Name = "unkey-root-key",
        Title = "Unkey root key",
        Issuer = "Unkey",
        Kind = "root key",
        Risk = "Makes, verifies and deletes the API keys of the workspace.",
        Revoke = "Delete it in the settings under Root Keys.",
        Reference = "https://www.unkey.com/docs/security/root-keys",
        Shape = Shape.Of("unkey_{base62:20-32}"),
        MinEntropy = 3.5,
    };

    /// <summary>64 hexadecimal digits and a CRC-32 of all before it.</summary>
    public static readonly TokenRule TrelloToken = new()
    {
        Code = "AG1835",
        Name = "trello-token",
        Title = "Trello token",
        Issuer = "Trello",
        Kind = "user token",
        Risk = "Reads and changes the boards of its owner.",
        Revoke = "Revoke the application in the account settings.",
        Reference = "https://developer.atlassian.com/cloud/trello/guides/rest-api/api-introduction/",
        Shape = Shape.Of("ATTA{hex:64}{HEX:8}"),
        Proof = new Crc32HexProof(upper: true),
        MinEntropy = 3.5,
    };

    /// <summary>80 hexadecimal digits.</summary>
    public static readonly TokenRule N8nKey = new()
    {
        Code = "AG1836",
        Name = "n8n-key",
        Title = "n8n API key",
        Issuer = "n8n",
        Kind = "API key",
        Risk = "Reads and changes workflows, with what they connect to.",
        Revoke = "Delete it in the settings under n8n API.",
        Reference = "https://docs.n8n.io/api/authentication/",
        Shape = Shape.Of("n8n_api_{hex:80}"),
        MinEntropy = 3.0,
    };

    /// <summary>103 characters of lower-case base32.</summary>
    public static readonly TokenRule OnesignalKey = new()
    {
        Code = "AG1837",
        Name = "onesignal-key",
        Title = "OneSignal API key",
        Issuer = "OneSignal",
        Kind = "app or organisation API key",
        Risk = "Sends push messages to every user of the app.",
        Revoke = "Delete it in the settings under Keys & IDs.",
        Reference = "https://documentation.onesignal.com/docs/en/keys-and-ids",
        Shape = Shape.Of("os_v2_app_{base32:103}", "os_v2_org_{base32:103}"),
        MinEntropy = 3.5,
    };

    /// <summary>32 characters.</summary>
    public static readonly TokenRule AdobeClientSecret = new()
    {
        Code = "AG1838",
        Name = "adobe-client-secret",
        Title = "Adobe client secret",
        Issuer = "Adobe",
        Kind = "OAuth client secret",
        Risk = "Makes tokens of the project in the developer console.",
        Revoke = "Rotate it on the page of the credential in the developer console.",
        Reference = "https://developer.adobe.com/developer-console/docs/guides/authentication/",
        Shape = Shape.Of("p8e-{[A-Za-z0-9-]:32}"),
        MinEntropy = 3.5,
    };
}
