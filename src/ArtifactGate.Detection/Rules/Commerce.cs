namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of services for shipping, booking, customers and their support.</summary>
internal static class Commerce
{
    /// <summary>40 hexadecimal digits.</summary>
    public static readonly TokenRule ShippoToken = new()
    {
        Code = "AG1860",
        Name = "shippo-token",
        Title = "Shippo API token",
        Issuer = "Shippo",
        Kind = "live API token",
        Risk = "Buys labels at the cost of the account and reads addresses.",
        Revoke = "Regenerate it in the settings under API.",
        Reference = "https://docs.goshippo.com/docs/guides_general/authentication/",
        Shape = Shape.Of("shippo_live_{hex:40}"),
        MinEntropy = 3.0,
    };

    /// <summary>40 hexadecimal digits.</summary>
    public static readonly TokenRule ShippoTestToken = new()
    {
        Code = "AG1861",
        Name = "shippo-test-token",
        Title = "Shippo test token",
        Issuer = "Shippo",
        Kind = "test API token",
        Risk = "Acts on test data only; it shows where the live one may be.",
        Revoke = "Regenerate it in the settings under API.",
        Reference = "https://docs.goshippo.com/docs/guides_general/authentication/",
        Shape = Shape.Of("shippo_test_{hex:40}"),
        MinEntropy = 3.0,
        Evidence = Evidence.Context,
    };

    /// <summary>54 characters.</summary>
    public static readonly TokenRule EasypostKey = new()
    {
        Code = "AG1862",
        Name = "easypost-key",
        Title = "EasyPost API key",
        Issuer = "EasyPost",
        Kind = "production API key",
        Risk = "Buys labels at the cost of the account and reads addresses.",
        Revoke = "Delete it in the account settings under API Keys.",
        Reference = "https://docs.easypost.com/docs/authentication",
        Shape = Shape.Of("EZAK{base62:54}"),
        MinEntropy = 3.5,
    };

    /// <summary>54 characters.</summary>
    public static readonly TokenRule EasypostTestKey = new()
    {
        Code = "AG1863",
        Name = "easypost-test-key",
        Title = "EasyPost test key",
        Issuer = "EasyPost",
        Kind = "test API key",
        Risk = "Acts on test data only; it shows where the live one may be.",
        Revoke = "Delete it in the account settings under API Keys.",
        Reference = "https://docs.easypost.com/docs/authentication",
        Shape = Shape.Of("EZTK{base62:54}"),
        MinEntropy = 3.5,
        Evidence = Evidence.Context,
    };

    /// <summary>43 characters.</summary>
    public static readonly TokenRule DuffelToken = new()
    {
        Code = "AG1864",
        Name = "duffel-token",
        Title = "Duffel access token",
        Issuer = "Duffel",
        Kind = "live access token",
        Risk = "Books and cancels flights at the cost of the account.",
        Revoke = "Delete it in the dashboard under Access tokens.",
        Reference = "https://duffel.com/docs/api/overview/authentication",
        Shape = Shape.Of("duffel_live_{[0-9A-Za-z=_-]:42}{base64url:1}"),
        MinEntropy = 3.5,
    };

    /// <summary>The organisation, an exclamation mark and 80 or more characters.</summary>
    public static readonly TokenRule SalesforceAccessToken = new()
    {
        Code = "AG1865",
        Name = "salesforce-access-token",
        Title = "Salesforce access token",
        Issuer = "Salesforce",
        Kind = "access token or session id",
        Risk = "Reads and changes records as the user until it expires.",
        Revoke = "End the session on the page Session Management.",
        Reference = "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/intro_oauth_and_connected_apps.htm",
        ShortLived = true,
        Shape = Shape.Of("00D{base62:12}!{[0-9A-Za-z._]:80-200}"),
        MinEntropy = 3.5,
    };

    /// <summary>About 87 characters.</summary>
    public static readonly TokenRule SalesforceRefreshToken = new()
    {
        Code = "AG1866",
        Name = "salesforce-refresh-token",
        Title = "Salesforce refresh token",
        Issuer = "Salesforce",
        Kind = "refresh token",
        Risk = "Makes new access tokens of the user.",
        Revoke = "Revoke it on the page Connected Apps OAuth Usage.",
        Reference = "https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_refresh_token_flow.htm",
        Shape = Shape.Of("5Aep861{[0-9A-Za-z._]:70-120}"),
        MinEntropy = 3.5,
    };

