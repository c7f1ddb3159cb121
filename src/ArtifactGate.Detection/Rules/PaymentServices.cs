namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of more payment services.</summary>
internal static class PaymentServices
{
    /// <summary>32 characters and an X.</summary>
    public static readonly TokenRule FlutterwaveTestKey = new()
    {
        Code = "AG1890",
        Name = "flutterwave-test-key",
        Title = "Flutterwave test key",
        Issuer = "Flutterwave",
        Kind = "test secret key",
        Risk = "Acts on test data only; it shows where the live one may be.",
        Revoke = "Generate a new one in the dashboard under API Keys.",
        Reference = "https://developer.flutterwave.com/v3.0/docs/api-keys",
        Shape = Shape.Of("FLWSECK_TEST-{lower36:32}-{[X]:1}"),
        MinEntropy = 3.0,
        Evidence = Evidence.Context,
    };

    /// <summary>The merchant and 32 hexadecimal digits.</summary>
    public static readonly TokenRule BraintreeAccessToken = new()
    {
        Code = "AG1891",
        Name = "braintree-access-token",
        Title = "Braintree access token",
        Issuer = "PayPal Braintree",
        Kind = "access token",
        Risk = "Charges, refunds and reads customers in the name of the merchant.",
        Revoke = "Revoke the authorised application in the control panel.",
        Reference = "https://developer.paypal.com/braintree/docs/guides/extend/oauth/access-tokens",
        Shape = Shape.Of("access_token$production${lower36:16}${hex:32}"),
    };

    /// <summary>An id, 22 and 3 characters.</summary>
    public static readonly TokenRule PaddleKey = new()
    {
        Code = "AG1892",
        Name = "paddle-key",
        Title = "Paddle API key",
        Issuer = "Paddle",
        Kind = "API key",
        Risk = "Reads customers and transactions and changes prices and subscriptions.",
        Revoke = "Revoke it in the dashboard under Developer tools > Authentication.",
        Reference = "https://developer.paddle.com/api-reference/about/authentication",
        Shape = Shape.Of("pdl_live_apikey_{lower36:26}_{base62:22}_{base62:3}"),
    };

    /// <summary>An id, 22 and 3 characters.</summary>
    public static readonly TokenRule PaddleSandboxKey = new()
    {
        Code = "AG1893",
        Name = "paddle-sandbox-key",
        Title = "Paddle sandbox API key",
        Issuer = "Paddle",
        Kind = "sandbox API key",
        Risk = "Acts on test data only; it shows where the live one may be.",
        Revoke = "Revoke it in the sandbox dashboard under Developer tools > Authentication.",
        Reference = "https://developer.paddle.com/api-reference/about/api-keys",
        Shape = Shape.Of("pdl_sdbx_apikey_{lower36:26}_{base62:22}_{base62:3}"),
        Evidence = Evidence.Context,
    };

    /// <summary>A UUID.</summary>
    public static readonly TokenRule CheckoutSecretKey = new()
    {
        Code = "AG1894",
        Name = "checkout-secret-key",
        Title = "Checkout.com secret key",
        Issuer = "Checkout.com",
        Kind = "secret key",
        Risk = "Charges, refunds and reads payments of the business.",
        Revoke = "Regenerate it in the dashboard under Developers > Keys.",
        Reference = "https://www.checkout.com/docs/developer-resources/api/manage-api-keys",
        Shape = Shape.Of("sk_{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}"),
    };

    /// <summary>A UUID.</summary>
    public static readonly TokenRule PlaidAccessToken = new()
    {
        Code = "AG1895",
        Name = "plaid-access-token",
        Title = "Plaid access token",
        Issuer = "Plaid",
        Kind = "access token",
        Risk = "Reads accounts and transactions of the bank customer it belongs to.",
        Revoke = "Remove the item with the method /item/remove.",
        Reference = "https://plaid.com/docs/quickstart/glossary/",
        Shape = Shape.Of(
            "access-production-{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}",
            "access-development-{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}"),
    };

