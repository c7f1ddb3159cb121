namespace ArtifactGate.Detection.Rules;

/// <summary>Keys of services that move money, which only their names tell.</summary>
internal static class NamedPaymentKeys
{
    /// <summary>16 characters under its name.</summary>
    public static readonly ContextRule AuthorizeNet = new()
    {
        Code = "AG1737",
        Name = "authorize-net-transaction-key",
        Title = "Authorize.Net transaction key",
        Issuer = "Authorize.Net",
        Kind = "transaction key",
        Risk = "With its login id, charges and refunds for the merchant.",
        Revoke = "Generate a new one in the merchant interface.",
        Reference = "https://developer.authorize.net/api/reference/",
        Keywords = ["authorizenet", "authorize_net", "authorize.net"],
        NameWords = ["transaction"],
        Value = new ValueShape("{base62:16}"),
    };

    /// <summary>32 hexadecimal digits under its name.</summary>
    public static readonly ContextRule BraintreePrivate = new()
    {
        Code = "AG1738",
        Name = "braintree-private-key",
        Title = "Braintree private key",
        Issuer = "Braintree",
        Kind = "private key",
        Risk = "With its public half, charges and refunds for the merchant.",
        Revoke = "Delete the API key in the control panel.",
        Reference = "https://developer.paypal.com/braintree/articles/control-panel/important-gateway-credentials",
        Keywords = ["braintree"],
        NameWords = ["private"],
        Value = new ValueShape("{hex:32}"),
    };

    /// <summary>32 characters under its name.</summary>
    public static readonly ContextRule Coinbase = new()
    {
        Code = "AG1739",
        Name = "coinbase-secret",
        Title = "Coinbase API secret",
        Issuer = "Coinbase",
        Kind = "API secret",
        Risk = "With its key, trades and moves what the account holds.",
        Revoke = "Delete the key in the settings under API.",
        Reference = "https://docs.cdp.coinbase.com/coinbase-app/docs/api-key-authentication",
        Keywords = ["coinbase"],
        NameWords = ["secret", "token"],
        Value = new ValueShape("{base62:32}"),
        MinEntropy = 3.5,
    };

    /// <summary>40 characters behind the environment, under its name.</summary>
    public static readonly ContextRule GoCardless = new()
    {
        Code = "AG1740",
        Name = "gocardless-token",
        Title = "GoCardless access token",
        Issuer = "GoCardless",
        Kind = "access token",
        Risk = "Collects payments for the merchant.",
        Revoke = "Delete it in the dashboard under Developers.",
        Reference = "https://developer.gocardless.com/api-reference/",
        Keywords = ["gocardless"],
        NameWords = ["token", "key"],
        Value = new ValueShape("live_{[A-Za-z0-9_=-]:40-42}", "sandbox_{[A-Za-z0-9_=-]:40-42}"),
        MinEntropy = 3.5,
    };

    /// <summary>30 characters behind the environment, under its name.</summary>
    public static readonly ContextRule Mollie = new()
    {
        Code = "AG1741",
        Name = "mollie-key",
        Title = "Mollie API key",
        Issuer = "Mollie",
        Kind = "API key",
        Risk = "Makes payments and refunds for the merchant.",
        Revoke = "Regenerate it in the dashboard under Developers.",
        Reference = "https://docs.mollie.com/reference/authentication",
        Keywords = ["mollie"],
        NameWords = ["key"],
        Value = new ValueShape("live_{base62:30}", "test_{base62:30}"),
    };

    /// <summary>80 characters under its name.</summary>
    public static readonly ContextRule PayPal = new()
    {
        Code = "AG1742",
        Name = "paypal-secret",
        Title = "PayPal client secret",
        Issuer = "PayPal",
        Kind = "client secret",
        Risk = "With its id, makes payments and reads the account.",
        Revoke = "Generate a new one in the developer dashboard.",
        Reference = "https://developer.paypal.com/api/rest/",
        Keywords = ["paypal"],
        NameWords = ["secret"],
        Value = new ValueShape("E{base64url:79}"),
        MinEntropy = 4.0,
    };

    /// <summary>30 characters under its name.</summary>
    public static readonly ContextRule PlaidSecret = new()
    {
        Code = "AG1743",
        Name = "plaid-secret",
        Title = "Plaid client secret",
        Issuer = "Plaid",
        Kind = "client secret",
        Risk = "With its id, reads the bank accounts that were linked.",
        Revoke = "Rotate it in the dashboard under Keys.",
        Reference = "https://plaid.com/docs/api/",
        Keywords = ["plaid"],
        NameWords = ["secret", "key"],
        Value = new ValueShape("{lower36:30}"),
        MinEntropy = 3.3,
    };

    /// <summary>24 characters under its name.</summary>
    public static readonly ContextRule Razorpay = new()
    {
        Code = "AG1744",
        Name = "razorpay-secret",
        Title = "Razorpay key secret",
        Issuer = "Razorpay",
        Kind = "key secret",
        Risk = "With its id, makes payments and refunds for the merchant.",
        Revoke = "Regenerate the key in the dashboard.",
        Reference = "https://razorpay.com/docs/api/authentication/",
        Keywords = ["razorpay"],
        NameWords = ["secret"],
        Value = new ValueShape("{base62:24}"),
        MinEntropy = 3.5,
    };

    /// <summary>24 characters right behind the id of the key, as clients and commands are given them.</summary>
    public static readonly ContextRule RazorpayPair = new()
    {
        Code = "AG1774",
        Name = "razorpay-key-pair",
        Title = "Razorpay key secret behind its id",
        Issuer = "Razorpay",
        Kind = "key secret",
        Risk = "Makes payments and refunds for the merchant.",
        Revoke = "Regenerate the key in the dashboard.",
        Reference = "https://razorpay.com/docs/api/authentication/",
        Keywords = ["rzp_live_", "rzp_test_"],
        Value = new ValueShape("{base62:24}"),
        MinEntropy = 3.5,
    };

    /// <summary>A UUID under its name.</summary>
    public static readonly ContextRule Wise = new()
    {
        Code = "AG1745",
        Name = "wise-token",
        Title = "Wise API token",
        Issuer = "Wise",
        Kind = "API token",
        Risk = "Reads balances and sets up transfers.",
        Revoke = "Revoke it in the settings under API tokens.",
        Reference = "https://docs.wise.com/api-docs/features/authentication-access",
        Keywords = ["transferwise", "wise_api"],
        NameWords = ["token", "key"],
        Value = new ValueShape(ContextShapes.Uuid),
    };
}
