using ArtifactGate.Detection.Tokens;

namespace ArtifactGate.Detection.Rules;

/// <summary>More keys of services that host, which only their names tell.</summary>
internal static class MoreNamedHostingKeys
{
    /// <summary>Two runs of characters under its name.</summary>
    public static readonly ContextRule Ngrok = new()
    {
        Code = "AG1682",
        Name = "ngrok-token",
        Title = "ngrok authtoken or API key",
        Issuer = "ngrok",
        Kind = "authtoken or API key",
        Risk = "Opens tunnels under the domains of the account, or manages it.",
        Revoke = "Revoke it in the dashboard.",
        Reference = "https://ngrok.com/docs/api",
        Keywords = ["ngrok"],
        NameWords = ["token", "key"],
        Value = new ValueShape("{base62:25-30}_{base62:20-22}"),
        MinEntropy = 4.0,
    };

    /// <summary>A UUID under its name.</summary>
    public static readonly ContextRule Railway = new()
    {
        Code = "AG1683",
        Name = "railway-token",
        Title = "Railway API token",
        Issuer = "Railway",
        Kind = "API token",
        Risk = "Deploys to the project, or acts as its owner.",
        Revoke = "Delete it in the settings of the project or the account.",
        Reference = "https://docs.railway.com/reference/public-api",
        Keywords = ["railway"],
        NameWords = ["token"],
        Value = new ValueShape(ContextShapes.Uuid),
    };

    /// <summary>A UUID under its name.</summary>
    public static readonly ContextRule Scaleway = new()
    {
        Code = "AG1684",
        Name = "scaleway-secret",
        Title = "Scaleway secret key",
        Issuer = "Scaleway",
        Kind = "secret key",
        Risk = "Does what its application or user may.",
        Revoke = "Delete the API key in the console under IAM.",
        Reference = "https://www.scaleway.com/en/docs/iam/how-to/create-api-keys/",
        Keywords = ["scaleway", "scw_secret"],
        NameWords = ["key"],
        Value = new ValueShape(ContextShapes.Uuid),
    };

    /// <summary>32 characters under its name.</summary>
    public static readonly ContextRule Tencent = new()
    {
        Code = "AG1685",
        Name = "tencent-secret",
        Title = "Tencent Cloud secret key",
        Issuer = "Tencent Cloud",
        Kind = "secret key",
        Risk = "With its id, does what its user may.",
        Revoke = "Disable the key in the console under CAM.",
        Reference = "https://www.tencentcloud.com/document/product/598/32675",
        Keywords = ["tencentcloud", "tencent_"],
        NameWords = ["secret"],
        Value = new ValueShape("{base62:32}"),
        MinEntropy = 3.5,
    };

    /// <summary>36 characters under its name.</summary>
    public static readonly ContextRule Vultr = new()
    {
        Code = "AG1686",
        Name = "vultr-key",
        Title = "Vultr API key",
        Issuer = "Vultr",
        Kind = "API key",
        Risk = "Creates, changes and deletes everything in the account.",
        Revoke = "Regenerate it in the account under API.",
        Reference = "https://www.vultr.com/api/",
        Keywords = ["vultr"],
        NameWords = ["key", "token"],
        Value = new ValueShape("{upper36:36}", "{hex:36}"),
    };

    /// <summary>40 characters under its name.</summary>
    public static readonly ContextRule Wasabi = new()
    {
        Code = "AG1687",
        Name = "wasabi-secret",
        Title = "Wasabi secret key",
        Issuer = "Wasabi",
        Kind = "secret key",
        Risk = "With its id, reads and writes the buckets of its user.",
        Revoke = "Delete the key in the console under Access keys.",
        Reference = "https://docs.wasabi.com/docs/access-keys-1",
        Keywords = ["wasabi"],
        NameWords = ["secret"],
        Value = new ValueShape("{base62:40}"),
        MinEntropy = 4.0,
    };

