namespace ArtifactGate.Detection.Rules;

/// <summary>Keys of services that watch, which only their names tell.</summary>
internal static class NamedMonitoringKeys
{
    /// <summary>24 characters under its name.</summary>
    public static readonly ContextRule BetterStack = new()
    {
        Code = "AG1705",
        Name = "better-stack-token",
        Title = "Better Stack source token",
        Issuer = "Better Stack",
        Kind = "source token",
        Risk = "Sends made-up data into the account.",
        Revoke = "Delete the source.",
        Reference = "https://betterstack.com/docs/logs/ingesting-data/http/logs/",
        Keywords = ["betterstack", "better_stack", "logtail"],
        NameWords = ["token"],
        Value = new ValueShape("{base62:24}"),
        MinEntropy = 3.5,
    };

    /// <summary>32 hexadecimal digits under its name.</summary>
    public static readonly ContextRule DatadogApi = new()
    {
        Code = "AG1706",
        Name = "datadog-api-key",
        Title = "Datadog API key",
        Issuer = "Datadog",
        Kind = "API key",
        Risk = "Sends made-up data into the account.",
        Revoke = "Revoke it under Organization settings > API keys.",
        Reference = "https://docs.datadoghq.com/account_management/api-app-keys/",
        Keywords = ["dd_api", "dd-api", "datadog"],
        NameWords = ["key"],
        Value = new ValueShape("{hex:32}"),
    };

    /// <summary>40 hexadecimal digits under its name.</summary>
    public static readonly ContextRule DatadogApplication = new()
    {
        Code = "AG1707",
        Name = "datadog-application-key",
        Title = "Datadog application key",
        Issuer = "Datadog",
        Kind = "application key",
        Risk = "With an API key, does what its owner may.",
        Revoke = "Revoke it under Organization settings > Application keys.",
        Reference = "https://docs.datadoghq.com/account_management/api-app-keys/",
        Keywords = ["dd_app", "dd-app", "datadog"],
        NameWords = ["key"],
        Value = new ValueShape("{hex:40}"),
    };

    /// <summary>32 hexadecimal digits, or 22 characters, under its name.</summary>
    public static readonly ContextRule HoneycombConfiguration = new()
    {
        Code = "AG1708",
        Name = "honeycomb-configuration-key",
        Title = "Honeycomb configuration key",
        Issuer = "Honeycomb",
        Kind = "configuration key",
        Risk = "Sends events into the environment and changes it.",
        Revoke = "Delete it in the settings of the environment.",
        Reference = "https://docs.honeycomb.io/configure/environments/manage-api-keys/",
        Keywords = ["honeycomb"],
        NameWords = ["key", "token"],
        Value = new ValueShape("{hex:32}", "{base62:22}"),
    };

    /// <summary>16 or 22 characters under its name.</summary>
    public static readonly ContextRule Instana = new()
    {
        Code = "AG1709",
        Name = "instana-token",
        Title = "Instana API token or agent key",
        Issuer = "Instana",
        Kind = "API token",
        Risk = "Reads what is watched and changes settings, or sends made-up data.",
        Revoke = "Delete it under Settings > API tokens.",
        Reference = "https://www.ibm.com/docs/en/instana-observability/current?topic=apis-instana-rest-api",
        Keywords = ["instana"],
        NameWords = ["token", "key"],
        Value = new ValueShape("{base64url:22}", "{base64url:16}"),
        MinEntropy = 3.3,
    };

    /// <summary>32 letters under its name.</summary>
    public static readonly ContextRule Logz = new()
    {
        Code = "AG1710",
        Name = "logzio-token",
        Title = "Logz.io shipping token",
        Issuer = "Logz.io",
        Kind = "shipping token",
        Risk = "Sends made-up data into the account.",
        Revoke = "Delete it under Settings > Manage tokens.",
        Reference = "https://docs.logz.io/docs/user-guide/admin/authentication-tokens/log-shipping-tokens/",
        Keywords = ["logzio", "logz_io"],
        NameWords = ["token"],
        Value = new ValueShape("{alpha:32}"),
        MinEntropy = 3.8,
    };

    /// <summary>32 letters in the address of a listener.</summary>
    public static readonly TokenRule LogzioListener = new()
    {
        Code = "AG1778",
        Name = "logzio-listener-url",
        Title = "Logz.io listener address with a shipping token",
        Issuer = "Logz.io",
        Kind = "shipping token",
        Risk = "Sends made-up data into the account.",
        Revoke = "Delete it under Settings > Manage tokens.",
        Reference = "https://docs.logz.io/docs/shipping/other/json/",
        Shape = Shape.Of(
            "logz.io:8071/?token={alpha:32}", "logz.io:8071?token={alpha:32}", "logz.io:8070/?token={alpha:32}", "logz.io:8070?token={alpha:32}"),
        MinEntropy = 3.5,
    };

