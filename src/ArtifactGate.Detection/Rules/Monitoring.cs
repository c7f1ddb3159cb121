namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of monitoring services.</summary>
internal static class Monitoring
{
    /// <summary>27 characters.</summary>
    public static readonly TokenRule NewRelicUser = new()
    {
        Code = "AG1371",
        Name = "new-relic-user-key",
        Title = "New Relic user key",
        Issuer = "New Relic",
        Kind = "user key",
        Risk = "Reads and changes what its owner may.",
        Revoke = "Delete it under API keys.",
        Reference = "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/",
        Shape = Shape.Of("NRAK-{upper36:27}"),
    };

    /// <summary>A marker at the end.</summary>
    public static readonly TokenRule NewRelicLicense = new()
    {
        Code = "AG1372",
        Name = "new-relic-license-key",
        Title = "New Relic license key",
        Issuer = "New Relic",
        Kind = "license key",
        Risk = "Sends data into the account.",
        Revoke = "Rotate it under API keys.",
        Reference = "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/",
        Shape = Shape.Of("{hex:36}NRAL", "{hex:36}FFFFNRAL", "eu01xx{hex:30}NRAL"),
    };

    /// <summary>A payload in base64 and a random part.</summary>
    public static readonly TokenRule SentryOrganization = new()
    {
        Code = "AG1373",
        Name = "sentry-org-token",
        Title = "Sentry organisation token",
        Issuer = "Sentry",
        Kind = "organisation auth token",
        Risk = "Uploads releases and source maps of the organisation.",
        Revoke = "Revoke it under Settings > Auth Tokens.",
        Reference = "https://docs.sentry.io/account/auth-tokens/",
        Shape = Shape.Of("sntrys_eyJ{base64:80-400}_{base64:43}", "sntrys_eyJ{base64:80-400}=_{base64:43}", "sntrys_eyJ{base64:80-400}==_{base64:43}"),
        Proof = new JsonPayloadProof(7, '_', "iat", "region_url") { Account = "org", Scope = "region_url" },
    };

    /// <summary>64 hexadecimal digits.</summary>
    public static readonly TokenRule SentryUser = new()
    {
        Code = "AG1374",
        Name = "sentry-user-token",
        Title = "Sentry personal token",
        Issuer = "Sentry",
        Kind = "personal token",
        Risk = "Acts as its owner within its scopes.",
        Revoke = "Revoke it under User settings > Personal Tokens.",
        Reference = "https://docs.sentry.io/account/auth-tokens/",
        Shape = Shape.Of("sntryu_{hex:64}"),
    };

    /// <summary>A payload in base64.</summary>
    public static readonly TokenRule GrafanaCloud = new()
    {
        Code = "AG1375",
        Name = "grafana-cloud-token",
        Title = "Grafana Cloud access policy token",
        Issuer = "Grafana",
        Kind = "access policy token",
        Risk = "Writes or reads metrics, logs and traces as its policy says.",
        Revoke = "Delete it under Access Policies.",
        Reference = "https://grafana.com/docs/grafana-cloud/security-and-account-management/authentication-and-permissions/access-policies/",
        Shape = Shape.Of("glc_eyJ{base64:60-400}"),
        Proof = new JsonPayloadProof(4, '\0', "o", "k") { Account = "o", Scope = "n" },
    };

    /// <summary>32 characters and 8 hexadecimal digits of CRC-32.</summary>
    public static readonly TokenRule GrafanaService = new()
    {
        Code = "AG1376",
        Name = "grafana-service-account-token",
        Title = "Grafana service account token",
        Issuer = "Grafana",
        Kind = "service account token",
        Risk = "Acts as the service account.",
        Revoke = "Delete it on the page of the service account.",
        Reference = "https://grafana.com/docs/grafana/latest/administration/service-accounts/",
        Shape = Shape.Of("glsa_{base62:32}_{hex:8}"),
        Proof = new Crc32HexProof(separator: 1, littleEndian: true),
    };

    /// <summary>A public and a secret part.</summary>
    public static readonly TokenRule Dynatrace = new()
    {
        Code = "AG1377",
        Name = "dynatrace-token",
        Title = "Dynatrace token",
        Issuer = "Dynatrace",
        Kind = "API or platform token",
        Risk = "Reads and writes what its scopes allow.",
        Revoke = "Delete it under Access tokens.",
        Reference = "https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens",
        Shape = Shape.Of("dt0c01.{BASE32:24}.{BASE32:64}", "dt0s01.{BASE32:24}.{BASE32:64}", "dt0s16.{BASE32:8}.{BASE32:64}"),
    };

