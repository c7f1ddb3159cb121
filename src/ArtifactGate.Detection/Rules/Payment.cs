namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of payment services.</summary>
internal static class Payment
{
    /// <summary>The live secret key, of an account or of an organisation.</summary>
    public static readonly TokenRule StripeSecret = new()
    {
        Code = "AG1321",
        Name = "stripe-secret-key",
        Title = "Stripe secret key",
        Issuer = "Stripe",
        Kind = "secret key",
        Risk = "Charges, refunds and reads the customers of the account.",
        Revoke = "Roll it under Developers > API keys.",
        Reference = "https://docs.stripe.com/keys",
        Shape = Shape.Of("sk_live_{base62:24-250}", "sk_org_live_{base62:24-300}"),
    };

    /// <summary>A live key with chosen rights.</summary>
    public static readonly TokenRule StripeRestricted = new()
    {
        Code = "AG1322",
        Name = "stripe-restricted-key",
        Title = "Stripe restricted key",
        Issuer = "Stripe",
        Kind = "restricted key",
        Risk = "Does with the account what it was allowed to.",
        Revoke = "Roll it under Developers > API keys.",
        Reference = "https://docs.stripe.com/keys",
        Shape = Shape.Of("rk_live_{base62:24-250}"),
    };

    /// <summary>Signs the events of a webhook.</summary>
    public static readonly TokenRule StripeWebhook = new()
    {
        Code = "AG1323",
        Name = "stripe-webhook-secret",
        Title = "Stripe webhook signing secret",
        Issuer = "Stripe",
        Kind = "webhook signing secret",
        Risk = "Forges events that the receiver believes.",
        Revoke = "Roll it on the page of the webhook.",
        Reference = "https://docs.stripe.com/webhooks",
        Shape = Shape.Of("whsec_{base64:32-44}"),
    };

    /// <summary>A test key.</summary>
    public static readonly TokenRule StripeTest = new()
    {
        Code = "AG1324",
        Name = "stripe-test-key",
        Title = "Stripe test key",
        Issuer = "Stripe",
        Kind = "test secret key",
        Risk = "Acts on test data only; it shows where the live one may be.",
        Revoke = "Roll it under Developers > API keys.",
        Reference = "https://docs.stripe.com/keys",
        Shape = Shape.Of("sk_test_{base62:24-250}", "rk_test_{base62:24-250}"),
        Evidence = Evidence.Context,
    };

    /// <summary>Access token of an application.</summary>
    public static readonly TokenRule SquareAccess = new()
    {
        Code = "AG1325",
        Name = "square-access-token",
        Title = "Square access token",
        Issuer = "Square",
        Kind = "access token",
        Risk = "Charges and reads the customers of the account.",
        Revoke = "Replace it on the credentials page of the application.",
        Reference = "https://developer.squareup.com/docs/build-basics/access-tokens",
        Shape = Shape.Of("EAAA{base64url:60}"),

        // Tables of small numbers in base64 are full of this beginning, and of few letters besides.
        MinEntropy = 4.5,
    };

    /// <summary>32 hexadecimal digits after the kind of token.</summary>
    public static readonly TokenRule ShopifyAccess = new()
    {
        Code = "AG1326",
        Name = "shopify-token",
        Title = "Shopify access token or secret",
        Issuer = "Shopify",
        Kind = "access token",
        Risk = "Reads and changes a shop: orders, customers, products.",
        Revoke = "Uninstall the app or rotate its secret.",
        Reference = "https://shopify.dev/docs/apps/build/authentication-authorization",
        Shape = Shape.Of("shpat_{anyhex:32}", "shpca_{anyhex:32}", "shppa_{anyhex:32}", "shpss_{anyhex:32}", "shpua_{anyhex:32}"),
    };

    /// <summary>43 characters.</summary>
    public static readonly TokenRule SquareOauthSecret = new()
    {
        Code = "AG1327",
        Name = "square-oauth-secret",
        Title = "Square OAuth secret",
        Issuer = "Square",
        Kind = "OAuth application secret",
        Risk = "Makes tokens in the name of the application.",
        Revoke = "Replace it on the OAuth page of the application.",
        Reference = "https://developer.squareup.com/docs/oauth-api/overview",
        Shape = Shape.Of("sq0csp-{base64url:43}"),
    };

    /// <summary>22 characters.</summary>
    public static readonly TokenRule SquareLegacyToken = new()
    {
        Code = "AG1328",
        Name = "square-legacy-token",
        Title = "Square access token (older form)",
        Issuer = "Square",
        Kind = "access token, older form",
        Risk = "Charges and reads the customers of the account.",
        Revoke = "Replace it on the credentials page of the application.",
        Reference = "https://developer.squareup.com/docs/build-basics/access-tokens",
        Shape = Shape.Of("sq0atp-{base64url:22}"),
        MinEntropy = 3.0,
    };

    /// <summary>40 lower-case characters where Stripe has any.</summary>
    public static readonly TokenRule PaystackSecretKey = new()
    {
        Code = "AG1329",
        Name = "paystack-secret-key",
        Title = "Paystack secret key",
        Issuer = "Paystack",
        Kind = "secret key",
        Risk = "Charges, refunds and pays out in the name of the business.",
        Revoke = "Generate a new one in the dashboard under API Keys & Webhooks.",
        Reference = "https://paystack.com/docs/api/authentication/",
        Shape = Shape.Of("sk_live_{lower36:40}"),
        MinEntropy = 3.0,
        Specificity = 1,
    };

    /// <summary>32 characters and an X.</summary>
    public static readonly TokenRule FlutterwaveSecretKey = new()
    {
        Code = "AG1330",
        Name = "flutterwave-secret-key",
        Title = "Flutterwave secret key",
        Issuer = "Flutterwave",
        Kind = "secret key",
        Risk = "Charges, refunds and pays out in the name of the business.",
        Revoke = "Generate a new one in the dashboard under API Keys.",
        Reference = "https://developer.flutterwave.com/v3.0/docs/api-keys",
        Shape = Shape.Of("FLWSECK-{lower36:32}-{[X]:1}"),
        MinEntropy = 3.0,
    };
}
