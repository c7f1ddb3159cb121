using ArtifactGate.Detection.Tokens;

namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials that carry the place they are for with them.</summary>
internal static class ConnectionStrings
{
    /// <summary>A key of base64 under one of the names that Azure services use.</summary>
    public static readonly TokenRule Key = new()
    {
        Code = "AG1211",
        Name = "connection-string-key",
        Title = "Key in a connection string",
        Issuer = "Azure",
        Kind = "account or shared access key",
        Risk = "Reads and changes what the account or namespace holds.",
        Revoke = "Regenerate the key under Access keys or Shared access policies of the resource.",
        Reference = "https://learn.microsoft.com/en-us/azure/storage/common/storage-configure-connection-string",
        Shape = new ConnectionStringShape(["AccountKey", "AccessKey"], isKey: true),
    };

    /// <summary>A password beside the host that it is for.</summary>
    public static readonly TokenRule Password = new()
    {
        Code = "AG1212",
        Name = "connection-string-password",
        Title = "Password in a connection string",
        Issuer = "unknown",
        Kind = "password",
        Risk = "Logs in to the server that the connection string names.",
        Revoke = "Change the password of the user on that server.",
        Reference = "https://learn.microsoft.com/en-us/dotnet/framework/data/adonet/connection-string-syntax",
        Shape = new ConnectionStringShape(["Password", "Pwd"], isKey: false),
        Guessable = true,
        Specificity = -1,
    };

    /// <summary>A password between user and host.</summary>
    public static readonly TokenRule Url = new()
    {
        Code = "AG1213",
        Name = "url-password",
        Title = "Password in an address",
        Issuer = "unknown",
        Kind = "password",
        Risk = "Logs in to the host that the address names.",
        Revoke = "Change the password, or revoke the token, at that host.",
        Reference = "https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1",
        Shape = new UrlCredentialShape(),
        Guessable = true,
        Specificity = -1,
    };

    /// <summary>A password beside the machine and the login that it is for, wherever a <c>.netrc</c> is written.</summary>
    public static readonly TokenRule Netrc = new()
    {
        Code = "AG1215",
        Name = "netrc-password",
        Title = "Password of a .netrc login",
        Issuer = "unknown",
        Kind = "password",
        Risk = "Logs in to the machine that stands beside it.",
        Revoke = "Change the password, or revoke the token, at that machine.",
        Reference = "https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html",
        Shape = new NetrcTextShape(),
        Guessable = true,
        Evidence = Evidence.Context,
        Specificity = -1,
    };

    /// <summary>The signature of an address or header that grants what its parameters say.</summary>
    public static readonly TokenRule SharedAccessSignature = new()
    {
        Code = "AG1214",
        Name = "azure-sas",
        Title = "Azure shared access signature",
        Issuer = "Azure",
        Kind = "shared access signature",
        Risk = "Does what its permissions say, without any login, until it expires.",
        Revoke = "Rotate the key or delete the stored access policy that it was signed with.",
        Reference = "https://learn.microsoft.com/en-us/azure/storage/common/storage-sas-overview",
        Shape = new SharedSignatureShape(),
    };
}
