namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of services that host applications and machines.</summary>
internal static class Hosting
{
    /// <summary>A macaroon in base64.</summary>
    public static readonly TokenRule FlyToken = new()
    {
        Code = "AG1970",
        Name = "fly-token",
        Title = "Fly.io access token",
        Issuer = "Fly.io",
        Kind = "macaroon token",
        Risk = "Deploys and manages what its caveats allow: an app, an organisation or everything.",
        Revoke = "Revoke it with flyctl tokens revoke or in the dashboard under Tokens.",
        Reference = "https://fly.io/docs/security/tokens/",
        Shape = Shape.Of("fm2_lJPE{base64:80-1200}", "fm1r_lJPE{base64:80-1200}", "fm1a_lJPE{base64:80-1200}"),
        Proof = new FlyMacaroonProof(),
    };

    /// <summary>43 characters.</summary>
    public static readonly TokenRule FlyLegacyToken = new()
    {
        Code = "AG1971",
        Name = "fly-legacy-token",
        Title = "Fly.io access token (older form)",
        Issuer = "Fly.io",
        Kind = "access token, older form",
        Risk = "Deploys and manages every app of its owner.",
        Revoke = "Revoke it in the dashboard under Access Tokens.",
        Reference = "https://fly.io/docs/security/tokens/",
        Shape = Shape.Of("fo1_{base64url:43}"),
        MinEntropy = 4.0,
    };

    /// <summary>50 characters and a CRC-32.</summary>
    public static readonly TokenRule VercelToken = new()
    {
        Code = "AG1972",
        Name = "vercel-token",
        Title = "Vercel personal access token",
        Issuer = "Vercel",
        Kind = "personal access token",
        Risk = "Deploys every project of its owner and reads their environment variables.",
        Revoke = "Delete it in the account settings under Tokens.",
        Reference = "https://vercel.com/changelog/new-token-formats-and-secret-scanning",
        Shape = Shape.Of("vcp_{base62:56}"),
        Proof = new Crc32Base62Proof(4, 6, rejects: false),
    };

    /// <summary>50 characters and a CRC-32.</summary>
    public static readonly TokenRule VercelIntegrationToken = new()
    {
        Code = "AG1973",
        Name = "vercel-integration-token",
        Title = "Vercel integration token",
        Issuer = "Vercel",
        Kind = "integration token",
        Risk = "Does what the integration was installed for.",
        Revoke = "Remove the integration from the team or account.",
        Reference = "https://vercel.com/changelog/new-token-formats-and-secret-scanning",
        Shape = Shape.Of("vci_{base62:56}"),
        Proof = new Crc32Base62Proof(4, 6, rejects: false),
    };

    /// <summary>50 characters and a CRC-32.</summary>
    public static readonly TokenRule VercelAppToken = new()
    {
        Code = "AG1974",
        Name = "vercel-app-token",
        Title = "Vercel app token",
        Issuer = "Vercel",
        Kind = "app access or refresh token",
        Risk = "Acts as the signed-in user within the scopes of the app.",
        Revoke = "Disconnect the app in the account settings.",
        Reference = "https://vercel.com/changelog/new-token-formats-and-secret-scanning",
        Shape = Shape.Of("vca_{base62:56}", "vcr_{base62:56}"),
        Proof = new Crc32Base62Proof(4, 6, rejects: false),
    };

    /// <summary>50 characters and a CRC-32.</summary>
    public static readonly TokenRule VercelGatewayKey = new()
    {
        Code = "AG1975",
        Name = "vercel-gateway-key",
        Title = "Vercel AI Gateway key",
        Issuer = "Vercel",
        Kind = "AI Gateway API key",
        Risk = "Calls models at the cost of the team.",
        Revoke = "Delete it on the page of the AI Gateway under API Keys.",
        Reference = "https://vercel.com/changelog/new-token-formats-and-secret-scanning",
        Shape = Shape.Of("vck_{base62:56}"),
        Proof = new Crc32Base62Proof(4, 6, rejects: false),
    };

