using ArtifactGate.Detection.Tokens;

namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of package registries.</summary>
internal static class PackageFeeds
{
    /// <summary>46 base32 digits, of either case, the first 20 of them "v4" and ten bytes.</summary>
    public static readonly TokenRule NuGetGallery = new()
    {
        Code = "AG1040",
        Name = "nuget-api-key",
        Title = "NuGet gallery API key",
        Issuer = "nuget.org",
        Kind = "API key",
        Risk = "Publishes packages in the name of its owner, that others restore and run.",
        Revoke = "Regenerate or delete it under API Keys of the nuget.org account.",
        Reference = "https://learn.microsoft.com/en-us/nuget/nuget-org/scoped-api-keys",
        Shape = Shape.Of("(?i)oy2{[a-pA-P]:1}{[a-zA-Z2-7]:15}{[aqAQ]:1}{[a-zA-Z2-7]:25}{[aeimquyAEIMQUY4]:1}"),
        Proof = new NuGetKeyProof(),
        MinEntropy = 3.2,
    };

    /// <summary>30 base62 characters and their CRC-32 in 6.</summary>
    public static readonly TokenRule Npm = new()
    {
        Code = "AG1041",
        Name = "npm-token",
        Title = "npm access token",
        Issuer = "npm",
        Kind = "access token",
        Risk = "Publishes packages in the name of its owner, or reads private ones.",
        Revoke = "Revoke it under Access Tokens of the npm account.",
        Reference = "https://docs.npmjs.com/about-access-tokens",
        Shape = Shape.Of("npm_{base62:36}"),
        Proof = new Crc32Base62Proof(bodyStart: 4, checkLength: 6),
    };

    /// <summary>A macaroon whose first caveats name the registry.</summary>
    public static readonly TokenRule PyPi = new()
    {
        Code = "AG1042",
        Name = "pypi-token",
        Title = "PyPI API token",
        Issuer = "PyPI",
        Kind = "API token",
        Risk = "Uploads releases of a project, or of all projects of the account.",
        Revoke = "Remove it under Account settings > API tokens.",
        Reference = "https://pypi.org/help/#apitoken",
        Shape = Shape.Of("pypi-AgEIcHlwaS5vcmc{base64url:50-1000}"),
        Proof = new PyPiMacaroonProof("pypi-", "pypi.org"),
    };

    /// <summary>A macaroon whose first caveats name the registry.</summary>
    public static readonly TokenRule TestPyPi = new()
    {
        Code = "AG1043",
        Name = "testpypi-token",
        Title = "TestPyPI API token",
        Issuer = "TestPyPI",
        Kind = "API token",
        Risk = "Uploads releases to the test registry, from which some install.",
        Revoke = "Remove it under Account settings > API tokens.",
        Reference = "https://test.pypi.org/help/#apitoken",
        Shape = Shape.Of("pypi-AgENdGVzdC5weXBpLm9yZw{base64url:50-1000}"),
        Proof = new PyPiMacaroonProof("pypi-", "test.pypi.org"),
    };

    /// <summary>48 hexadecimal digits.</summary>
    public static readonly TokenRule RubyGems = new()
    {
        Code = "AG1044",
        Name = "rubygems-key",
        Title = "RubyGems API key",
        Issuer = "RubyGems",
        Kind = "API key",
        Risk = "Pushes and yanks gems of its owner.",
        Revoke = "Delete it under Settings > API keys.",
        Reference = "https://guides.rubygems.org/api-key-scopes/",
        Shape = Shape.Of("rubygems_{hex:48}"),
    };

    /// <summary>32 characters after the prefix.</summary>
    public static readonly TokenRule CratesIo = new()
    {
        Code = "AG1045",
        Name = "crates-io-token",
        Title = "crates.io API token",
        Issuer = "crates.io",
        Kind = "API token",
        Risk = "Publishes and yanks crates of its owner.",
        Revoke = "Revoke it under Account Settings > API Tokens.",
        Reference = "https://doc.rust-lang.org/cargo/reference/publishing.html",
        Shape = Shape.Of("cio{base62:32}"),
        MinEntropy = 3.5,
    };

