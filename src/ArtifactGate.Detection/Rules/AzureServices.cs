using ArtifactGate.Detection.Tokens;

namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of Azure services and Entra that have no signature in them, or one without a known checksum.</summary>
internal static class AzureServices
{
    /// <summary>32 bytes with the signature <c>AZEG</c>.</summary>
    public static readonly TokenRule EventGrid = new()
    {
        Code = "AG1601",
        Name = "azure-event-grid-key",
        Title = "Azure Event Grid key",
        Issuer = "Azure",
        Kind = "access key of Event Grid",
        Risk = "Publishes events to a topic.",
        Revoke = "Regenerate it under Access keys of the topic.",
        Reference = "https://learn.microsoft.com/en-us/azure/event-grid/get-access-keys",
        Shape = Shape.Of("{base64:33}AZEG{[A-P]:1}{base64:5}="),
        MinEntropy = 3.8,
    };

    /// <summary>40 or 32 bytes in base64 behind the name of the header or of a setting.</summary>
    public static readonly ContextRule EventGridOlder = new()
    {
        Code = "AG1614",
        Name = "azure-event-grid-key-older",
        Title = "Azure Event Grid key (without a signature)",
        Issuer = "Azure",
        Kind = "access key of Event Grid",
        Risk = "Publishes events to a topic.",
        Revoke = "Regenerate it under Access keys of the topic.",
        Reference = "https://learn.microsoft.com/en-us/azure/event-grid/authenticate-with-access-keys-shared-access-signatures",
        Keywords = ["aeg-sas-key", "event_grid_key", "eventgridkey", "event_grid_topic_key", "eventgrid_topic_key", "eventgridtopickey"],
        Value = new ValueShape("{base64:54}==", "{base64:43}="),
        MinEntropy = 3.5,
    };

    /// <summary>32 hexadecimal digits or 52 letters and digits under its name.</summary>
    public static readonly ContextRule SearchOlder = new()
    {
        Code = "AG1602",
        Name = "azure-search-key-older",
        Title = "Azure AI Search key (without a signature)",
        Issuer = "Azure",
        Kind = "admin or query key of AI Search",
        Risk = "Reads, an admin key also changes, the indexes of the service.",
        Revoke = "Regenerate it under Keys.",
        Reference = "https://learn.microsoft.com/en-us/azure/search/search-security-api-keys",
        Keywords = ["azure_search", "azuresearch", "azure-search", "searchservice"],
        NameWords = ["key"],
        Value = new ValueShape("{HEX:32}", "{base62:52}"),
    };

    /// <summary>A user name, a time in minutes and a signature of 64 bytes, here without its padding: what its Git repository takes as a password.</summary>
    public static readonly TokenRule ApiManagementGit = new()
    {
        Code = "AG1615",
        Name = "azure-apim-git-password",
        Title = "Azure API Management password of the Git repository",
        Issuer = "Azure",
        Kind = "password of the configuration repository",
        Risk = "Reads and changes the configuration of the API Management instance until its time is over, 30 days at most.",
        Revoke = "Regenerate the key that signed it under Repository of the API Management instance.",
        Reference = "https://learn.microsoft.com/en-us/azure/api-management/api-management-configuration-repository-git",
        Shape = Shape.Of("git&20{digit:10}&{base64:86}"),
        MinEntropy = 3.8,
    };

    /// <summary>An address, an id and a secret.</summary>
    public static readonly TokenRule AppConfiguration = new()
    {
        Code = "AG1603",
        Name = "azure-app-configuration",
        Title = "Azure App Configuration connection string",
        Issuer = "Azure",
        Kind = "connection string of App Configuration",
        Risk = "Reads, some also change, the settings of every application that uses the store.",
        Revoke = "Regenerate it under Access settings.",
        Reference = "https://learn.microsoft.com/en-us/azure/azure-app-configuration/howto-disable-access-key-authentication",
        Shape = Shape.Of("https://{[A-Za-z0-9-]:1-60}.azconfig.io;Id={[A-Za-z0-9+/:_-]:10-60};Secret={base62:84}", "https://{[A-Za-z0-9-]:1-60}.azconfig.io;Id={[A-Za-z0-9+/:_-]:10-60};Secret={base64:43}"),
        MinEntropy = 3.5,
    };

