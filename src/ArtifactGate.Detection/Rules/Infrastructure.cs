namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of hosting and infrastructure services.</summary>
internal static class Infrastructure
{
    /// <summary>64 hexadecimal digits.</summary>
    public static readonly TokenRule DigitalOcean = new()
    {
        Code = "AG1401",
        Name = "digitalocean-token",
        Title = "DigitalOcean token",
        Issuer = "DigitalOcean",
        Kind = "personal, OAuth or refresh token",
        Risk = "Creates and destroys everything in the account that its scopes allow.",
        Revoke = "Delete it under API.",
        Reference = "https://docs.digitalocean.com/reference/api/create-personal-access-token/",
        Shape = Shape.Of("dop_v1_{hex:64}", "doo_v1_{hex:64}", "dor_v1_{hex:64}"),
    };

    /// <summary>60 or more characters.</summary>
    public static readonly TokenRule Heroku = new()
    {
        Code = "AG1402",
        Name = "heroku-token",
        Title = "Heroku API token",
        Issuer = "Heroku",
        Kind = "API token",
        Risk = "Deploys and reads the configuration of every app of its owner.",
        Revoke = "Revoke it under Account > Applications.",
        Reference = "https://devcenter.heroku.com/articles/authentication",
        Shape = Shape.Of("HRKU-AA{base64url:58}"),
    };

    /// <summary>36 characters: of a person, of the command line, of the site itself, of a build.</summary>
    public static readonly TokenRule Netlify = new()
    {
        Code = "AG1403",
        Name = "netlify-token",
        Title = "Netlify access token",
        Issuer = "Netlify",
        Kind = "access token",
        Risk = "Deploys every site of its owner.",
        Revoke = "Delete it under User settings > Applications.",
        Reference = "https://docs.netlify.com/api/get-started/",

        // Those of applications begin with nfo_, and so does what a resource is called behind its written length: Info_...
        Shape = Shape.Of("nfp_{base62:36-48}", "nfc_{base62:36}", "nfu_{base62:36}", "nfb_{base62:36}"),
        MinEntropy = 3.5,
    };

    /// <summary>43 characters.</summary>
    public static readonly TokenRule PlanetScaleToken = new()
    {
        Code = "AG1404",
        Name = "planetscale-token",
        Title = "PlanetScale service token",
        Issuer = "PlanetScale",
        Kind = "service token",
        Risk = "Manages databases as its grants allow.",
        Revoke = "Delete it under Settings > Service tokens.",
        Reference = "https://planetscale.com/docs/concepts/service-tokens",
        Shape = Shape.Of("pscale_tkn_{base64url:43}", "pscale_pw_{base64url:43}", "pscale_oauth_{base64url:43}"),
    };

    /// <summary>40 hexadecimal digits.</summary>
    public static readonly TokenRule Supabase = new()
    {
        Code = "AG1405",
        Name = "supabase-token",
        Title = "Supabase personal access token",
        Issuer = "Supabase",
        Kind = "personal access token",
        Risk = "Manages every project of its owner.",
        Revoke = "Delete it under Account > Access Tokens.",
        Reference = "https://supabase.com/docs/reference/api/introduction",
        Shape = Shape.Of("sbp_{hex:40}"),
    };

    /// <summary>22 characters and a checksum.</summary>
    public static readonly TokenRule SupabaseSecret = new()
    {
        Code = "AG1406",
        Name = "supabase-secret-key",
        Title = "Supabase secret key",
        Issuer = "Supabase",
        Kind = "secret API key",
        Risk = "Reads and writes the whole database past its row rules.",
        Revoke = "Delete it under Settings > API Keys.",
        Reference = "https://supabase.com/docs/guides/api/api-keys",
        Shape = Shape.Of("sb_secret_{base64url:22}_{base64url:8}"),
    };

    /// <summary>32 hexadecimal digits and at times a number.</summary>
    public static readonly TokenRule Databricks = new()
    {
        Code = "AG1407",
        Name = "databricks-token",
        Title = "Databricks personal access token",
        Issuer = "Databricks",
        Kind = "personal access token",
        Risk = "Runs code and reads data as its owner.",
        Revoke = "Revoke it under User settings > Developer.",
        Reference = "https://docs.databricks.com/aws/en/dev-tools/auth/pat",
        Shape = Shape.Of("dapi{hex:32}"),
        MinEntropy = 3.0,
    };

    /// <summary>An id and a random part.</summary>
    public static readonly TokenRule Tailscale = new()
    {
        Code = "AG1408",
        Name = "tailscale-key",
        Title = "Tailscale key",
        Issuer = "Tailscale",
        Kind = "auth, API or client key",
        Risk = "Adds machines to the network or manages it.",
        Revoke = "Revoke it under Settings > Keys.",
        Reference = "https://tailscale.com/kb/1085/auth-keys",
        Shape = Shape.Of("tskey-auth-{base62:10-20}-{base62:18-40}", "tskey-api-{base62:10-20}-{base62:18-40}", "tskey-client-{base62:10-20}-{base62:18-40}"),
    };

    /// <summary>40 characters.</summary>
    public static readonly TokenRule Linear = new()
    {
        Code = "AG1411",
        Name = "linear-key",
        Title = "Linear API key",
        Issuer = "Linear",
        Kind = "API key",
        Risk = "Reads and changes issues as its owner.",
        Revoke = "Revoke it under Security and access.",
        Reference = "https://linear.app/developers/graphql",
        Shape = Shape.Of("lin_api_{base62:40}"),
    };