    /// <summary>27 characters.</summary>
    public static readonly TokenRule DockerHubPersonal = new()
    {
        Code = "AG1046",
        Name = "docker-hub-pat",
        Title = "Docker Hub personal access token",
        Issuer = "Docker",
        Kind = "personal access token",
        Risk = "Pulls private images and pushes to the repositories of its owner.",
        Revoke = "Delete it under Account settings > Personal access tokens.",
        Reference = "https://docs.docker.com/security/access-tokens/",
        Shape = Shape.Of("dckr_pat_{base64url:27}"),
    };

    /// <summary>32 characters.</summary>
    public static readonly TokenRule DockerHubOrganization = new()
    {
        Code = "AG1047",
        Name = "docker-hub-oat",
        Title = "Docker Hub organisation access token",
        Issuer = "Docker",
        Kind = "organisation access token",
        Risk = "Pulls and pushes images of the organisation.",
        Revoke = "Delete it under the access tokens of the organisation.",
        Reference = "https://docs.docker.com/enterprise/security/access-tokens/",
        Shape = Shape.Of("dckr_oat_{base64url:32}"),
    };

    /// <summary>A fixed prefix and 69 to 70 characters.</summary>
    public static readonly TokenRule JFrogApiKey = new()
    {
        Code = "AG1048",
        Name = "jfrog-api-key",
        Title = "JFrog API key",
        Issuer = "JFrog",
        Kind = "API key",
        Risk = "Deploys to and reads from the repositories of its owner.",
        Revoke = "Revoke the API key on the profile page.",
        Reference = "https://jfrog.com/help/r/jfrog-platform-administration-documentation/api-key",
        Shape = Shape.Of("AKCp{digit:1}{base62:67-70}"),
    };

    /// <summary>A reference token in base64 always begins like this.</summary>
    public static readonly TokenRule JFrogReference = new()
    {
        Code = "AG1049",
        Name = "jfrog-reference-token",
        Title = "JFrog reference token",
        Issuer = "JFrog",
        Kind = "reference token",
        Risk = "Deploys to and reads from the repositories its scope allows.",
        Revoke = "Revoke it under Administration > Access Tokens.",
        Reference = "https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens",
        Shape = Shape.Of("cmVmdGtuOjAx{base62:52}"),
    };

    /// <summary>32 bytes in base62 after a prefix that tells the kind; older ones are a UUID.</summary>
    public static readonly TokenRule OpenVsx = new()
    {
        Code = "AG1051",
        Name = "open-vsx-token",
        Title = "Open VSX access token",
        Issuer = "Open VSX",
        Kind = "access token",
        Risk = "Publishes editor extensions in the name of its owner.",
        Revoke = "Delete it under Settings > Access Tokens.",
        Reference = "https://github.com/eclipse/openvsx/wiki/Publishing-Extensions",
        Shape = Shape.Of("ovsxat_{base62:43}", "ovsxtp_{base62:43}", "ovsxat_{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}", "ovsxp_{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}"),
    };

    /// <summary>What the credential provider reads from VSS_NUGET_EXTERNAL_FEED_ENDPOINTS, and settings of the same form.</summary>
    public static readonly TokenRule FeedEndpoint = new()
    {
        Code = "AG1532",
        Name = "feed-endpoint-password",
        Title = "Password of a feed endpoint",
        Issuer = "unknown",
        Kind = "feed password",
        Risk = "Reads, and often writes, the packages of the feed.",
        Revoke = "Revoke the token or change the password at the feed; give it to the build as a secret mount, not as ARG or ENV.",
        Reference = "https://github.com/microsoft/artifacts-credprovider#environment-variables",
        Shape = new EndpointCredentialShape(),
        Guessable = true,
        Specificity = -1,
    };
}
