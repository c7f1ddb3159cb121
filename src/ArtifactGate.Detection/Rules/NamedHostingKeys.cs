namespace ArtifactGate.Detection.Rules;

/// <summary>Keys of services that host, which only their names tell.</summary>
internal static class NamedHostingKeys
{
    /// <summary>30 characters under its name.</summary>
    public static readonly ContextRule Alibaba = new()
    {
        Code = "AG1672",
        Name = "alibaba-access-key-secret",
        Title = "Alibaba Cloud access key secret",
        Issuer = "Alibaba Cloud",
        Kind = "access key secret",
        Risk = "With its id, does what its user may.",
        Revoke = "Disable the access key in RAM.",
        Reference = "https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair",
        Keywords = ["alibaba", "aliyun"],
        NameWords = ["secret"],
        Value = new ValueShape("{base62:30}"),
    };

    /// <summary>A UUID, two in one, or one in another order, under its name.</summary>
    public static readonly ContextRule Bunny = new()
    {
        Code = "AG1673",
        Name = "bunny-key",
        Title = "bunny.net API key",
        Issuer = "Bunny",
        Kind = "API key",
        Risk = "Changes zones and files of the account, or of one storage zone.",
        Revoke = "Reset it in the panel under Account or in the settings of the storage zone.",
        Reference = "https://docs.bunny.net/reference/bunnynet-api-overview",
        Keywords = ["bunnycdn", "bunny_"],
        NameWords = ["key", "password"],
        Value = new ValueShape(ContextShapes.Uuid + ContextShapes.Uuid, ContextShapes.Uuid, "{hex:8}-{hex:4}-{hex:4}-{hex:12}-{hex:4}-{hex:4}"),
    };

    /// <summary>40 characters under its name.</summary>
    public static readonly ContextRule CloudflareOlder = new()
    {
        Code = "AG1674",
        Name = "cloudflare-token-older",
        Title = "Cloudflare API token (older form)",
        Issuer = "Cloudflare",
        Kind = "API token",
        Risk = "Does what its permissions say, up to every zone of the account.",
        Revoke = "Roll or delete it on the profile under API tokens.",
        Reference = "https://developers.cloudflare.com/fundamentals/api/get-started/create-token/",
        Keywords = ["cloudflare", "cf_api"],
        NameWords = ["token", "key"],
        Value = new ValueShape("{base64url:40}"),
    };

    /// <summary>43 characters under its name.</summary>
    public static readonly ContextRule Spaces = new()
    {
        Code = "AG1675",
        Name = "digitalocean-spaces-secret",
        Title = "DigitalOcean Spaces secret key",
        Issuer = "DigitalOcean",
        Kind = "Spaces secret key",
        Risk = "With its id, reads and writes the files of the account.",
        Revoke = "Delete the key in the control panel under API.",
        Reference = "https://docs.digitalocean.com/products/spaces/how-to/manage-access/",
        Keywords = ["spaces_secret", "do_spaces", "digitalocean"],
        NameWords = ["key"],
        Value = new ValueShape("{base64:43}"),
        MinEntropy = 4.0,
    };

    /// <summary>43 characters under its name.</summary>
    public static readonly ContextRule Exoscale = new()
    {
        Code = "AG1676",
        Name = "exoscale-secret",
        Title = "Exoscale API secret",
        Issuer = "Exoscale",
        Kind = "API secret",
        Risk = "With its key, does what its role may.",
        Revoke = "Revoke the key in the portal under IAM.",
        Reference = "https://community.exoscale.com/product/iam/quick-start/",
        Keywords = ["exoscale"],
        NameWords = ["secret"],
        Value = new ValueShape("{base64url:43}"),
        MinEntropy = 4.0,
    };

    /// <summary>32 characters under its name.</summary>
    public static readonly ContextRule Fastly = new()
    {
        Code = "AG1677",
        Name = "fastly-token",
        Title = "Fastly API token",
        Issuer = "Fastly",
        Kind = "API token",
        Risk = "Changes and purges the services that its scope covers.",
        Revoke = "Revoke it under Account > API tokens.",
        Reference = "https://www.fastly.com/documentation/reference/api/auth-tokens/",
        Keywords = ["fastly"],
        NameWords = ["token", "key"],
        Value = new ValueShape("{base64url:32}"),
        MinEntropy = 3.5,
    };

    /// <summary>A UUID under its name.</summary>
    public static readonly ContextRule HerokuOlder = new()
    {
        Code = "AG1678",
        Name = "heroku-key-older",
        Title = "Heroku API key (older form)",
        Issuer = "Heroku",
        Kind = "API key",
        Risk = "Acts as its owner: apps, their configuration, their data.",
        Revoke = "Regenerate it in the account settings.",
        Reference = "https://devcenter.heroku.com/articles/authentication",
        Keywords = ["heroku"],
        NameWords = ["key", "token"],
        Value = new ValueShape(ContextShapes.Uuid),
    };

    /// <summary>64 characters under its name.</summary>
    public static readonly ContextRule Hetzner = new()
    {
        Code = "AG1679",
        Name = "hetzner-token",
        Title = "Hetzner Cloud API token",
        Issuer = "Hetzner",
        Kind = "API token",
        Risk = "Creates, changes and deletes everything in the project.",
        Revoke = "Delete it in the console under Security > API tokens.",
        Reference = "https://docs.hetzner.cloud/",
        Keywords = ["hetzner", "hcloud"],
        NameWords = ["token"],
        Value = new ValueShape("{base62:64}"),
        MinEntropy = 4.0,
    };

    /// <summary>44 characters under its name.</summary>
    public static readonly ContextRule IbmCloud = new()
    {
        Code = "AG1680",
        Name = "ibm-cloud-key",
        Title = "IBM Cloud API key",
        Issuer = "IBM Cloud",
        Kind = "API key",
        Risk = "Does what its user or service id may.",
        Revoke = "Delete it in the console under Manage > Access (IAM).",
        Reference = "https://cloud.ibm.com/docs/account?topic=account-userapikey",
        Keywords = ["ibmcloud", "ibm_"],
        NameWords = ["key"],
        Value = new ValueShape("{base64url:44}"),
        MinEntropy = 4.0,
    };

    /// <summary>64 hexadecimal digits under its name.</summary>
    public static readonly ContextRule Linode = new()
    {
        Code = "AG1681",
        Name = "linode-token",
        Title = "Linode personal access token",
        Issuer = "Linode",
        Kind = "personal access token",
        Risk = "Does what its scopes allow with the whole account.",
        Revoke = "Revoke it on the profile under API tokens.",
        Reference = "https://techdocs.akamai.com/linode-api/reference/get-started",
        Keywords = ["linode"],
        NameWords = ["token"],
        Value = new ValueShape("{hex:64}"),
    };
}
