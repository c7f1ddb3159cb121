namespace ArtifactGate.Detection.Rules;

/// <summary>Keys of networks of people and of chains, which only their names tell.</summary>
internal static class NamedSocialKeys
{
    /// <summary>32 hexadecimal digits under its name.</summary>
    public static readonly ContextRule Facebook = new()
    {
        Code = "AG1762",
        Name = "facebook-app-secret",
        Title = "Facebook app secret",
        Issuer = "Facebook",
        Kind = "app secret",
        Risk = "With its id, acts as the app and signs its requests.",
        Revoke = "Reset it in the app dashboard.",
        Reference = "https://developers.facebook.com/docs/facebook-login/security/",
        Keywords = ["facebook", "fb_app"],
        NameWords = ["secret"],
        Value = new ValueShape("{hex:32}"),
    };

    /// <summary>16 characters under its name.</summary>
    public static readonly ContextRule LinkedInOlder = new()
    {
        Code = "AG1763",
        Name = "linkedin-client-secret-older",
        Title = "LinkedIn client secret (older form)",
        Issuer = "LinkedIn",
        Kind = "client secret",
        Risk = "Poses as the app when users sign in.",
        Revoke = "Generate a new one in the developer portal.",
        Reference = "https://learn.microsoft.com/en-us/linkedin/shared/authentication/client-credentials-flow",
        Keywords = ["linkedin"],
        NameWords = ["secret"],
        Value = new ValueShape("{base62:16}"),
    };

    /// <summary>27 or 30 characters under its name.</summary>
    public static readonly ContextRule Reddit = new()
    {
        Code = "AG1764",
        Name = "reddit-secret",
        Title = "Reddit client secret",
        Issuer = "Reddit",
        Kind = "client secret",
        Risk = "With its id, acts as the app.",
        Revoke = "Delete the app in the preferences.",
        Reference = "https://github.com/reddit-archive/reddit/wiki/OAuth2",
        Keywords = ["reddit"],
        NameWords = ["secret"],
        Value = new ValueShape("{base64url:27}", "{base64url:30}"),
        MinEntropy = 3.5,
    };

    /// <summary>32 hexadecimal digits under its name.</summary>
    public static readonly ContextRule Spotify = new()
    {
        Code = "AG1765",
        Name = "spotify-secret",
        Title = "Spotify client secret",
        Issuer = "Spotify",
        Kind = "client secret",
        Risk = "With its id, acts as the app.",
        Revoke = "Rotate it in the developer dashboard.",
        Reference = "https://developer.spotify.com/documentation/web-api/concepts/apps",
        Keywords = ["spotify"],
        NameWords = ["secret"],
        Value = new ValueShape("{hex:32}"),
    };

    /// <summary>32 characters under its name.</summary>
    public static readonly ContextRule TikTok = new()
    {
        Code = "AG1766",
        Name = "tiktok-secret",
        Title = "TikTok client secret",
        Issuer = "TikTok",
        Kind = "client secret",
        Risk = "Poses as the app when users sign in.",
        Revoke = "Reset it in the developer portal.",
        Reference = "https://developers.tiktok.com/doc/oauth-user-access-token-management",
        Keywords = ["tiktok"],
        NameWords = ["secret"],
        Value = new ValueShape("{base62:32}"),
        MinEntropy = 3.3,
    };

    /// <summary>30 characters under its name.</summary>
    public static readonly ContextRule Twitch = new()
    {
        Code = "AG1767",
        Name = "twitch-token",
        Title = "Twitch access token or client secret",
        Issuer = "Twitch",
        Kind = "access token",
        Risk = "Acts as its user or app.",
        Revoke = "Revoke it, or generate a new secret in the developer console.",
        Reference = "https://dev.twitch.tv/docs/authentication/",
        Keywords = ["twitch"],
        NameWords = ["token", "secret", "oauth"],
        Value = new ValueShape("{lower36:30}"),
        MinEntropy = 3.5,
    };

