namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of more monitoring and analytics services.</summary>
internal static class Observability
{
    /// <summary>58 characters, the first of them an id.</summary>
    public static readonly TokenRule HoneycombKey = new()
    {
        Code = "AG1940",
        Name = "honeycomb-key",
        Title = "Honeycomb ingest or management key",
        Issuer = "Honeycomb",
        Kind = "ingest or management key",
        Risk = "Sends events into the environment, or manages the team.",
        Revoke = "Delete it in the settings under API Keys.",
        Reference = "https://docs.honeycomb.io/configure/environments/manage-api-keys/",
        Shape = Shape.Of("hcaik_{lower36:58}", "hcbik_{lower36:58}", "hcxik_{lower36:58}", "hcamk_{lower36:58}", "hcxmk_{lower36:58}"),
        MinEntropy = 3.0,
    };

    /// <summary>A UUID.</summary>
    public static readonly TokenRule AxiomToken = new()
    {
        Code = "AG1941",
        Name = "axiom-token",
        Title = "Axiom token",
        Issuer = "Axiom",
        Kind = "API or personal token",
        Risk = "Sends or reads the logs of the organisation.",
        Revoke = "Delete it in the settings under API tokens or Profile.",
        Reference = "https://axiom.co/docs/reference/tokens",
        Shape = Shape.Of("xaat-{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}", "xapt-{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}"),
    };

    /// <summary>30 characters.</summary>
    public static readonly TokenRule CoralogixKey = new()
    {
        Code = "AG1942",
        Name = "coralogix-key",
        Title = "Coralogix API key",
        Issuer = "Coralogix",
        Kind = "personal or team API key",
        Risk = "Reads logs and changes settings as its roles allow.",
        Revoke = "Delete it in the settings under API Keys.",
        Reference = "https://coralogix.com/docs/user-guides/account-management/api-keys/api-keys/",
        Shape = Shape.Of("cxtp_{base62:30}", "cxup_{base62:30}"),
        MinEntropy = 3.3,
    };

    /// <summary>44 to 48 characters.</summary>
    public static readonly TokenRule PosthogPersonalKey = new()
    {
        Code = "AG1943",
        Name = "posthog-personal-key",
        Title = "PostHog personal API key",
        Issuer = "PostHog",
        Kind = "personal API key",
        Risk = "Reads and changes the analytics of every project of its owner.",
        Revoke = "Delete it in the account settings under Personal API keys.",
        Reference = "https://posthog.com/docs/api",
        Shape = Shape.Of("phx_{base62:44-48}"),
        MinEntropy = 3.5,
    };

    /// <summary>44 to 48 characters.</summary>
    public static readonly TokenRule PosthogFlagsKey = new()
    {
        Code = "AG1944",
        Name = "posthog-flags-key",
        Title = "PostHog feature flags secure key",
        Issuer = "PostHog",
        Kind = "feature flags secure API key",
        Risk = "Reads the definitions of the feature flags of the project.",
        Revoke = "Rotate it in the project settings.",
        Reference = "https://posthog.com/docs/feature-flags/local-evaluation",
        Shape = Shape.Of("phs_{base62:44-48}"),
        MinEntropy = 3.5,
    };

    /// <summary>40 to 43 characters.</summary>
    public static readonly TokenRule PosthogOauthToken = new()
    {
        Code = "AG1945",
        Name = "posthog-oauth-token",
        Title = "PostHog OAuth token",
        Issuer = "PostHog",
        Kind = "OAuth access or refresh token",
        Risk = "Reads and changes what the signed-in user allowed the application.",
        Revoke = "Disconnect the application in the account settings.",
        Reference = "https://posthog.com/docs/api",
        Shape = Shape.Of("pha_{base62:40-43}", "phr_{base62:40-43}"),
        MinEntropy = 3.5,
    };

    /// <summary>64 characters.</summary>
    public static readonly TokenRule SegmentToken = new()
    {
        Code = "AG1946",
        Name = "segment-token",
        Title = "Segment public API token",
        Issuer = "Segment",
        Kind = "public API token",
        Risk = "Manages the sources and destinations of the workspace.",
        Revoke = "Delete it in the workspace settings under Access Management > Tokens.",
        Reference = "https://segment.com/docs/api/public-api/",
        Shape = Shape.Of("sgp_{base62:64}"),
        MinEntropy = 3.5,
    };

    /// <summary>64 hexadecimal digits.</summary>
    public static readonly TokenRule RootlyKey = new()
    {
        Code = "AG1947",
        Name = "rootly-key",
        Title = "Rootly API key",
        Issuer = "Rootly",
        Kind = "API key",
        Risk = "Reads and changes incidents as its owner.",
        Revoke = "Delete it in the organisation settings under API Keys.",
        Reference = "https://docs.rootly.com/api-reference/overview",
        Shape = Shape.Of("rootly_{hex:64}"),
        MinEntropy = 3.0,
    };

    /// <summary>32 hexadecimal digits.</summary>
    public static readonly TokenRule ChecklyKey = new()
    {
        Code = "AG1948",
        Name = "checkly-key",
        Title = "Checkly API key",
        Issuer = "Checkly",
        Kind = "user API key",
        Risk = "Reads and changes the checks of its owner, with the secrets in them.",
        Revoke = "Delete it in the user settings under API keys.",
        Reference = "https://www.checklyhq.com/docs/accounts-and-users/creating-api-key/",
        Shape = Shape.Of("cu_{hex:32}"),
        MinEntropy = 3.0,
    };
}