    /// <summary>A UUID under its name.</summary>
    public static readonly ContextRule Opsgenie = new()
    {
        Code = "AG1711",
        Name = "opsgenie-key",
        Title = "Opsgenie API key",
        Issuer = "Opsgenie",
        Kind = "API key",
        Risk = "Creates, reads and closes alerts.",
        Revoke = "Delete the integration.",
        Reference = "https://docs.opsgenie.com/docs/api-key-management",
        Keywords = ["opsgenie"],
        NameWords = ["key", "token"],
        Value = new ValueShape(ContextShapes.Uuid),
    };

    /// <summary>20 characters under its name.</summary>
    public static readonly ContextRule PagerDuty = new()
    {
        Code = "AG1712",
        Name = "pagerduty-key",
        Title = "PagerDuty API key",
        Issuer = "PagerDuty",
        Kind = "API key",
        Risk = "Reads and changes incidents, schedules and users.",
        Revoke = "Delete it under Integrations > API access keys.",
        Reference = "https://developer.pagerduty.com/docs/authentication",
        Keywords = ["pagerduty", "token token"],
        Value = new ValueShape("{[A-Za-z0-9_+-]:20}"),
        MinEntropy = 3.5,
    };

    /// <summary>32 hexadecimal digits, or of newer ones upper-case letters and digits that begin with R0, under its name.</summary>
    public static readonly ContextRule PagerDutyIntegration = new()
    {
        Code = "AG1713",
        Name = "pagerduty-integration-key",
        Title = "PagerDuty integration key",
        Issuer = "PagerDuty",
        Kind = "integration key",
        Risk = "Opens and closes incidents.",
        Revoke = "Delete the integration of the service.",
        Reference = "https://developer.pagerduty.com/docs/events-api-v2-overview",
        Keywords = ["pagerduty", "pagerduty.com/"],
        NameWords = ["key"],
        Value = new ValueShape("{hex:32}", "R0{upper36:30}"),
    };

    /// <summary>16 bytes in base64, or 22 characters, under its name.</summary>
    public static readonly ContextRule Raygun = new()
    {
        Code = "AG1714",
        Name = "raygun-key",
        Title = "Raygun API key",
        Issuer = "Raygun",
        Kind = "API key",
        Risk = "Sends made-up data into the account.",
        Revoke = "Regenerate it in the application settings.",
        Reference = "https://raygun.com/documentation/language-guides/dotnet/crash-reporting/aspnetcore/",
        Keywords = ["raygun"],
        NameWords = ["key"],
        Value = new ValueShape("{base64:22}==", "{base62:22}"),
        MinEntropy = 3.5,
    };

    /// <summary>32 hexadecimal digits under its name.</summary>
    public static readonly ContextRule Rollbar = new()
    {
        Code = "AG1715",
        Name = "rollbar-token",
        Title = "Rollbar access token",
        Issuer = "Rollbar",
        Kind = "access token",
        Risk = "Reads or writes the items of the project.",
        Revoke = "Delete it in the settings under Project access tokens.",
        Reference = "https://docs.rollbar.com/docs/access-tokens",
        Keywords = ["rollbar"],
        NameWords = ["token"],
        Value = new ValueShape("{hex:32}"),
    };

    /// <summary>22 characters under its name.</summary>
    public static readonly ContextRule SplunkObservability = new()
    {
        Code = "AG1716",
        Name = "splunk-observability-token",
        Title = "Splunk Observability access token",
        Issuer = "Splunk Observability",
        Kind = "access token",
        Risk = "Sends data into the organisation, or reads and changes it.",
        Revoke = "Rotate it under Settings > Access tokens.",
        Reference = "https://help.splunk.com/en/splunk-observability-cloud/administer/authentication-and-security/authentication-tokens/org-access-tokens",
        Keywords = ["signalfx", "splunkobservability", "splunk_access"],
        NameWords = ["token"],
        Value = new ValueShape("{base64url:22}"),
        MinEntropy = 3.5,
    };

    /// <summary>64 characters under its name.</summary>
    public static readonly ContextRule SumoLogic = new()
    {
        Code = "AG1717",
        Name = "sumo-logic-key",
        Title = "Sumo Logic access key",
        Issuer = "Sumo Logic",
        Kind = "access key",
        Risk = "With its id, reads logs and changes collectors.",
        Revoke = "Deactivate it in the preferences.",
        Reference = "https://help.sumologic.com/docs/manage/security/access-keys/",
        Keywords = ["sumo"],
        NameWords = ["key", "token"],
        Value = new ValueShape("{base62:64}"),
        MinEntropy = 4.0,
    };
}