    /// <summary>A UUID.</summary>
    public static readonly TokenRule PlaidSandboxToken = new()
    {
        Code = "AG1896",
        Name = "plaid-sandbox-token",
        Title = "Plaid sandbox access token",
        Issuer = "Plaid",
        Kind = "sandbox access token",
        Risk = "Acts on test data only; it shows where the live one may be.",
        Revoke = "Remove the item with the method /item/remove.",
        Reference = "https://plaid.com/docs/quickstart/glossary/",
        Shape = Shape.Of("access-sandbox-{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}"),
        Evidence = Evidence.Context,
    };

    /// <summary>Base64.</summary>
    public static readonly TokenRule XenditKey = new()
    {
        Code = "AG1897",
        Name = "xendit-key",
        Title = "Xendit secret key",
        Issuer = "Xendit",
        Kind = "secret key",
        Risk = "Charges and pays out in the name of the business.",
        Revoke = "Delete it in the dashboard under Settings > API Keys.",
        Reference = "https://docs.xendit.co/docs/api-keys",
        Shape = Shape.Of("xnd_production_{base64:46-72}"),
        MinEntropy = 3.5,
    };

    /// <summary>Base64.</summary>
    public static readonly TokenRule XenditTestKey = new()
    {
        Code = "AG1898",
        Name = "xendit-test-key",
        Title = "Xendit test key",
        Issuer = "Xendit",
        Kind = "development secret key",
        Risk = "Acts on test data only; it shows where the live one may be.",
        Revoke = "Delete it in the dashboard under Settings > API Keys.",
        Reference = "https://docs.xendit.co/docs/api-keys",
        Shape = Shape.Of("xnd_development_{base64:46-70}"),
        MinEntropy = 3.5,
        Evidence = Evidence.Context,
    };

    /// <summary>19 characters; a key for tests says so before them.</summary>
    public static readonly TokenRule OmiseSecretKey = new()
    {
        Code = "AG1899",
        Name = "omise-secret-key",
        Title = "Omise secret key",
        Issuer = "Omise",
        Kind = "secret key",
        Risk = "Charges, refunds and transfers in the name of the business; behind skey_test_, test data only.",
        Revoke = "Roll it in the dashboard under Keys.",
        Reference = "https://docs.omise.co/api-authentication",
        Shape = Shape.Of("skey_{lower36:19}", "skey_test_{lower36:19}"),
        MinEntropy = 3.0,
    };

    /// <summary>24 characters; a key of the sandbox may begin with its initials.</summary>
    public static readonly TokenRule MidtransServerKey = new()
    {
        Code = "AG1900",
        Name = "midtrans-server-key",
        Title = "Midtrans server key",
        Issuer = "Midtrans",
        Kind = "server key",
        Risk = "Charges and refunds in the name of the merchant; behind SB-, test data only.",
        Revoke = "Ask the support of Midtrans for a new one.",
        Reference = "https://docs.midtrans.com/docs/midtrans-account",
        Shape = Shape.Of("Mid-server-{base64url:24}", "SB-Mid-server-{base64url:24}"),
        MinEntropy = 3.3,
    };

    /// <summary>Application, date, 32 hexadecimal digits and user.</summary>
    public static readonly TokenRule MercadoPagoToken = new()
    {
        Code = "AG1901",
        Name = "mercado-pago-token",
        Title = "Mercado Pago access token",
        Issuer = "Mercado Pago",
        Kind = "access token",
        Risk = "Charges, refunds and reads the payments of the user.",
        Revoke = "Renew it on the credentials page of the application.",
        Reference = "https://www.mercadopago.com/developers/en/docs/credentials",
        Shape = Shape.Of("APP_USR-{digit:13-19}-{digit:6}-{hex:32}-{digit:6-12}"),
    };