    /// <summary>The key behind the name of the function.</summary>
    public static readonly TokenRule FunctionUrl = new()
    {
        Code = "AG1607",
        Name = "azure-function-url",
        Title = "Azure Functions address with its key",
        Issuer = "Azure",
        Kind = "function key in an address",
        Risk = "Calls the function.",
        Revoke = "Renew it under Function keys.",
        Reference = "https://learn.microsoft.com/en-us/azure/azure-functions/function-keys-how-to",
        Shape = Shape.Of("https://{[A-Za-z0-9-]:1-60}.azurewebsites.net/api/{[A-Za-z0-9_/.-]:1-80}?code={[A-Za-z0-9_/+%-]:52-60}"),
        MinEntropy = 3.5,
    };

    /// <summary>60 characters in the attribute of a publish profile.</summary>
    public static readonly TokenRule PublishPassword = new()
    {
        Code = "AG1609",
        Name = "azure-publish-password",
        Title = "App Service publish profile password",
        Issuer = "Azure",
        Kind = "publish profile password",
        Risk = "Replaces the files of a web app.",
        Revoke = "Reset the publish profile.",
        Reference = "https://learn.microsoft.com/en-us/azure/app-service/app-service-sftp",
        Shape = new NamedValueShape("userPWD=", new ValueShape("{base62:60}")),
    };

    /// <summary>32 hexadecimal digits behind the name of the header.</summary>
    public static readonly ContextRule ApiManagementSubscription = new()
    {
        Code = "AG1604",
        Name = "azure-apim-subscription-key",
        Title = "Azure API Management or Cognitive Services subscription key",
        Issuer = "Azure",
        Kind = "subscription key of API Management",
        Risk = "Calls the services that the subscription is for.",
        Revoke = "Regenerate it under Subscriptions or Keys.",
        Reference = "https://learn.microsoft.com/en-us/azure/api-management/api-management-subscriptions",
        Keywords = ["ocp-apim-subscription-key", "apim_subscription_key", "subscription-key"],
        Value = new ValueShape("{hex:32}"),
    };

    /// <summary>32 hexadecimal digits under its name.</summary>
    public static readonly ContextRule Cognitive = new()
    {
        Code = "AG1605",
        Name = "azure-ai-services-key",
        Title = "Azure AI services key",
        Issuer = "Azure",
        Kind = "key of AI services",
        Risk = "Calls models and services on the account of its owner.",
        Revoke = "Regenerate it under Keys and endpoint.",
        Reference = "https://learn.microsoft.com/en-us/azure/ai-services/rotate-keys",
        Keywords = ["azure_openai", "azureopenai", "azure_speech", "azure_translator", "azure_cognitive", "azure_ai"],
        NameWords = ["key"],
        Value = new ValueShape("{hex:32}"),
    };

    /// <summary>32 hexadecimal digits behind the endpoint they are for.</summary>
    public static readonly ContextRule CognitiveConnection = new()
    {
        Code = "AG1616",
        Name = "azure-ai-connection-key",
        Title = "Key in a connection string of Azure AI services",
        Issuer = "Azure",
        Kind = "key of AI services",
        Risk = "Calls models and services on the account of its owner.",
        Revoke = "Regenerate it under Keys and endpoint.",
        Reference = "https://aspire.dev/integrations/cloud/azure/azure-ai-inference/azure-ai-inference-connect/",
        Keywords =
        [
            "openai.azure.com;key", "openai.azure.com/;key", "cognitiveservices.azure.com;key", "cognitiveservices.azure.com/;key", "services.ai.azure.com/;key", "services.ai.azure.com/models;key",
        ],
        Value = new ValueShape("{hex:32}"),
    };

    /// <summary>43 characters under its name.</summary>
    public static readonly ContextRule Maps = new()
    {
        Code = "AG1606",
        Name = "azure-maps-key",
        Title = "Azure Maps key",
        Issuer = "Azure",
        Kind = "key of Azure Maps",
        Risk = "Uses maps on the account of its owner.",
        Revoke = "Regenerate it under Authentication.",
        Reference = "https://learn.microsoft.com/en-us/azure/azure-maps/how-to-manage-authentication",
        Keywords = ["azure_maps", "azuremaps", "azure-maps", "subscription"],
        NameWords = ["key"],
        Value = new ValueShape("{base64url:43}"),
    };