    /// <summary>28 to 32 characters.</summary>
    public static readonly TokenRule RenderKey = new()
    {
        Code = "AG1976",
        Name = "render-key",
        Title = "Render API key",
        Issuer = "Render",
        Kind = "API key",
        Risk = "Deploys and changes every service of its owner.",
        Revoke = "Revoke it in the account settings under API Keys.",
        Reference = "https://render.com/docs/api",
        Shape = Shape.Of("rnd_{base62:28-32}"),
        MinEntropy = 3.7,
    };

    /// <summary>36 characters.</summary>
    public static readonly TokenRule DenoDeployToken = new()
    {
        Code = "AG1977",
        Name = "deno-deploy-token",
        Title = "Deno Deploy access token",
        Issuer = "Deno",
        Kind = "access token",
        Risk = "Deploys and changes the projects of its owner or organisation.",
        Revoke = "Revoke it in the account or organisation settings under Access Tokens.",
        Reference = "https://docs.deno.com/subhosting/api/authentication/",
        Shape = Shape.Of("ddp_{base62:36}", "ddo_{base62:36}"),
        MinEntropy = 3.5,
    };

    /// <summary>30 characters and a CRC-32.</summary>
    public static readonly TokenRule NetbirdToken = new()
    {
        Code = "AG1978",
        Name = "netbird-token",
        Title = "NetBird personal access token",
        Issuer = "NetBird",
        Kind = "personal access token",
        Risk = "Manages the network as its owner.",
        Revoke = "Delete it on the page of the user under Access Tokens.",
        Reference = "https://github.com/netbirdio/netbird/blob/main/management/server/types/personal_access_token.go",
        Shape = Shape.Of("nbp_{base62:36}"),
        Proof = new Crc32Base62Proof(4, 6, rejects: false),
    };

    /// <summary>26 and 52 characters.</summary>
    public static readonly TokenRule DefinedNetworkingKey = new()
    {
        Code = "AG1979",
        Name = "defined-networking-key",
        Title = "Defined Networking API key",
        Issuer = "Defined Networking",
        Kind = "API key",
        Risk = "Manages the hosts and networks as its scopes allow.",
        Revoke = "Delete it in the admin panel under API keys.",
        Reference = "https://docs.defined.net/guides/rotating-api-keys/",
        Shape = Shape.Of("dnkey-{upper36:26}-{upper36:52}"),
    };

    /// <summary>26 characters.</summary>
    public static readonly TokenRule UpcloudToken = new()
    {
        Code = "AG1980",
        Name = "upcloud-token",
        Title = "UpCloud API token",
        Issuer = "UpCloud",
        Kind = "API token",
        Risk = "Creates and destroys what its owner may.",
        Revoke = "Delete it in the control panel under API tokens.",
        Reference = "https://upcloud.com/docs/guides/managing-api-tokens/",
        Shape = Shape.Of("ucat_{upper36:26}"),
        MinEntropy = 3.0,
    };

    /// <summary>35 to 38 characters.</summary>
    public static readonly TokenRule YandexCloudKey = new()
    {
        Code = "AG1981",
        Name = "yandex-cloud-key",
        Title = "Yandex Cloud API key",
        Issuer = "Yandex Cloud",
        Kind = "API key of a service account",
        Risk = "Calls the services its service account may, at the cost of the cloud.",
        Revoke = "Delete it on the page of the service account.",
        Reference = "https://yandex.cloud/en/docs/iam/concepts/authorization/api-key",
        Shape = Shape.Of("AQVN{base64url:35-38}"),
        MinEntropy = 4.0,
    };

