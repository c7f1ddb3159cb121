namespace ArtifactGate.Detection.Rules;

/// <summary>Passwords that source code and scripts give to a call, where nothing is named after them.</summary>
internal static class LoginCalls
{
    /// <summary>Behind the user.</summary>
    public static readonly ContextRule Credential = new()
    {
        Code = "AG4012",
        Name = "login-call-password",
        Title = "Password in a call that logs in",
        Issuer = "unknown",
        Kind = "password",
        Risk = "Logs in wherever the program does.",
        Revoke = "Change the password there, and let the program read it from where it is kept.",
        Reference = "https://learn.microsoft.com/dotnet/api/system.net.networkcredential.-ctor",
        Keywords =
        [
            "networkcredential", "passwordauthentication", "usernamepasswordcredentials", "httpbasicauth", "httpdigestauth", "httpntlmauth", "basicauth", "setbasicauth", "basic_auth",
            "basicauthentication", "basicauthenticator", "auth=",
        ],
        Argument = 2,
        Value = new ValueShape(ContextShapes.Password),
        MaxDistance = 300,
        MinEntropy = 2.5,
        IsCommonWord = true,
        Guessable = true,
        Specificity = -1,
    };

    /// <summary>Behind the address and the user.</summary>
    public static readonly ContextRule Database = new()
    {
        Code = "AG4013",
        Name = "database-call-password",
        Title = "Password in a call that connects to a database",
        Issuer = "unknown",
        Kind = "password",
        Risk = "Logs in to the database that the program does.",
        Revoke = "Change the password there, and let the program read it from where it is kept.",
        Reference = "https://docs.oracle.com/en/java/javase/21/docs/api/java.sql/java/sql/DriverManager.html",
        Keywords = ["mysqli_connect", "mysql_connect", "new mysqli", "new pdo", "getconnection"],
        Argument = 3,
        Value = new ValueShape(ContextShapes.Password),
        MaxDistance = 400,
        MinEntropy = 2.5,
        IsCommonWord = true,
        Guessable = true,
        Specificity = -1,
    };

    /// <summary>In the settings of the mail server.</summary>
    public static readonly ContextRule Mail = new()
    {
        Code = "AG4014",
        Name = "mail-call-password",
        Title = "Password in a call that connects to a mail server",
        Issuer = "unknown",
        Kind = "password",
        Risk = "Sends mail in the name of the account, and often reads it.",
        Revoke = "Change the password there, and let the program read it from where it is kept.",
        Reference = "https://nodemailer.com/smtp",
        Keywords = ["createtransport"],
        Argument = 1,
        Member = "pass",
        Value = new ValueShape(ContextShapes.Password),
        MaxDistance = 400,
        MinEntropy = 2.5,
        IsCommonWord = true,
        Guessable = true,
        Specificity = -1,
    };
}