    /// <summary>40 bytes in base64 behind the name of the header.</summary>
    public static readonly ContextRule FunctionHeader = new()
    {
        Code = "AG1608",
        Name = "azure-functions-key-older",
        Title = "Azure Functions key (without a signature)",
        Issuer = "Azure",
        Kind = "function, host or master key",
        Risk = "Calls the function; a host or master key calls all of the app.",
        Revoke = "Renew it under Function keys or App keys.",
        Reference = "https://learn.microsoft.com/en-us/azure/azure-functions/function-keys-how-to",
        Keywords = ["x-functions-key", "azure_function_key", "functions_key"],
        Value = new ValueShape("{[A-Za-z0-9_/+-]:43-54}==", "{[A-Za-z0-9_/+-]:43-56}"),
        MinEntropy = 3.5,
    };

    /// <summary>Long hexadecimal parts under its name.</summary>
    public static readonly ContextRule StaticWebApps = new()
    {
        Code = "AG1610",
        Name = "azure-static-web-apps-token",
        Title = "Azure Static Web Apps deployment token",
        Issuer = "Azure",
        Kind = "deployment token of Static Web Apps",
        Risk = "Replaces the files of a web app.",
        Revoke = "Reset it under Manage deployment token.",
        Reference = "https://learn.microsoft.com/en-us/azure/static-web-apps/deployment-token-management",
        Keywords = ["azure_static_web_apps_api_token", "swa_cli_deployment_token", "swa_deployment_token"],
        Value = new ValueShape("{[a-f0-9-]:80-130}"),
    };

    /// <summary>64 hexadecimal digits, a UUID and 8 digits, under the name that the management interface and <c>az staticwebapp secrets list</c> give them.</summary>
    public static readonly ContextRule StaticWebAppsListed = new()
    {
        Code = "AG1617",
        Name = "azure-static-web-apps-listed-token",
        Title = "Azure Static Web Apps deployment token",
        Issuer = "Azure",
        Kind = "deployment token of Static Web Apps",
        Risk = "Replaces the files of a web app.",
        Revoke = "Reset it under Manage deployment token.",
        Reference = "https://learn.microsoft.com/en-us/rest/api/appservice/static-sites/list-static-site-secrets",
        Keywords = ["apikey"],
        Value = new ValueShape("{hex:64}-{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:20}"),
    };

    /// <summary>64 bytes in base64 under its name.</summary>
    public static readonly ContextRule LogAnalytics = new()
    {
        Code = "AG1611",
        Name = "azure-log-analytics-key",
        Title = "Azure Log Analytics workspace key",
        Issuer = "Azure",
        Kind = "workspace key of Log Analytics",
        Risk = "Sends records to the workspace and registers agents.",
        Revoke = "Regenerate it under Agents.",
        Reference = "https://learn.microsoft.com/en-us/azure/azure-monitor/agents/log-analytics-agent",
        Keywords = ["workspacekey", "workspace_key", "workspace_shared_key", "log_analytics_key", "primarysharedkey", "secondarysharedkey"],
        Value = new ValueShape("{base64:86}=="),
    };

    /// <summary>A version, a dot, the ids of tenant and application and a long random part, under its name.</summary>
    public static readonly ContextRule EntraRefresh = new()
    {
        Code = "AG1612",
        Name = "entra-refresh-token",
        Title = "Microsoft Entra refresh token",
        Issuer = "Microsoft Entra",
        Kind = "refresh token",
        Risk = "Makes new access tokens of its user for months.",
        Revoke = "Revoke the sessions of the user.",
        Reference = "https://learn.microsoft.com/en-us/entra/identity-platform/refresh-tokens",
        Keywords = ["refresh_token", "refreshtoken"],
        Value = new ValueShape("{[01]:1}.A{[A-Za-z0-9_.-]:300-1900}"),
        MinEntropy = 4.0,
    };

    /// <summary>32 to 44 characters under the names that the Azure SDKs and Terraform read.</summary>
    public static readonly ContextRule ClientSecret = new()
    {
        Code = "AG1613",
        Name = "entra-client-secret-named",
        Title = "Microsoft Entra client secret (of another form)",
        Issuer = "Microsoft Entra",
        Kind = "client secret",
        Risk = "Acts as the application: signs with its vaults, reads its data.",
        Revoke = "Delete it under Certificates and secrets of the application.",
        Reference = "https://learn.microsoft.com/en-us/dotnet/api/azure.identity.environmentcredential",
        Keywords = ["azure_client_secret", "arm_client_secret", "aad_client_secret", "azureclientsecret"],
        Value = new ValueShape("{[A-Za-z0-9._~-]:32-44}"),
        MinEntropy = 3.5,
        Specificity = -1,
    };
}