    /// <summary>46 or 50 characters.</summary>
    public static readonly TokenRule Notion = new()
    {
        Code = "AG1412",
        Name = "notion-token",
        Title = "Notion integration token",
        Issuer = "Notion",
        Kind = "integration token",
        Risk = "Reads and changes the pages it was given.",
        Revoke = "Rotate it on the page of the integration.",
        Reference = "https://developers.notion.com/docs/authorization",
        Shape = Shape.Of("ntn_{digit:11}{base62:35}", "secret_{base62:43}"),
        MinEntropy = 3.5,
    };

    /// <summary>14 characters and 64 hexadecimal digits.</summary>
    public static readonly TokenRule Airtable = new()
    {
        Code = "AG1413",
        Name = "airtable-token",
        Title = "Airtable personal access token",
        Issuer = "Airtable",
        Kind = "personal access token",
        Risk = "Reads and changes bases as its scopes allow.",
        Revoke = "Delete it in the developer hub.",
        Reference = "https://airtable.com/developers/web/guides/personal-access-tokens",
        Shape = Shape.Of("pat{base62:14}.{hex:64}"),
    };

    /// <summary>38 to 42 characters; of an application 40, for one user or for an organisation, to be used or to get a new one.</summary>
    public static readonly TokenRule Figma = new()
    {
        Code = "AG1414",
        Name = "figma-token",
        Title = "Figma access token",
        Issuer = "Figma",
        Kind = "access token",
        Risk = "Reads and comments the files of its owner.",
        Revoke = "Revoke it under Settings > Security.",
        Reference = "https://www.figma.com/developers/api#authentication",
        Shape = Shape.Of("figd_{base64url:38-42}", "figu_{base64url:40}", "figo_{base64url:40}", "figur_{base64url:40}", "figor_{base64url:40}", "figuh_{base64url:40}", "figoh_{base64url:40}"),
        MinEntropy = 3.5,
    };

    /// <summary>A region and a UUID.</summary>
    public static readonly TokenRule HubSpot = new()
    {
        Code = "AG1415",
        Name = "hubspot-token",
        Title = "HubSpot private app token",
        Issuer = "HubSpot",
        Kind = "private app token",
        Risk = "Reads and changes customers as its scopes allow.",
        Revoke = "Rotate it on the page of the app.",
        Reference = "https://developers.hubspot.com/docs/guides/apps/private-apps/overview",
        Shape = Shape.Of("pat-na{digit:1}-{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}", "pat-eu{digit:1}-{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}", "pat-ap{digit:1}-{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}"),
    };

    /// <summary>A token of a service account in base64 JSON.</summary>
    public static readonly TokenRule OnePassword = new()
    {
        Code = "AG1416",
        Name = "onepassword-service-token",
        Title = "1Password service account token",
        Issuer = "1Password",
        Kind = "service account token",
        Risk = "Reads the vaults the account was given.",
        Revoke = "Rotate it on the page of the service account.",
        Reference = "https://developer.1password.com/docs/service-accounts/",
        Shape = Shape.Of("ops_eyJ{base64url:250-1200}"),
        Proof = new JsonPayloadProof(4, '\0', "email", "secretKey", "signInAddress", "userAuth", "muk") { Account = "email" },
    };

    /// <summary>40 characters and a CRC-32.</summary>
    public static readonly TokenRule CloudflareUserToken = new()
    {
        Code = "AG1417",
        Name = "cloudflare-user-token",
        Title = "Cloudflare user API token",
        Issuer = "Cloudflare",
        Kind = "user API token",
        Risk = "Changes zones and accounts as its permissions allow.",
        Revoke = "Roll or delete it under My Profile > API Tokens.",
        Reference = "https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/",
        Shape = Shape.Of("cfut_{base62:40}{hex:8}"),
        Proof = new Crc32HexProof(5),
    };

    /// <summary>40 characters and a CRC-32.</summary>
    public static readonly TokenRule CloudflareAccountToken = new()
    {
        Code = "AG1418",
        Name = "cloudflare-account-token",
        Title = "Cloudflare account API token",
        Issuer = "Cloudflare",
        Kind = "account API token",
        Risk = "Changes the account as its permissions allow.",
        Revoke = "Roll or delete it under Manage Account > Account API Tokens.",
        Reference = "https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/",
        Shape = Shape.Of("cfat_{base62:40}{hex:8}"),
        Proof = new Crc32HexProof(5),
    };

    /// <summary>40 characters and a CRC-32.</summary>
    public static readonly TokenRule CloudflareGlobalKey = new()
    {
        Code = "AG1419",
        Name = "cloudflare-global-key",
        Title = "Cloudflare global API key",
        Issuer = "Cloudflare",
        Kind = "global API key",
        Risk = "Does all that its owner may, together with the mail address.",
        Revoke = "Change it under My Profile > API Tokens.",
        Reference = "https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/",
        Shape = Shape.Of("cfk_{base62:40}{hex:8}"),
        Proof = new Crc32HexProof(4),
    };

    /// <summary>24 and 146 hexadecimal digits.</summary>
    public static readonly TokenRule CloudflareOriginCaKey = new()
    {
        Code = "AG1420",
        Name = "cloudflare-origin-ca-key",
        Title = "Cloudflare origin CA key",
        Issuer = "Cloudflare",
        Kind = "origin CA key",
        Risk = "Issues origin certificates for the zones of its owner.",
        Revoke = "Change it under My Profile > API Tokens.",
        Reference = "https://developers.cloudflare.com/fundamentals/api/get-started/ca-keys/",
        Shape = Shape.Of("v1.0-{hex:24}-{hex:146}"),
    };
}