    /// <summary>50 characters under its name.</summary>
    public static readonly ContextRule XKeySecret = new()
    {
        Code = "AG1768",
        Name = "x-api-key-secret",
        Title = "X API key secret",
        Issuer = "X",
        Kind = "API key secret",
        Risk = "With its key, acts as the app.",
        Revoke = "Regenerate it in the developer portal.",
        Reference = "https://docs.x.com/fundamentals/authentication/oauth-1-0a/api-key-and-secret",
        Keywords = ["twitter"],
        NameWords = ["secret"],
        Value = new ValueShape("{base62:50}"),
        MinEntropy = 4.0,
    };

    /// <summary>45 characters, sometimes a few less, under its name.</summary>
    public static readonly ContextRule XTokenSecret = new()
    {
        Code = "AG1769",
        Name = "x-access-token-secret",
        Title = "X access token secret",
        Issuer = "X",
        Kind = "access token secret",
        Risk = "With its token, acts as the user.",
        Revoke = "Regenerate it in the developer portal.",
        Reference = "https://docs.x.com/fundamentals/authentication/oauth-1-0a/obtaining-user-access-tokens",
        Keywords = ["twitter", "access_token", "accesstoken", "oauth_token"],
        NameWords = ["secret"],
        Value = new ValueShape("{base62:41-45}"),
        MinEntropy = 4.0,
    };

    /// <summary>32 bytes in hexadecimal digits under its name.</summary>
    public static readonly ContextRule Ethereum = new()
    {
        Code = "AG1770",
        Name = "ethereum-private-key",
        Title = "Ethereum private key",
        Issuer = "Ethereum",
        Kind = "private key",
        Risk = "Spends whatever its address holds.",
        Revoke = "Move what it holds to a new address.",
        Reference = "https://ethereum.org/en/developers/docs/accounts/",
        Cwe = "CWE-321",
        Keywords = ["deployer_private_key", "eth_private_key", "ethereum_private_key", "wallet_private_key"],
        Value = new ValueShape("0x{anyhex:64}", "{anyhex:64}"),
    };

    /// <summary>34 characters under its name.</summary>
    public static readonly ContextRule Etherscan = new()
    {
        Code = "AG1771",
        Name = "etherscan-key",
        Title = "Etherscan API key",
        Issuer = "Etherscan",
        Kind = "API key",
        Risk = "Uses up the quota of the account.",
        Revoke = "Delete it in the account under API keys.",
        Reference = "https://docs.etherscan.io/getting-an-api-key",
        Keywords = ["etherscan"],
        NameWords = ["key"],
        Value = new ValueShape("{upper36:34}"),
        MinEntropy = 3.5,
    };

    /// <summary>32 hexadecimal digits in an address. Pages that talk to a chain carry one on purpose, so it only warns.</summary>
    public static readonly TokenRule Infura = new()
    {
        Code = "AG1772",
        Name = "infura-key",
        Title = "Infura API key",
        Issuer = "Infura",
        Kind = "API key",
        Risk = "Calls the networks at the cost of the account.",
        Revoke = "Delete it in the dashboard.",
        Reference = "https://docs.metamask.io/services/get-started/infura/",
        Shape = Shape.Of("infura.io/v3/{hex:32}", "infura.io/ws/v3/{hex:32}"),
        Evidence = Evidence.Context,
    };

    /// <summary>32 characters in an address. Pages that talk to a chain carry one on purpose, so it only warns.</summary>
    public static readonly TokenRule Alchemy = new()
    {
        Code = "AG1773",
        Name = "alchemy-key",
        Title = "Alchemy API key",
        Issuer = "Alchemy",
        Kind = "API key",
        Risk = "Calls the networks at the cost of the account.",
        Revoke = "Delete it in the dashboard.",
        Reference = "https://www.alchemy.com/docs/how-to-create-access-tokens",
        Shape = Shape.Of("alchemy.com/v2/{base64url:32}", "alchemyapi.io/v2/{base64url:32}"),
        MinEntropy = 3.5,
        Evidence = Evidence.Context,
    };
}