    /// <summary>Base64 of an id and a random part.</summary>
    public static readonly TokenRule IntercomToken = new()
    {
        Code = "AG1867",
        Name = "intercom-token",
        Title = "Intercom access token",
        Issuer = "Intercom",
        Kind = "access token",
        Risk = "Reads and changes conversations and customers of the workspace.",
        Revoke = "Regenerate it on the page of the app under Authentication.",
        Reference = "https://developers.intercom.com/docs/build-an-integration/learn-more/authentication",
        Shape = Shape.Of("dG9rO{base64:54}"),
        MinEntropy = 4.0,
    };

    /// <summary>22 and 22 characters.</summary>
    public static readonly TokenRule CloseKey = new()
    {
        Code = "AG1868",
        Name = "close-key",
        Title = "Close API key",
        Issuer = "Close",
        Kind = "API key",
        Risk = "Reads and changes leads and contacts as its owner.",
        Revoke = "Delete it in the settings under Developer > API Keys.",
        Reference = "https://developer.close.com/topics/authentication/",
        Shape = Shape.Of("api_{base62:22}.{base62:22}"),
        MinEntropy = 3.5,
    };

    /// <summary>32 characters.</summary>
    public static readonly TokenRule CalComKey = new()
    {
        Code = "AG1869",
        Name = "cal-com-key",
        Title = "Cal.com API key",
        Issuer = "Cal.com",
        Kind = "API key",
        Risk = "Reads and changes bookings of its owner.",
        Revoke = "Delete it in the settings under Developer > API keys.",
        Reference = "https://cal.com/docs/api-reference/v2/introduction",
        Shape = Shape.Of("cal_live_{base62:32}"),
        MinEntropy = 3.0,
    };

    /// <summary>The number of the user and 32 characters.</summary>
    public static readonly TokenRule ClickupToken = new()
    {
        Code = "AG1870",
        Name = "clickup-token",
        Title = "ClickUp personal API token",
        Issuer = "ClickUp",
        Kind = "personal API token",
        Risk = "Reads and changes tasks as its owner.",
        Revoke = "Regenerate it in the settings under Apps.",
        Reference = "https://developer.clickup.com/docs/authentication",
        Shape = Shape.Of("pk_{digit:7-9}_{upper36:32}"),
        MinEntropy = 3.0,
    };

    /// <summary>24 and more characters.</summary>
    public static readonly TokenRule CrossmintKey = new()
    {
        Code = "AG1871",
        Name = "crossmint-key",
        Title = "Crossmint server key",
        Issuer = "Crossmint",
        Kind = "server-side API key",
        Risk = "Mints and moves tokens at the cost of the project.",
        Revoke = "Delete it in the console under API Keys.",
        Reference = "https://docs.crossmint.com/introduction/platform/api-keys",
        Shape = Shape.Of("sk_production_{base62:24-250}", "sk_staging_{base62:24-250}"),
        MinEntropy = 3.5,
    };

    /// <summary>64 characters.</summary>
    public static readonly TokenRule NylasKey = new()
    {
        Code = "AG1872",
        Name = "nylas-key",
        Title = "Nylas API key",
        Issuer = "Nylas",
        Kind = "API key",
        Risk = "Reads the mail and calendars of every connected user.",
        Revoke = "Delete it in the dashboard under API Keys.",
        Reference = "https://developer.nylas.com/docs/v3/auth/",
        Shape = Shape.Of("nyk_v0_{base62:64}"),
        MinEntropy = 3.5,
    };

    /// <summary>A UUID.</summary>
    public static readonly TokenRule WakatimeKey = new()
    {
        Code = "AG1873",
        Name = "wakatime-key",
        Title = "WakaTime API key",
        Issuer = "WakaTime",
        Kind = "API key",
        Risk = "Reads what its owner programmed when.",
        Revoke = "Regenerate it in the account settings under API Key.",
        Reference = "https://wakatime.com/developers#authentication",
        Shape = Shape.Of("waka_{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}"),
    };
}
