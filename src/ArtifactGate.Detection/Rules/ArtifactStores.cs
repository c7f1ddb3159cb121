namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of servers that keep packages and images.</summary>
internal static class ArtifactStores
{
    /// <summary>30 hexadecimal digits and 6 letters or digits behind a prefix.</summary>
    public static readonly TokenRule Cloudsmith = new()
    {
        Code = "AG1511",
        Name = "cloudsmith-api-key",
        Title = "Cloudsmith API key",
        Issuer = "Cloudsmith",
        Kind = "API key",
        Risk = "Reads and publishes packages and images as its owner.",
        Revoke = "Refresh it under API Key.",
        Reference = "https://docs.cloudsmith.com/authentication/api-key",
        Shape = Shape.Of("csa_{hex:30}{base62:6}"),
    };

    /// <summary>40 hexadecimal digits under its name.</summary>
    public static readonly ContextRule CloudsmithOlder = new()
    {
        Code = "AG1510",
        Name = "cloudsmith-api-key-older",
        Title = "Cloudsmith API key (without a prefix)",
        Issuer = "Cloudsmith",
        Kind = "API key",
        Risk = "Reads and publishes packages and images as its owner.",
        Revoke = "Refresh it under API Key.",
        Reference = "https://docs.cloudsmith.com/authentication/api-key",
        Keywords = ["cloudsmith"],
        NameWords = ["key", "token"],
        Value = new ValueShape("{hex:40}"),
    };

    /// <summary>40 hexadecimal digits under its name.</summary>
    public static readonly ContextRule ProGet = new()
    {
        Code = "AG1512",
        Name = "proget-api-key",
        Title = "ProGet API key",
        Issuer = "Inedo",
        Kind = "ProGet API key",
        Risk = "Reads or publishes packages of the feeds it is for.",
        Revoke = "Delete it under Administration > API keys.",
        Reference = "https://docs.inedo.com/docs/proget/api/apikeys",
        Keywords = ["proget"],
        NameWords = ["key", "token"],
        Value = new ValueShape("{anyhex:40}"),
    };

    /// <summary>A UUID under its name.</summary>
    public static readonly ContextRule MyGet = new()
    {
        Code = "AG1513",
        Name = "myget-api-key",
        Title = "MyGet API key",
        Issuer = "MyGet",
        Kind = "API key",
        Risk = "Reads and publishes packages of the feeds of its owner.",
        Revoke = "Regenerate it on the profile page.",
        Reference = "https://docs.myget.org/docs/reference/security",
        Keywords = ["myget"],
        NameWords = ["key", "token"],
        Value = new ValueShape(ContextShapes.Uuid),
    };

    /// <summary>A UUID or random digits under the names that push commands use.</summary>
    public static readonly ContextRule FeedKey = new()
    {
        Code = "AG1514",
        Name = "nuget-feed-key",
        Title = "API key of a NuGet feed",
        Issuer = "NuGet",
        Kind = "API key of a feed",
        Risk = "Publishes packages in the name of its owner.",
        Revoke = "Make a new key on the server of the feed.",
        Reference = "https://learn.microsoft.com/en-us/nuget/reference/cli-reference/cli-ref-push",
        Keywords = ["nuget_api_key", "nugetapikey", "nuget-api-key", "x-nuget-apikey", "nuget_key", "setapikey"],
        Value = new ValueShape(ContextShapes.Uuid, "{hex:32}", "{hex:40}"),
    };

    /// <summary>The key that a push command is given.</summary>
    public static readonly ContextRule PushKey = new()
    {
        Code = "AG1515",
        Name = "nuget-push-key",
        Title = "API key in a push command",
        Issuer = "NuGet",
        Kind = "API key of a feed",
        Risk = "Publishes packages in the name of its owner.",
        Revoke = "Make a new key on the server of the feed.",
        Reference = "https://learn.microsoft.com/en-us/dotnet/core/tools/dotnet-nuget-push",
        Keywords = ["nuget push", "nuget.exe push", "choco push", "choco apikey", "choco setapikey"],
        Switches = ["-k", "--api-key", "-apikey"],
        Value = new ValueShape(ContextShapes.Uuid, "{base62:32-80}"),
        MaxDistance = 300,
    };

    /// <summary>A UUID under its name.</summary>
    public static readonly ContextRule Chocolatey = new()
    {
        Code = "AG1523",
        Name = "chocolatey-api-key",
        Title = "Chocolatey API key",
        Issuer = "Chocolatey",
        Kind = "API key",
        Risk = "Publishes packages in the name of its owner.",
        Revoke = "Reset it on the account page.",
        Reference = "https://docs.chocolatey.org/en-us/create/commands/apikey/",
        Keywords = ["chocolatey", "choco_api"],
        NameWords = ["key"],
        Value = new ValueShape(ContextShapes.Uuid),
    };

    /// <summary>64 upper-case letters and digits, or 40 characters, under its name.</summary>
    public static readonly ContextRule Quay = new()
    {
        Code = "AG1525",
        Name = "quay-robot-token",
        Title = "Quay token",
        Issuer = "Red Hat Quay",
        Kind = "robot account or OAuth token",
        Risk = "Pulls or pushes images of the repositories it is for.",
        Revoke = "Regenerate it under Robot accounts.",
        Reference = "https://docs.redhat.com/en/documentation/red_hat_quay/",
        Keywords = ["quay"],
        NameWords = ["token", "password", "robot", "secret"],
        Value = new ValueShape("{upper36:64}", "{base62:40}"),
    };

    /// <summary>64 upper-case letters and digits that a login command is given.</summary>
    public static readonly ContextRule QuayLogin = new()
    {
        Code = "AG1533",
        Name = "quay-login-token",
        Title = "Quay robot account token in a login command",
        Issuer = "Red Hat Quay",
        Kind = "robot account token",
        Risk = "Pulls or pushes images of the repositories it is for.",
        Revoke = "Regenerate it under Robot accounts.",
        Reference = "https://docs.redhat.com/en/documentation/red_hat_quay/",
        Keywords = ["docker login", "podman login", "skopeo login", "buildah login", "registry login"],
        Switches = ["-p", "--password"],
        Value = new ValueShape("{upper36:64}"),
        MinEntropy = 3.5,
        MaxDistance = 300,
    };

    /// <summary>48 hexadecimal digits under its name.</summary>
    public static readonly ContextRule PackageCloud = new()
    {
        Code = "AG1527",
        Name = "packagecloud-token",
        Title = "Packagecloud API token",
        Issuer = "Packagecloud",
        Kind = "API token",
        Risk = "Reads and publishes packages as its owner.",
        Revoke = "Regenerate it under API token.",
        Reference = "https://packagecloud.io/docs/api",
        Keywords = ["packagecloud"],
        NameWords = ["token"],
        Value = new ValueShape("{hex:48}"),
    };

    /// <summary>The key is a part of the address of the feed.</summary>
    public static readonly TokenRule DevExpress = new()
    {
        Code = "AG1531",
        Name = "devexpress-feed-key",
        Title = "DevExpress NuGet feed key",
        Issuer = "DevExpress",
        Kind = "feed key",
        Risk = "Downloads the packages that its owner has licensed.",
        Revoke = "Regenerate the feed address in the download manager.",
        Reference = "https://docs.devexpress.com/GeneralInformation/116042/nuget/obtain-your-nuget-feed-credentials",
        Shape = Shape.Of("https://nuget.devexpress.com/{base62:40-60}/api"),
        MinEntropy = 3.5,
    };
}
