namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of the package registries of programming languages.</summary>
internal static class LanguageRegistries
{
    /// <summary>60 hexadecimal digits.</summary>
    public static readonly TokenRule Clojars = new()
    {
        Code = "AG1517",
        Name = "clojars-deploy-token",
        Title = "Clojars deploy token",
        Issuer = "Clojars",
        Kind = "deploy token",
        Risk = "Publishes packages in the name of its owner.",
        Revoke = "Delete it under Deploy tokens.",
        Reference = "https://github.com/clojars/clojars-web/wiki/Deploy-Tokens",
        Shape = Shape.Of("CLOJARS_{hex:60}"),
    };

    /// <summary>A prefix for each kind, random hexadecimal digits and a checksum of 8.</summary>
    public static readonly TokenRule Packagist = new()
    {
        Code = "AG1519",
        Name = "packagist-token",
        Title = "Private Packagist token",
        Issuer = "Packagist",
        Kind = "access token or API credential",
        Risk = "Reads or changes the packages of an organisation.",
        Revoke = "Delete it under the settings of the organisation or user.",
        Reference = "https://packagist.com/docs/composer-authentication",
        Shape = Shape.Of("packagist_ort_{hex:68}", "packagist_out_{hex:68}", "packagist_uut_{hex:68}", "packagist_uot_{hex:68}", "packagist_acs_{hex:64-96}", "packagist_ack_{hex:28-32}"),
        MinEntropy = 3.0,
    };

    /// <summary>A prefix for personal and for publishing tokens, and a random part.</summary>
    public static readonly TokenRule Pyx = new()
    {
        Code = "AG1520",
        Name = "pyx-token",
        Title = "pyx token",
        Issuer = "Astral",
        Kind = "pyx token",
        Risk = "Reads or publishes packages of a workspace.",
        Revoke = "Delete it in the settings of the workspace.",
        Reference = "https://docs.pyx.dev/authentication",
        Shape = Shape.Of("sk-pyx-{base62:64}", "sk-pyx-2{alpha:45}", "tp-pyx-{base62:64}", "tp-pyx-2{alpha:45}"),
    };

    /// <summary>32 hexadecimal digits under its name.</summary>
    public static readonly ContextRule HexPm = new()
    {
        Code = "AG1518",
        Name = "hex-pm-key",
        Title = "Hex API key",
        Issuer = "Hex",
        Kind = "API key",
        Risk = "Publishes packages in the name of its owner.",
        Revoke = "Revoke it under Keys.",
        Reference = "https://hex.pm/docs/publish",
        Keywords = ["hex_api_key", "hexpm_api_key"],
        Value = new ValueShape("{hex:32}"),
    };

    /// <summary>The key that the command is given on a build server.</summary>
    public static readonly ContextRule HexPmCommand = new()
    {
        Code = "AG1534",
        Name = "hex-pm-key-command",
        Title = "Hex API key in a mix command",
        Issuer = "Hex",
        Kind = "API key",
        Risk = "Fetches the private packages of the organization, or publishes its packages.",
        Revoke = "Revoke it under Keys.",
        Reference = "https://hex.pm/docs/private",
        Keywords = ["hex.organization", "hex.repo"],
        Switches = ["--key", "--auth-key"],
        Value = new ValueShape("{hex:32}"),
        MaxDistance = 200,
    };

    /// <summary>32 hexadecimal digits under its name.</summary>
    public static readonly ContextRule CocoaPods = new()
    {
        Code = "AG1521",
        Name = "cocoapods-trunk-token",
        Title = "CocoaPods trunk token",
        Issuer = "CocoaPods",
        Kind = "trunk token",
        Risk = "Publishes packages in the name of its owner.",
        Revoke = "End the session with pod trunk me clean-sessions.",
        Reference = "https://guides.cocoapods.org/making/getting-setup-with-trunk.html",
        Keywords = ["cocoapods_trunk_token"],
        Value = new ValueShape("{hex:32}"),
    };

    /// <summary>The password half of a user token.</summary>
    public static readonly ContextRule MavenCentral = new()
    {
        Code = "AG1516",
        Name = "maven-central-token",
        Title = "Maven Central user token",
        Issuer = "Sonatype",
        Kind = "user token",
        Risk = "Publishes packages in the name of its owner.",
        Revoke = "Reset it under View account > Generate user token.",
        Reference = "https://central.sonatype.org/publish/generate-portal-token/",
        Keywords = ["ossrh", "sonatype", "mavencentral", "maven_central"],
        NameWords = ["password", "token"],
        Value = new ValueShape("{[A-Za-z0-9+/]:30-60}"),
        MinEntropy = 3.5,
    };

    /// <summary>32 characters under its name.</summary>
    public static readonly ContextRule GradlePlugins = new()
    {
        Code = "AG1528",
        Name = "gradle-publish-secret",
        Title = "Gradle plugin portal secret",
        Issuer = "Gradle",
        Kind = "plugin portal secret",
        Risk = "Publishes packages in the name of its owner.",
        Revoke = "Regenerate the API key on the profile page.",
        Reference = "https://plugins.gradle.org/docs/publish-plugin",
        Keywords = ["gradle.publish", "gradle_publish"],
        NameWords = ["secret"],
        Value = new ValueShape("{base62:32}"),
    };

    /// <summary>A UUID under the name that npm reads it by.</summary>
    public static readonly ContextRule NpmLegacy = new()
    {
        Code = "AG1526",
        Name = "npm-token-legacy",
        Title = "npm access token (UUID)",
        Issuer = "npm",
        Kind = "legacy access token",
        Risk = "Publishes and installs packages as its owner.",
        Revoke = "Delete it with npm token revoke.",
        Reference = "https://docs.npmjs.com/about-access-tokens",
        Keywords = ["_authtoken", "npm_token"],
        Value = new ValueShape(ContextShapes.Uuid),
    };
}
