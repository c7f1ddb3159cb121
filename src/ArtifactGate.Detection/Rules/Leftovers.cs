using ArtifactGate.Detection.Content;

namespace ArtifactGate.Detection.Rules;

/// <summary>Files that developers, their programs and build agents leave beside what is shipped.</summary>
internal static class Leftovers
{
    /// <summary>What was typed, with every password and token on the command line.</summary>
    public static readonly FileRule ShellHistory = new()
    {
        Code = "AG3019",
        Name = "shell-history",
        Title = "Command history of a shell",
        Issuer = "unknown",
        Kind = "command history",
        Risk = "Tells every command that was typed, with the passwords and tokens that stood on the command line.",
        Revoke = "Keep the history out of what ships (in a Dockerfile: HISTFILE=/dev/null), and rotate what was typed.",
        Reference = "https://www.gnu.org/software/bash/manual/html_node/Bash-History-Facilities.html",
        Cwe = "CWE-260",
        Places =
        [
            ".bash_history", ".zsh_history", ".zhistory", ".sh_history", ".ash_history", "fish/fish_history", ".python_history", ".node_repl_history", ".mysql_history",
            ".psql_history", ".sqlite_history", ".rediscli_history", ".dbshell", "mongosh_repl_history", "PSReadLine/*_history.txt", "ConsoleHost_history.txt",
        ],
        Specificity = -10,
    };

    /// <summary>Known by the file that says what is checked out, so that a repository is one finding.</summary>
    public static readonly FileRule Repository = new()
    {
        Code = "AG3020",
        Name = "git-repository",
        Title = "Repository with its history",
        Issuer = "git",
        Kind = "repository",
        Risk = "Hands out every version of every file that was ever committed, and so what was taken out again because it was secret.",
        Revoke = "Keep .git out of what ships (a line in .dockerignore, an Exclude in the project), and rotate what the history holds.",
        Reference = "https://git-scm.com/docs/gitrepository-layout",
        Cwe = "CWE-260",
        Places = [".git/HEAD"],
        Specificity = -10,
    };

    /// <summary>Of editors, and of programs that copy to servers.</summary>
    public static readonly FileRule EditorState = new()
    {
        Code = "AG3021",
        Name = "editor-state",
        Title = "Private settings of a developer's editor",
        Issuer = "unknown",
        Kind = "settings of one person",
        Risk = "Names servers, accounts and databases of the developer, often with passwords in clear or hardly scrambled.",
        Revoke = "Keep the file out of what ships and of the repository, and change the passwords it holds.",
        Reference = "https://learn.microsoft.com/visualstudio/extensibility/internals/solution-user-options-dot-suo-file",
        Cwe = "CWE-260",
        Places =
        [
            "*.suo", "*.pubxml.user", ".idea/dataSources.local.xml", ".idea/dataSources.xml", ".idea/webServers.xml", ".idea/sshConfigs.xml", ".vscode/sftp.json",
            ".vscode/ftp-sync.json", "sftp-config.json", ".ftpconfig", ".remote-sync.json", "FileZilla/*.xml", "WinSCP.ini",
        ],
        Specificity = -10,
    };

    /// <summary>Of the agent or server that built it.</summary>
    public static readonly FileRule BuildAgent = new()
    {
        Code = "AG3022",
        Name = "build-agent-state",
        Title = "Private file of a build agent",
        Issuer = "unknown",
        Kind = "settings of a build agent",
        Risk = "Registers as the agent, or opens the credentials that the build server keeps, and so gets the secrets of every later build.",
        Revoke = "Remove the agent at the server and register it anew; keep its folder out of the one that is built in.",
        Reference = "https://www.jenkins.io/doc/developer/security/secrets/",
        Cwe = "CWE-260",
        Places =
        [
            ".credentials_rsaparams", "_runner_file_commands/*", "secrets/hudson.util.Secret", "secrets/master.key", "secrets/initialAdminPassword", ".gitlab-runner/config.toml",
            "gitlab-runner/config.toml", ".circleci/cli.yml", ".travis/config.yml", "buildkite-agent.cfg",
        ],
        Specificity = -10,
    };

    /// <summary>Of command line tools of clouds and services, where what they keep has no form of its own: a token that has is told as such.</summary>
    public static readonly FileRule ToolLogin = new()
    {
        Code = "AG3023",
        Name = "tool-login",
        Title = "Login that a command line tool keeps",
        Issuer = "unknown",
        Kind = "login of one person",
        Risk = "Acts as whoever was logged in when the folder was copied, until the session ends or is revoked.",
        Revoke = "Log out with the tool (aws sso logout, gcloud auth revoke, az logout, ...), revoke the session at the service, and copy no home folder.",
        Reference = "https://docs.cloud.google.com/docs/authentication/application-default-credentials",
        Cwe = "CWE-260",
        Places =
        [
            ".aws/sso/cache/*.json", ".aws/cli/cache/*.json", "gcloud/credentials.db", "gcloud/access_tokens.db", "gcloud/application_default_credentials.json", "legacy_credentials/*/adc.json",
            ".azure/accessTokens.json", ".azure/msal_token_cache.bin", ".azure/service_principal_entries.*", ".azure/AzureRmContext.json", ".azure/TokenCache.dat", ".bluemix/config.json",
            "com.vercel.cli/auth.json", "netlify/config.json", "configstore/firebase-tools.json", ".wrangler/config/default.toml", "hcloud/cli.toml", "scw/config.yaml", ".m2/settings-security.xml",
            "rclone.conf", ".s3cfg", ".boto", "*vnc/passwd",
        ],
        Specificity = -10,
    };

    /// <summary>What <c>dotnet user-secrets</c> keeps outside of the project.</summary>
    public static readonly ContentRule UserSecrets = new UserSecretsRule
    {
        Code = "AG3024",
        Name = "dotnet-user-secrets",
        Title = "User secrets of a .NET project",
        Issuer = "ASP.NET Core",
        Kind = "user secret",
        Risk = "Whatever the value opens: user secrets are what a developer keeps out of the project.",
        Revoke = "Replace the value where it was issued; keep secrets.json in its folder, where the configuration finds it.",
        Reference = "https://learn.microsoft.com/aspnet/core/security/app-secrets",
        Specificity = 5,
    };
}