    /// <summary>24 characters under its name.</summary>
    public static readonly ContextRule VercelOlder = new()
    {
        Code = "AG1688",
        Name = "vercel-token-older",
        Title = "Vercel token (older form)",
        Issuer = "Vercel",
        Kind = "token",
        Risk = "Deploys and changes the projects of its owner.",
        Revoke = "Delete it in the account settings under Tokens.",
        Reference = "https://vercel.com/docs/rest-api",
        Keywords = ["vercel"],
        NameWords = ["token", "key", "secret"],
        Value = new ValueShape("{base62:24}"),
        MinEntropy = 3.5,
    };

    /// <summary>38 characters behind two letters, under its name.</summary>
    public static readonly ContextRule YandexStatic = new()
    {
        Code = "AG1689",
        Name = "yandex-static-key",
        Title = "Yandex Cloud static access key",
        Issuer = "Yandex Cloud",
        Kind = "static access key",
        Risk = "With its id, reads and writes the buckets of the service account.",
        Revoke = "Delete the key of the service account.",
        Reference = "https://yandex.cloud/en/docs/iam/concepts/authorization/access-key",
        Keywords = ["yandex", "ycaje"],
        NameWords = ["secret", "key"],
        Value = new ValueShape("YC{base64url:38}"),
        MinEntropy = 4.0,
    };

    /// <summary>What the command and the service answer when they make a key: the secret stands behind the id of the service account, without a name of Yandex.</summary>
    public static readonly TokenRule YandexStaticAnswer = new()
    {
        Code = "AG1779",
        Name = "yandex-static-key-answer",
        Title = "Yandex Cloud static access key in the answer that made it",
        Issuer = "Yandex Cloud",
        Kind = "static access key",
        Risk = "With its id, reads and writes the buckets of the service account.",
        Revoke = "Delete the key of the service account.",
        Reference = "https://yandex.cloud/en/docs/iam/operations/authentication/manage-access-keys",
        Shape = new SecretBesideIdShape(new ValueShape("{lower36:17}"), new ValueShape("{base64url:40}"),
            "service_account_id: aje", "service_account_id\": \"aje", "serviceAccountId\": \"aje", "service_account_id\\\": \\\"aje", "serviceAccountId\\\": \\\"aje"),
        MinEntropy = 4.0,
    };

    /// <summary>6 and 16 characters under its name.</summary>
    public static readonly ContextRule KubernetesBootstrap = new()
    {
        Code = "AG1690",
        Name = "kubernetes-bootstrap-token",
        Title = "Kubernetes bootstrap token",
        Issuer = "Kubernetes",
        Kind = "bootstrap token",
        Risk = "Joins machines to the cluster until it expires.",
        Revoke = "Delete its secret in the namespace kube-system.",
        Reference = "https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/",
        Keywords = ["bootstrap_token", "bootstrap-token"],
        Value = new ValueShape("{lower36:6}.{lower36:16}"),
    };

    /// <summary>32 hexadecimal digits under its name.</summary>
    public static readonly ContextRule Teleport = new()
    {
        Code = "AG1691",
        Name = "teleport-join-token",
        Title = "Teleport join token",
        Issuer = "Teleport",
        Kind = "join token",
        Risk = "Joins machines to the cluster until it expires.",
        Revoke = "Remove it with tctl tokens rm.",
        Reference = "https://goteleport.com/docs/enroll-resources/agents/join-token/",
        Keywords = ["teleport"],
        NameWords = ["token"],
        Value = new ValueShape("{hex:32}"),
    };

    /// <summary>32 hexadecimal digits as a switch of the command that joins.</summary>
    public static readonly ContextRule TeleportCommand = new()
    {
        Code = "AG1775",
        Name = "teleport-join-command",
        Title = "Teleport join token in a command",
        Issuer = "Teleport",
        Kind = "join token",
        Risk = "Joins machines to the cluster until it expires.",
        Revoke = "Remove it with tctl tokens rm.",
        Reference = "https://goteleport.com/docs/enroll-resources/agents/join-token/",
        Keywords = ["teleport start", "teleport configure", "teleport node configure"],
        Switches = ["--token"],
        Value = new ValueShape("{hex:32}"),
        MaxDistance = 200,
    };
}