    /// <summary>24 and 34 hexadecimal digits.</summary>
    public static readonly TokenRule Postman = new()
    {
        Code = "AG1378",
        Name = "postman-key",
        Title = "Postman API key",
        Issuer = "Postman",
        Kind = "API key",
        Risk = "Reads and changes workspaces with the secrets in them.",
        Revoke = "Revoke it under Settings > API keys.",
        Reference = "https://learning.postman.com/docs/developer/postman-api/authentication/",
        Shape = Shape.Of("PMAK-{hex:24}-{hex:34}"),
    };

    /// <summary>32 characters.</summary>
    public static readonly TokenRule NewRelicInsertKey = new()
    {
        Code = "AG1379",
        Name = "new-relic-insert-key",
        Title = "New Relic insights insert key",
        Issuer = "New Relic",
        Kind = "insights insert key",
        Risk = "Sends made-up events into the account.",
        Revoke = "Delete it on the page of insights API keys.",
        Reference = "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/",
        Shape = Shape.Of("NRII-{base64url:32}"),
        MinEntropy = 3.3,
    };

    /// <summary>32 characters.</summary>
    public static readonly TokenRule NewRelicQueryKey = new()
    {
        Code = "AG1380",
        Name = "new-relic-query-key",
        Title = "New Relic insights query key",
        Issuer = "New Relic",
        Kind = "insights query key",
        Risk = "Reads every event of the account.",
        Revoke = "Delete it on the page of insights API keys.",
        Reference = "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/",
        Shape = Shape.Of("NRIQ-{base64url:32}"),
        MinEntropy = 3.3,
    };

    /// <summary>27 hexadecimal digits.</summary>
    public static readonly TokenRule NewRelicAdminKey = new()
    {
        Code = "AG1381",
        Name = "new-relic-admin-key",
        Title = "New Relic admin key",
        Issuer = "New Relic",
        Kind = "admin key",
        Risk = "Reads and changes the whole account.",
        Revoke = "Delete it on the page of API keys.",
        Reference = "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/",
        Shape = Shape.Of("NRAA-{hex:27}"),
        MinEntropy = 2.8,
    };

    /// <summary>42 hexadecimal digits.</summary>
    public static readonly TokenRule NewRelicRestKey = new()
    {
        Code = "AG1382",
        Name = "new-relic-rest-key",
        Title = "New Relic REST API key",
        Issuer = "New Relic",
        Kind = "REST API key",
        Risk = "Reads and changes applications and alerts of the account.",
        Revoke = "Delete it on the page of API keys.",
        Reference = "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/",
        Shape = Shape.Of("NRRA-{hex:42}"),
        MinEntropy = 2.8,
    };

    /// <summary>A UUID.</summary>
    public static readonly TokenRule PixieKey = new()
    {
        Code = "AG1383",
        Name = "pixie-key",
        Title = "Pixie key",
        Issuer = "Pixie",
        Kind = "API or deploy key",
        Risk = "Reads what runs in the clusters, or adds one.",
        Revoke = "Delete it in the admin page under API Keys or Deploy Keys.",
        Reference = "https://docs.px.dev/reference/admin/api-keys/",
        Shape = Shape.Of("px-api-{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}", "px-dep-{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}"),
    };

    /// <summary>Base64 of JSON with the key and its name.</summary>
    public static readonly TokenRule GrafanaLegacyKey = new()
    {
        Code = "AG1384",
        Name = "grafana-legacy-key",
        Title = "Grafana API key",
        Issuer = "Grafana",
        Kind = "API key, legacy",
        Risk = "Reads or changes dashboards as the role of the key allows.",
        Revoke = "Delete it on the page of API keys, or of the service account it became.",
        Reference = "https://grafana.com/docs/grafana/latest/administration/service-accounts/migrate-api-keys/",
        Shape = Shape.Of("eyJrIjoi{base64:50-380}"),
        Proof = new JsonPayloadProof(0, '\0', "k", "n", "id"),
    };

    /// <summary>64 hexadecimal digits.</summary>
    public static readonly TokenRule SentryIntegrationToken = new()
    {
        Code = "AG1385",
        Name = "sentry-integration-token",
        Title = "Sentry internal integration token",
        Issuer = "Sentry",
        Kind = "internal integration token",
        Risk = "Acts in the organisation within the scopes of the integration.",
        Revoke = "Revoke it on the page of the integration under Developer Settings.",
        Reference = "https://github.com/getsentry/sentry/blob/master/src/sentry/types/token.py",
        Shape = Shape.Of("sntryi_{hex:64}"),
        MinEntropy = 2.5,
    };
}
