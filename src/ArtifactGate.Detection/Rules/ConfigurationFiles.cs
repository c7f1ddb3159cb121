using ArtifactGate.Detection.Content;

namespace ArtifactGate.Detection.Rules;

/// <summary>Files of package managers and source control that hold credentials.</summary>
internal static class ConfigurationFiles
{
    /// <summary>Passwords in clear; encrypted ones and API keys as a warning.</summary>
    public static readonly ContentRule NuGetConfig = new NuGetConfigRule
    {
        Code = "AG3001",
        Name = "nuget-config",
        Title = "Feed credentials in NuGet.Config",
        Issuer = "NuGet",
        Kind = "feed password",
        Risk = "Reads, and often writes, the packages of the feed.",
        Revoke = "Revoke the token or change the password at the feed; pass credentials by environment variable instead.",
        Reference = "https://learn.microsoft.com/nuget/reference/nuget-config-file#packagesourcecredentials",
        Specificity = 20,
    };

    /// <summary>npm and Yarn.</summary>
    public static readonly ContentRule Npmrc = new NpmrcRule
    {
        Code = "AG3002",
        Name = "npmrc",
        Title = "Registry credentials in .npmrc",
        Issuer = "npm",
        Kind = "registry credential",
        Risk = "Installs private packages and, with publish rights, replaces packages that others install.",
        Revoke = "Revoke the token at the registry (npm token revoke); write ${NPM_TOKEN} into the file instead.",
        Reference = "https://docs.npmjs.com/cli/configuring-npm/npmrc",
        Specificity = 20,
    };

    /// <summary>Registries with user and password, or a token.</summary>
    public static readonly ContentRule DockerConfig = new DockerConfigRule
    {
        Code = "AG3003",
        Name = "docker-config",
        Title = "Registry credentials in Docker's configuration",
        Issuer = "Docker",
        Kind = "registry login",
        Risk = "Pulls private images and, with push rights, replaces images that others run.",
        Revoke = "Revoke the token or change the password at the registry; use a credential helper.",
        Reference = "https://docs.docker.com/reference/cli/docker/login/",
        Specificity = 20,
    };

    /// <summary>What checkouts leave behind.</summary>
    public static readonly ContentRule GitConfig = new GitConfigRule
    {
        Code = "AG3004",
        Name = "git-config",
        Title = "Credentials in .git/config",
        Issuer = "git",
        Kind = "repository credential",
        Risk = "Reads, and often pushes to, the repositories of the account.",
        Revoke = "Revoke the token at the host; check out with persist-credentials: false and leave .git out of what ships.",
        Reference = "https://git-scm.com/docs/git-config",
        Specificity = 20,
    };

    /// <summary>The plain text store.</summary>
    public static readonly ContentRule GitCredentials = new GitCredentialsRule
    {
        Code = "AG3005",
        Name = "git-credentials",
        Title = "Credentials in .git-credentials",
        Issuer = "git",
        Kind = "repository credential",
        Risk = "Reads, and often pushes to, the repositories of the account.",
        Revoke = "Revoke the token or change the password at the host; use a credential helper that encrypts.",
        Reference = "https://git-scm.com/docs/git-credential-store",
        Specificity = 20,
    };

    /// <summary>Logins of hosts.</summary>
    public static readonly ContentRule Netrc = new NetrcRule
    {
        Code = "AG3006",
        Name = "netrc",
        Title = "Logins in .netrc",
        Issuer = "unknown",
        Kind = "login",
        Risk = "Logs in to the host as the account.",
        Revoke = "Change the password or revoke the token at the host.",
        Reference = "https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html",
        Specificity = 20,
    };

    /// <summary>Passwords and tokens of Python package indexes.</summary>
    public static readonly ContentRule Pypirc = new PypircRule
    {
        Code = "AG3007",
        Name = "pypirc",
        Title = "Index credentials in .pypirc",
        Issuer = "Python",
        Kind = "package index credential",
        Risk = "Uploads releases of the packages of the account.",
        Revoke = "Revoke the token at the index; use trusted publishing.",
        Reference = "https://packaging.python.org/en/latest/specifications/pypirc/",
        Specificity = 20,
    };

    /// <summary>Tokens of crate registries other than crates.io, which each have a form of their own.</summary>
    public static readonly ContentRule Cargo = new CargoCredentialsRule
    {
        Code = "AG3028",
        Name = "cargo-credentials",
        Title = "Registry token in Cargo's credentials",
        Issuer = "Cargo",
        Kind = "registry token",
        Risk = "Publishes versions of the crates of the account, and reads private ones.",
        Revoke = "Revoke the token at the registry; use a credential provider of Cargo instead of the file.",
        Reference = "https://doc.rust-lang.org/cargo/reference/config.html#credentials",

        // A token whose form tells its issuer is told as that.
        Specificity = -1,
    };

    /// <summary>Logins of gem servers.</summary>
    public static readonly ContentRule Bundler = new BundleConfigRule
    {
        Code = "AG3029",
        Name = "bundle-config",
        Title = "Gem server login in Bundler's configuration",
        Issuer = "Bundler",
        Kind = "gem server login",
        Risk = "Reads the private gems of the account, and may publish others.",
        Revoke = "Change the password or revoke the token at the gem server; give it to Bundler as an environment variable.",
        Reference = "https://bundler.io/man/bundle-config.1.html",
        Specificity = 20,
    };

    /// <summary>Values by the name of their variable.</summary>
    public static readonly ContentRule DotEnv = new DotEnvRule
    {
        Code = "AG3013",
        Name = "dotenv",
        Title = "Credential in an .env file",
        Issuer = "unknown",
        Kind = "environment value",
        Risk = "Whatever the variable opens.",
        Revoke = "Replace the value where it was issued; leave .env files out of what ships.",
        Reference = "https://12factor.net/config",
        Specificity = 5,
    };
}
