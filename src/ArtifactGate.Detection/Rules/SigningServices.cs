using ArtifactGate.Detection.Tokens;

namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of services that sign code.</summary>
internal static class SigningServices
{
    /// <summary>A long random text under its name.</summary>
    public static readonly ContextRule SignPath = new()
    {
        Code = "AG1581",
        Name = "signpath-api-token",
        Title = "SignPath API token",
        Issuer = "SignPath",
        Kind = "API token",
        Risk = "Signs code that then passes for the publisher's.",
        Revoke = "Delete it under the profile of the user or the CI user.",
        Reference = "https://docs.signpath.io/build-system-integration",
        Keywords = ["signpath", "ciuser"],
        NameWords = ["token"],
        Value = new ValueShape("{[A-Za-z0-9+/=_-]:32-90}"),
        MinEntropy = 3.8,
    };

    /// <summary>26 and 62 hexadecimal digits under its name.</summary>
    public static readonly ContextRule DigiCertApiKey = new()
    {
        Code = "AG1582",
        Name = "digicert-one-api-key",
        Title = "DigiCert ONE API key",
        Issuer = "DigiCert",
        Kind = "DigiCert ONE API key",
        Risk = "With the client certificate, signs code that then passes for the publisher's.",
        Revoke = "Revoke it under Admin profile > API tokens.",
        Reference = "https://docs.digicert.com/en/software-trust-manager/get-started/requirements.html",
        Keywords = ["sm_api_key", "smctl creds save", "smctl credentials save"],
        Value = new ValueShape("{hex:26}_{hex:62}", "{[A-Za-z0-9_-]:60-120}"),
    };

    /// <summary>A password under its name.</summary>
    public static readonly ContextRule DigiCertPassword = new()
    {
        Code = "AG1583",
        Name = "digicert-client-cert-password",
        Title = "DigiCert ONE client certificate password",
        Issuer = "DigiCert",
        Kind = "password of the client certificate",
        Risk = "With the API key, signs code that then passes for the publisher's.",
        Revoke = "Make a new client authentication certificate.",
        Reference = "https://docs.digicert.com/en/software-trust-manager/get-started/requirements.html",
        Keywords = ["sm_client_cert_password"],
        Value = new ValueShape(ContextShapes.Password),
        MinEntropy = 2.5,
        Guessable = true,
    };

    /// <summary>A password behind the API key that the command takes with it.</summary>
    public static readonly TokenRule DigiCertSaved = new()
    {
        Code = "AG1599",
        Name = "digicert-saved-password",
        Title = "DigiCert ONE client certificate password in a command",
        Issuer = "DigiCert",
        Kind = "password of the client certificate",
        Risk = "With the API key, signs code that then passes for the publisher's.",
        Revoke = "Make a new client authentication certificate.",
        Reference = "https://docs.digicert.com/en/software-trust-manager/client-tools/command-line-interface/smctl/manage-credentials/save-credentials.html",
        Shape = new CommandArgumentShape(["smctl creds save ", "smctl credentials save "], others: 1),
        Guessable = true,
    };

    /// <summary>A password under its name.</summary>
    public static readonly ContextRule ESignerPassword = new()
    {
        Code = "AG1584",
        Name = "esigner-password",
        Title = "SSL.com eSigner password",
        Issuer = "SSL.com",
        Kind = "eSigner password",
        Risk = "With the TOTP secret, signs code that then passes for the publisher's.",
        Revoke = "Change the password of the account.",
        Reference = "https://www.ssl.com/guide/esigner-codesigntool-command-guide/",
        Keywords = ["es_password", "esigner_password"],
        Value = new ValueShape(ContextShapes.Password),
        MinEntropy = 2.5,
        Guessable = true,
    };

    /// <summary>32 bytes in base64, or base32, under its name.</summary>
    public static readonly ContextRule ESignerTotp = new()
    {
        Code = "AG1585",
        Name = "esigner-totp-secret",
        Title = "SSL.com eSigner TOTP secret",
        Issuer = "SSL.com",
        Kind = "eSigner TOTP secret",
        Risk = "Makes one-time passwords for ever, and with them signatures.",
        Revoke = "Reset it on the page of the order.",
        Reference = "https://www.ssl.com/guide/esigner-codesigntool-command-guide/",
        Keywords = ["totp_secret"],
        Value = new ValueShape("{base64:43}=", "{BASE32:16-64}"),
        MinEntropy = 3.0,
    };

    /// <summary>The password that the command is given.</summary>
    public static readonly ContextRule CodeSignTool = new()
    {
        Code = "AG1600",
        Name = "codesigntool-password",
        Title = "SSL.com password in a CodeSignTool command",
        Issuer = "SSL.com",
        Kind = "eSigner password",
        Risk = "With the TOTP secret, signs code that then passes for the publisher's.",
        Revoke = "Change the password of the account.",
        Reference = "https://www.ssl.com/guide/esigner-codesigntool-command-guide/",
        Keywords = ["codesigntool"],
        Switches = ["-password"],
        Value = new ValueShape(ContextShapes.Password),
        MaxDistance = 400,
        MinEntropy = 2.5,
        Guessable = true,
    };

    /// <summary>The secret that the command is given.</summary>
    public static readonly ContextRule AzureSignTool = new()
    {
        Code = "AG1587",
        Name = "azuresigntool-secret",
        Title = "Key Vault secret in a signing command",
        Issuer = "Microsoft Entra",
        Kind = "client secret or access token for Key Vault",
        Risk = "Signs with the certificates of the vault.",
        Revoke = "Delete the secret of the application.",
        Reference = "https://github.com/vcsjones/AzureSignTool",
        Keywords = ["azuresigntool", "nugetkeyvaultsigntool", "code azure-key-vault"],
        Switches = ["-kvs", "--azure-key-vault-client-secret", "-kva", "--azure-key-vault-accesstoken"],
        Value = new ValueShape("{[A-Za-z0-9_~]:1}{[A-Za-z0-9._~+=-]:19-89}"),
        MaxDistance = 500,
        MinEntropy = 3.3,
    };

    /// <summary>Four groups of four letters under its name.</summary>
    public static readonly ContextRule AppleAppPassword = new()
    {
        Code = "AG1592",
        Name = "apple-app-password",
        Title = "Apple app-specific password",
        Issuer = "Apple",
        Kind = "app-specific password",
        Risk = "Submits and notarizes apps as its owner.",
        Revoke = "Revoke it at account.apple.com.",
        Reference = "https://support.apple.com/en-us/102654",
        Keywords = ["app_specific_password", "application_specific_password", "app-specific-password", "appspecificpassword", "apple_password", "apple_id_password", "appleidpassword"],
        Value = new ValueShape("{lower:4}-{lower:4}-{lower:4}-{lower:4}"),
        MinEntropy = 2.8,
    };

    /// <summary>The password that the command is given.</summary>
    public static readonly ContextRule NotaryTool = new()
    {
        Code = "AG1593",
        Name = "notarytool-password",
        Title = "Apple app-specific password in a notarytool command",
        Issuer = "Apple",
        Kind = "app-specific password",
        Risk = "Submits and notarizes apps as its owner.",
        Revoke = "Revoke it at account.apple.com.",
        Reference = "https://developer.apple.com/documentation/security/customizing-the-notarization-workflow",
        Keywords = ["notarytool", "altool"],
        Switches = ["--password", "-p"],
        Value = new ValueShape("{lower:4}-{lower:4}-{lower:4}-{lower:4}"),
        MaxDistance = 300,
        MinEntropy = 2.8,
    };
}
