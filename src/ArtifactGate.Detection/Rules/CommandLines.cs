namespace ArtifactGate.Detection.Rules;

/// <summary>Passwords that a command is given, in scripts, logs and the history of a shell.</summary>
internal static class CommandLines
{
    /// <summary>Behind a switch of its own.</summary>
    public static readonly ContextRule Switch = new()
    {
        Code = "AG4004",
        Name = "command-password",
        Title = "Password in a command",
        Issuer = "unknown",
        Kind = "password",
        Risk = "Logs in wherever the command does.",
        Revoke = "Change the password there, and let the command read it from where it is kept.",
        Reference = "https://cwe.mitre.org/data/definitions/214.html",
        Keywords = ["docker login", "podman login", "skopeo login", "buildah login", "registry login", "sqlcmd", "bcp ", "osql", "sshpass", "az login", "nuget sources", "nuget source", "nuget add source", "nuget update source", "wget", "mongosh", "mongodump", "mongorestore", "psexec", "twine upload", "security import", "unlock-keychain"],
        Switches = ["-p", "--password", "-password", "--http-password", "--ftp-password"],
        Value = new ValueShape(ContextShapes.Password),
        MaxDistance = 300,
        MinEntropy = 2.5,
        Guessable = true,
        Specificity = -1,
    };

    /// <summary>Behind a switch with nothing between.</summary>
    public static readonly ContextRule Attached = new()
    {
        Code = "AG4005",
        Name = "mysql-command-password",
        Title = "Password in a database command",
        Issuer = "unknown",
        Kind = "password",
        Risk = "Logs in to the database, or opens the archive, that the command does.",
        Revoke = "Change the password there, and let the command read it from where it is kept.",
        Reference = "https://dev.mysql.com/doc/refman/8.4/en/password-security-user.html",
        Keywords = ["mysql ", "mysqldump", "mysqladmin", "mysqlimport", "mariadb ", "mariadb-dump", "mariadb-admin", "sshpass", "7z a", "7z x", "7za a", "7za x"],
        Switches = ["-p"],
        SwitchTouchesValue = true,

        // What an equals sign follows is a longer switch.
        Value = new ValueShape("{[A-Za-z0-9!#*+._~^-]:1}{[A-Za-z0-9!#*+./:?@^_~|-]:7-63}"),
        MaxDistance = 300,
        MinEntropy = 2.5,
        Guessable = true,
        Specificity = -1,
    };

    /// <summary>Behind the user and a colon.</summary>
    public static readonly ContextRule Curl = new()
    {
        Code = "AG4006",
        Name = "curl-command-password",
        Title = "Password in a curl command",
        Issuer = "unknown",
        Kind = "password",
        Risk = "Logs in wherever the command does.",
        Revoke = "Change the password there, and let the command read it from where it is kept.",
        Reference = "https://curl.se/docs/manpage.html",
        Keywords = ["curl"],
        Switches = ["-u", "--user", "--proxy-user"],
        EndsUser = ':',
        Value = new ValueShape(ContextShapes.Password),
        MaxDistance = 400,
        MinEntropy = 2.5,
        Guessable = true,
        Specificity = -1,
    };

    /// <summary>Behind the user and a blank.</summary>
    public static readonly ContextRule NetUse = new()
    {
        Code = "AG4007",
        Name = "net-use-password",
        Title = "Password in a net use command",
        Issuer = "unknown",
        Kind = "password",
        Risk = "Opens whatever the user may on that server.",
        Revoke = "Change the password of the user.",
        Reference = "https://learn.microsoft.com/windows-server/administration/windows-commands/net-use",
        Keywords = ["net use"],
        Switches = ["/user"],
        EndsUser = ' ',
        Value = new ValueShape(ContextShapes.Password),
        MaxDistance = 300,
        MinEntropy = 2.5,
        Guessable = true,
        Specificity = -1,
    };

    /// <summary>Behind the word that says where it comes from.</summary>
    public static readonly ContextRule OpenSsl = new()
    {
        Code = "AG4008",
        Name = "openssl-command-password",
        Title = "Password in an openssl command",
        Issuer = "unknown",
        Kind = "password of a key",
        Risk = "Opens the key or the file it protects, wherever that is found.",
        Revoke = "Change the password of the key, and treat the key as exposed where both shipped.",
        Reference = "https://docs.openssl.org/master/man1/openssl-passphrase-options/",
        Keywords = ["openssl"],
        Switches = ["-passin pass", "-passout pass", "-pass pass"],
        Value = new ValueShape(ContextShapes.Password),
        MaxDistance = 300,
        MinEntropy = 2.5,
        Guessable = true,
        Specificity = -1,
    };

    /// <summary>Made a secure string of in the script that has it in clear.</summary>
    public static readonly ContextRule SecureString = new()
    {
        Code = "AG4009",
        Name = "powershell-password",
        Title = "Password in a PowerShell script",
        Issuer = "unknown",
        Kind = "password",
        Risk = "Logs in wherever the script does.",
        Revoke = "Change the password there, and let the script read it from a vault or from its caller.",
        Reference = "https://learn.microsoft.com/powershell/utility-modules/psscriptanalyzer/rules/avoidusingconverttosecurestringwithplaintext",
        Keywords = ["convertto-securestring", "convertto-securestring -string", "convertto-securestring -asplaintext", "convertto-securestring -asplaintext -force", "convertto-securestring -asplaintext -string"],

        // What a dash begins is a parameter.
        Value = new ValueShape("{[A-Za-z0-9!#*+._~^]:1}{[A-Za-z0-9!#*+./:=?@^_~|-]:7-63}"),
        MaxDistance = 16,
        MinEntropy = 2.5,
        Guessable = true,
        Specificity = -1,
    };
}
