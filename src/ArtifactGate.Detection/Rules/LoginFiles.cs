using ArtifactGate.Detection.Content;

namespace ArtifactGate.Detection.Rules;

/// <summary>Files in which programs keep the logins of whoever works with them.</summary>
internal static class LoginFiles
{
    /// <summary>PostgreSQL.</summary>
    public static readonly ContentRule PgPass = new PgPassRule
    {
        Code = "AG3025",
        Name = "pgpass",
        Title = "Database passwords in .pgpass",
        Issuer = "PostgreSQL",
        Kind = "database password",
        Risk = "Logs in to the database as the user.",
        Revoke = "Change the password of the user (ALTER ROLE), and leave the file out of what ships.",
        Reference = "https://www.postgresql.org/docs/current/libpq-pgpass.html",
        Specificity = 20,
    };

    /// <summary>Not those that a master password encrypts.</summary>
    public static readonly ContentRule FileZilla = new FileZillaRule
    {
        Code = "AG3026",
        Name = "filezilla-sites",
        Title = "Server passwords in a site list of FileZilla",
        Issuer = "FileZilla",
        Kind = "server password",
        Risk = "Reads and replaces the files of the server.",
        Revoke = "Change the password at the server, and leave the file out of what ships.",
        Reference = "https://wiki.filezilla-project.org/FileZilla_Client_PasswordStorage",
        Specificity = 20,
    };

    /// <summary>Windows Setup.</summary>
    public static readonly ContentRule AnswerFile = new AnswerFileRule
    {
        Code = "AG3027",
        Name = "windows-answer-file",
        Title = "Password in an answer file of Windows Setup",
        Issuer = "Windows",
        Kind = "account password",
        Risk = "Logs on to every machine that was set up with it, often as its administrator.",
        Revoke = "Change the password on those machines.",
        Reference = "https://learn.microsoft.com/windows-hardware/customize/desktop/unattend/microsoft-windows-shell-setup-autologon-password",
        Specificity = 20,
    };
}
