namespace ArtifactGate.Detection.Rules;

/// <summary>Keys of services that businesses run on, which only their names tell.</summary>
internal static class NamedBusinessKeys
{
    /// <summary>Who it belongs to in JSON and base64, and a digest.</summary>
    public static readonly TokenRule AirtableOAuth = new()
    {
        Code = "AG1746",
        Name = "airtable-oauth-token",
        Title = "Airtable OAuth access token",
        Issuer = "Airtable",
        Kind = "OAuth token",
        Risk = "Reads and changes the bases that the user granted, until it expires.",
        Revoke = "Revoke the integration in the account settings.",
        Reference = "https://airtable.com/developers/web/api/oauth-reference",
        ShortLived = true,
        Shape = Shape.Of("oaa{base62:14}.v1.eyJ1c2VySWQiOiJ1c3{base64url:100-400}.{hex:64}"),
    };

    /// <summary>32 hexadecimal digits under its name.</summary>
    public static readonly ContextRule Amplitude = new()
    {
        Code = "AG1747",
        Name = "amplitude-secret",
        Title = "Amplitude secret key",
        Issuer = "Amplitude",
        Kind = "secret key",
        Risk = "Reads and deletes what the project collected.",
        Revoke = "Rotate it in the settings of the project.",
        Reference = "https://amplitude.com/docs/apis/authentication",
        Keywords = ["amplitude"],
        NameWords = ["secret"],
        Value = new ValueShape("{hex:32}"),
    };

    /// <summary>A version, who it belongs to, and 32 hexadecimal digits, under its name.</summary>
    public static readonly ContextRule Asana = new()
    {
        Code = "AG1748",
        Name = "asana-token",
        Title = "Asana personal access token",
        Issuer = "Asana",
        Kind = "personal access token",
        Risk = "Acts as its owner: tasks, projects, files.",
        Revoke = "Revoke it in the developer console.",
        Reference = "https://developers.asana.com/docs/personal-access-token",
        Keywords = ["asana"],
        NameWords = ["token", "pat"],
        Value = new ValueShape("2/{digit:14-17}/{digit:14-17}:{hex:32}", "1/{digit:14-17}:{hex:32}", "0/{hex:32}"),
    };

    /// <summary>64 hexadecimal digits under its name.</summary>
    public static readonly ContextRule Attio = new()
    {
        Code = "AG1749",
        Name = "attio-token",
        Title = "Attio access token",
        Issuer = "Attio",
        Kind = "access token",
        Risk = "Reads and changes the records of the workspace.",
        Revoke = "Delete it in the settings under Developers.",
        Reference = "https://docs.attio.com/rest-api/how-to/authentication",
        Keywords = ["attio"],
        NameWords = ["token", "key"],
        Value = new ValueShape("{hex:64}"),
    };

    /// <summary>32 characters under its name.</summary>
    public static readonly ContextRule Box = new()
    {
        Code = "AG1750",
        Name = "box-secret",
        Title = "Box client secret or developer token",
        Issuer = "Box",
        Kind = "client secret",
        Risk = "Poses as the app, or acts as its owner for an hour.",
        Revoke = "Reset it in the developer console.",
        Reference = "https://developer.box.com/guides/authentication/client-credentials/",
        Keywords = ["box_client", "box_developer", "box_access", "boxclient"],
        NameWords = ["secret", "token"],
        Value = new ValueShape("{base62:32}"),
        MinEntropy = 3.5,
    };

    /// <summary>15 characters under its name.</summary>
    public static readonly ContextRule DropboxApp = new()
    {
        Code = "AG1751",
        Name = "dropbox-app-secret",
        Title = "Dropbox app secret",
        Issuer = "Dropbox",
        Kind = "app secret",
        Risk = "With its key, poses as the app.",
        Revoke = "Reset it in the app console.",
        Reference = "https://www.dropbox.com/developers/documentation/http/documentation",
        Keywords = ["dropbox"],
        NameWords = ["secret"],
        Value = new ValueShape("{lower36:15}"),
    };

    /// <summary>40 characters under its name.</summary>
    public static readonly ContextRule Duo = new()
    {
        Code = "AG1752",
        Name = "duo-secret",
        Title = "Duo secret key",
        Issuer = "Duo",
        Kind = "secret key",
        Risk = "With its integration key, decides who passes the second factor.",
        Revoke = "Reset it on the page of the application.",
        Reference = "https://duo.com/docs/adminapi",
        Keywords = ["duo_skey", "duo_secret", "duo.skey", "duo.secret", "duosecurity"],
        Value = new ValueShape("{base62:40}"),
        MinEntropy = 4.0,
    };

    /// <summary>20 characters under its name.</summary>
    public static readonly ContextRule Freshdesk = new()
    {
        Code = "AG1753",
        Name = "freshdesk-key",
        Title = "Freshdesk API key",
        Issuer = "Freshdesk",
        Kind = "API key",
        Risk = "Acts as its owner: tickets, contacts.",
        Revoke = "Reset it on the profile.",
        Reference = "https://developers.freshdesk.com/api/#authentication",
        Keywords = ["freshdesk"],
        NameWords = ["key", "token"],
        Value = new ValueShape("{base62:20}"),
        MinEntropy = 3.3,
    };
}
