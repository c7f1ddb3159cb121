namespace ArtifactGate.Detection.Rules;

/// <summary>More keys of services that businesses run on, which only their names tell.</summary>
internal static class MoreNamedBusinessKeys
{
    /// <summary>43 characters under its name.</summary>
    public static readonly ContextRule Here = new()
    {
        Code = "AG1754",
        Name = "here-key",
        Title = "HERE API key",
        Issuer = "HERE",
        Kind = "API key",
        Risk = "Calls the services at the cost of the account.",
        Revoke = "Delete it in the platform under Access manager.",
        Reference = "https://www.here.com/docs/bundle/identity-and-access-management-developer-guide/page/topics/plat-using-apikeys.html",
        Keywords = ["here_api", "hereapi", "heremaps"],
        NameWords = ["key", "secret"],
        Value = new ValueShape("{base64url:43}"),
        MinEntropy = 4.0,
    };

    /// <summary>A UUID under its name.</summary>
    public static readonly ContextRule HubSpotSecret = new()
    {
        Code = "AG1755",
        Name = "hubspot-client-secret",
        Title = "HubSpot client secret",
        Issuer = "HubSpot",
        Kind = "client secret",
        Risk = "Poses as the app.",
        Revoke = "Rotate it in the settings of the app.",
        Reference = "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/overview",
        Keywords = ["hubspot"],
        NameWords = ["secret"],
        Value = new ValueShape(ContextShapes.Uuid),
    };

    /// <summary>32 characters under its name.</summary>
    public static readonly ContextRule Mixpanel = new()
    {
        Code = "AG1756",
        Name = "mixpanel-secret",
        Title = "Mixpanel secret",
        Issuer = "Mixpanel",
        Kind = "secret",
        Risk = "Reads and changes what the project collected.",
        Revoke = "Reset it in the settings of the project.",
        Reference = "https://developer.mixpanel.com/reference/project-secret",
        Keywords = ["mixpanel"],
        NameWords = ["secret", "key"],
        Value = new ValueShape("{hex:32}", "{base62:32}"),
        MinEntropy = 3.3,
    };

    /// <summary>Characters behind a short prefix, under its name.</summary>
    public static readonly ContextRule NotionRefresh = new()
    {
        Code = "AG1757",
        Name = "notion-refresh-token",
        Title = "Notion OAuth refresh token",
        Issuer = "Notion",
        Kind = "OAuth refresh token",
        Risk = "Gets access tokens for the workspace again and again.",
        Revoke = "Remove the connection in the settings of the workspace.",
        Reference = "https://developers.notion.com/docs/authorization",
        Keywords = ["notion"],
        NameWords = ["token", "refresh"],
        Value = new ValueShape("nrt_{word:40-55}"),
    };

    /// <summary>54 characters under its name.</summary>
    public static readonly ContextRule Optimizely = new()
    {
        Code = "AG1758",
        Name = "optimizely-token",
        Title = "Optimizely personal access token",
        Issuer = "Optimizely",
        Kind = "personal access token",
        Risk = "Changes the experiments and flags of its owner.",
        Revoke = "Revoke it on the profile under API access.",
        Reference = "https://docs.developers.optimizely.com/web-experimentation/docs/rest-api-getting-started",
        Keywords = ["optimizely"],
        NameWords = ["token"],
        Value = new ValueShape("{[A-Za-z0-9:_-]:54}"),
        MinEntropy = 3.8,
    };

    /// <summary>40 hexadecimal digits under its name.</summary>
    public static readonly ContextRule Pipedrive = new()
    {
        Code = "AG1759",
        Name = "pipedrive-token",
        Title = "Pipedrive API token",
        Issuer = "Pipedrive",
        Kind = "API token",
        Risk = "Acts as its owner: deals, contacts.",
        Revoke = "Regenerate it in the personal preferences.",
        Reference = "https://pipedrive.readme.io/docs/core-api-concepts-authentication",
        Keywords = ["pipedrive"],
        NameWords = ["token", "key"],
        Value = new ValueShape("{hex:40}"),
    };

    /// <summary>40 characters under its name.</summary>
    public static readonly ContextRule Zendesk = new()
    {
        Code = "AG1760",
        Name = "zendesk-token",
        Title = "Zendesk API token",
        Issuer = "Zendesk",
        Kind = "API token",
        Risk = "With the address of an agent, acts as any of them.",
        Revoke = "Delete it in the admin centre under APIs.",
        Reference = "https://developer.zendesk.com/api-reference/introduction/security-and-auth/",
        Keywords = ["zendesk"],
        NameWords = ["token", "key"],
        Value = new ValueShape("{base62:40}"),
        MinEntropy = 3.8,
    };

    /// <summary>32 characters under its name.</summary>
    public static readonly ContextRule Zoom = new()
    {
        Code = "AG1761",
        Name = "zoom-secret",
        Title = "Zoom client secret",
        Issuer = "Zoom",
        Kind = "client secret",
        Risk = "With its id, acts as the app: meetings, recordings, users.",
        Revoke = "Regenerate it in the marketplace.",
        Reference = "https://developers.zoom.us/docs/integrations/oauth/",
        Keywords = ["zoom_client", "zoom_api", "zoom_sdk"],
        NameWords = ["secret"],
        Value = new ValueShape("{base62:32}"),
        MinEntropy = 3.5,
    };
}