    /// <summary>Version and number of the user come first, which is all that tells it from a mangled name of a native library.</summary>
    public static readonly TokenRule YandexOauthToken = new()
    {
        Code = "AG1982",
        Name = "yandex-oauth-token",
        Title = "Yandex OAuth token",
        Issuer = "Yandex",
        Kind = "OAuth token",
        Risk = "Acts as the user within the scopes of the application.",
        Revoke = "Remove the application in the Yandex ID settings.",
        Reference = "https://yandex.com/dev/id/doc/en/tokens/debug-token",
        Shape = Shape.Of("y0_Ag{base64url:37-200}", "y0_AQAAA{base64url:50-60}", "y0__x{base64url:40-200}"),
        MinEntropy = 4.3,
    };

    /// <summary>16 and 16 characters. It names the client, whose secret has no form of its own, and the client's host begins just like it.</summary>
    public static readonly TokenRule AkamaiToken = new()
    {
        Code = "AG1983",
        Name = "akamai-token",
        Title = "Akamai client or access token",
        Issuer = "Akamai",
        Kind = "EdgeGrid client or access token",
        Risk = "Signs requests as the API client, together with its secret.",
        Revoke = "Deactivate the credential on the page of the API client.",
        Reference = "https://techdocs.akamai.com/developer/docs/set-up-authentication-credentials",
        Shape = Shape.Of("akab-{lower36:16}-{lower36:16}"),
        MinEntropy = 3.3,
        Evidence = Evidence.Context,
    };

    /// <summary>A name of five and a secret of 54 characters.</summary>
    public static readonly TokenRule RancherToken = new()
    {
        Code = "AG1984",
        Name = "rancher-token",
        Title = "Rancher API token",
        Issuer = "Rancher",
        Kind = "API token",
        Risk = "Manages the clusters as its owner.",
        Revoke = "Delete it on the page Account & API Keys.",
        Reference = "https://ranchermanager.docs.rancher.com/reference-guides/user-settings/api-keys",
        Shape = Shape.Of(
            "token-{lower36:5}:{lower36:54}",
            "kubeconfig-user-{lower36:5-20}:{lower36:54}",
            "kubeconfig-user-{lower36:5}.c-{lower36:5}:{lower36:54}",
            "kubeconfig-u-{lower36:5-20}:{lower36:54}",
            "kubeconfig-u-{lower36:5}.c-{lower36:5}:{lower36:54}"),
        MinEntropy = 3.3,
    };

    /// <summary>64 hexadecimal digits.</summary>
    public static readonly TokenRule PorkbunSecretKey = new()
    {
        Code = "AG1985",
        Name = "porkbun-secret-key",
        Title = "Porkbun secret API key",
        Issuer = "Porkbun",
        Kind = "secret API key",
        Risk = "Changes the domains of the account, together with the other key.",
        Revoke = "Delete it on the page of the API access.",
        Reference = "https://porkbun.com/api/json/v3/documentation",
        Shape = Shape.Of("sk1_{hex:64}"),
        MinEntropy = 3.0,
    };

    /// <summary>32 characters.</summary>
    public static readonly TokenRule InfracostKey = new()
    {
        Code = "AG1986",
        Name = "infracost-key",
        Title = "Infracost API key",
        Issuer = "Infracost",
        Kind = "API key",
        Risk = "Reads prices and cost estimates of the organisation.",
        Revoke = "Regenerate it in the organisation settings.",
        Reference = "https://www.infracost.io/docs/",
        Shape = Shape.Of("ico-{base62:32}"),
        MinEntropy = 3.5,
    };

    /// <summary>20 to 64 characters.</summary>
    public static readonly TokenRule AikidoToken = new()
    {
        Code = "AG1987",
        Name = "aikido-token",
        Title = "Aikido token",
        Issuer = "Aikido",
        Kind = "CI token or client secret",
        Risk = "Starts scans and reads findings of the workspace.",
        Revoke = "Delete it in the settings of the integration.",
        Reference = "https://apidocs.aikido.dev/reference/authorization",
        Shape = Shape.Of("AIK_CI_{base62:20-44}", "AIK_SECRET_{base62:64}"),
        MinEntropy = 3.0,
    };
}