    /// <summary>32 and 8 hexadecimal digits.</summary>
    public static readonly TokenRule CashfreeSecretKey = new()
    {
        Code = "AG1902",
        Name = "cashfree-secret-key",
        Title = "Cashfree secret key",
        Issuer = "Cashfree",
        Kind = "secret key",
        Risk = "Makes orders and refunds in the name of the merchant.",
        Revoke = "Delete it in the dashboard under Developers > API Keys.",
        Reference = "https://www.cashfree.com/docs/api-reference/authentication",
        Shape = Shape.Of("cfsk_ma_prod_{hex:32}_{hex:8}"),
    };

    /// <summary>12 and four times 4 hexadecimal digits.</summary>
    public static readonly TokenRule EbayCertId = new()
    {
        Code = "AG1903",
        Name = "ebay-cert-id",
        Title = "eBay production certificate ID",
        Issuer = "eBay",
        Kind = "client secret",
        Risk = "Makes tokens in the name of the application.",
        Revoke = "Rotate it on the page of the application keys.",
        Reference = "https://developer.ebay.com/api-docs/static/gs_ebay-rest-getting-started.html",
        Shape = Shape.Of("PRD-{hex:12}-{hex:4}-{hex:4}-{hex:4}-{hex:4}"),
        MinEntropy = 3.0,
    };

    /// <summary>37 characters and a CRC-32.</summary>
    public static readonly TokenRule PolarToken = new()
    {
        Code = "AG1904",
        Name = "polar-token",
        Title = "Polar access token",
        Issuer = "Polar",
        Kind = "organisation or personal access token",
        Risk = "Reads customers and orders and changes products of the organisation.",
        Revoke = "Revoke it in the settings of the organisation or of the account.",
        Reference = "https://polar.sh/docs/integrate/authentication",
        Shape = Shape.Of(
            "polar_oat_{base62:43}",
            // Those issued before January 2025 are token_urlsafe of 32 bytes, without a checksum.
            "polar_pat_{base64url:43}",
            "polar_at_u_{base64url:43}",
            "polar_at_o_{base64url:43}",
            "polar_rt_u_{base64url:43}",
            "polar_rt_o_{base64url:43}"),
        Proof = new Crc32Base62Proof(-43, 6, rejects: false),
        MinEntropy = 3.5,
    };

    /// <summary>32 hexadecimal digits.</summary>
    public static readonly TokenRule ShopifyThemePassword = new()
    {
        Code = "AG1905",
        Name = "shopify-theme-password",
        Title = "Shopify theme access password",
        Issuer = "Shopify",
        Kind = "theme access password",
        Risk = "Changes the themes of the shop.",
        Revoke = "Delete it in the Theme Access app.",
        Reference = "https://shopify.dev/docs/storefronts/themes/tools/theme-access",
        Shape = Shape.Of("shptka_{hex:32}"),
    };

    /// <summary>
    /// Two parts in base64, the first of which always ends in the same 17 bytes, in one of the three ways in which base64 can write them. A third part of 16 to
    /// 20 characters follows; it may have any sign in it, so that where it ends is not to be told.
    /// </summary>
    public static readonly TokenRule AdyenKey = new()
    {
        Code = "AG1736",
        Name = "adyen-key",
        Title = "Adyen API key",
        Issuer = "Adyen",
        Kind = "API key",
        Risk = "Makes payments and refunds for the merchant.",
        Revoke = "Generate a new one in the customer area under API credentials.",
        Reference = "https://docs.adyen.com/development-resources/api-credentials/",
        Shape = Shape.Of(
            "AQ{[EF]:1}{base64:1}hmf{base64:30-110}QwV1bDb7kfNy1WIxIIkxgBw==-{base64:43}=",
            "AQ{[EF]:1}{base64:1}hmf{base64:30-110}EMFdWw2+5HzctViMSCJMYAc=-{base64:43}=",
            "AQ{[EF]:1}{base64:1}hmf{base64:30-110}BDBXVsNvuR83LVYjEgiTGAH-{base64:43}="),
        MinEntropy = 4.0,
    };
}
