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
        Shape = Shape.Of("{hex:36}NRAL", "{hex:36}FFFFNRAL"),
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
        Shape = Shape.Of("sntrys_eyJ{base64:80-400}_{base64:43}", "sntrys_eyJ{base64:80-400}={base64:0-1}_{base64:43}"),
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
}
