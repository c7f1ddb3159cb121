namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of database and storage services.</summary>
internal static class Databases
{
    /// <summary>64 characters.</summary>
    public static readonly TokenRule NeonKey = new()
    {
        Code = "AG1800",
        Name = "neon-key",
        Title = "Neon API key",
        Issuer = "Neon",
        Kind = "API key",
        Risk = "Manages every project of its owner, with the passwords of the databases.",
        Revoke = "Revoke it in the account settings under API keys.",
        Reference = "https://neon.com/docs/changelog/2025-01-31",
        Shape = Shape.Of("napi_{base62:64}"),
        MinEntropy = 3.5,
    };

    /// <summary>40 characters.</summary>
    public static readonly TokenRule MongodbAtlasSecret = new()
    {
        Code = "AG1801",
        Name = "mongodb-atlas-secret",
        Title = "MongoDB Atlas service account secret",
        Issuer = "MongoDB Atlas",
        Kind = "service account secret",
        Risk = "Manages the clusters and users of the organisation or project.",
        Revoke = "Revoke it on the page of the service account.",
        Reference = "https://www.mongodb.com/docs/atlas/api/service-accounts-overview/",
        Shape = Shape.Of("mdb_sa_sk_{base64url:40}"),
    };

    /// <summary>38 characters.</summary>
    public static readonly TokenRule ClickhouseCloudSecret = new()
    {
        Code = "AG1802",
        Name = "clickhouse-cloud-secret",
        Title = "ClickHouse Cloud API key secret",
        Issuer = "ClickHouse Cloud",
        Kind = "API key secret",
        Risk = "Manages the services of the organisation, together with the key id.",
        Revoke = "Delete the key in the console under API keys.",
        Reference = "https://clickhouse.com/docs/cloud/manage/openapi",
        Shape = Shape.Of("4b1d{base62:38}"),
        MinEntropy = 4.0,
    };

    /// <summary>Base64 of an id, a secret and a checksum.</summary>
    public static readonly TokenRule ElasticCloudKey = new()
    {
        Code = "AG1803",
        Name = "elastic-cloud-key",
        Title = "Elastic Cloud API key",
        Issuer = "Elastic Cloud",
        Kind = "API key",
        Risk = "Manages deployments and projects of the organisation.",
        Revoke = "Revoke it on the page of API keys of the organisation.",
        Reference = "https://www.elastic.co/docs/deploy-manage/api-keys/elastic-cloud-api-keys",
        Shape = Shape.Of("essu_{base64:88-96}"),
        MinEntropy = 3.5,
    };

    /// <summary>22 and 40 characters.</summary>
    public static readonly TokenRule CockroachdbKey = new()
    {
        Code = "AG1804",
        Name = "cockroachdb-key",
        Title = "CockroachDB Cloud API key",
        Issuer = "CockroachDB Cloud",
        Kind = "service account API key",
        Risk = "Manages clusters as the roles of the service account allow.",
        Revoke = "Delete it on the page of the service account.",
        Reference = "https://www.cockroachlabs.com/docs/cockroachcloud/managing-access",
        Shape = Shape.Of("CCDB1_{base62:22}_{base62:40}"),
    };

    /// <summary>19 characters, once 15.</summary>
    public static readonly TokenRule AivenPassword = new()
    {
        Code = "AG1805",
        Name = "aiven-password",
        Title = "Aiven service password",
        Issuer = "Aiven",
        Kind = "service password",
        Risk = "Signs in to the service (a database, Kafka, a cache) as its user.",
        Revoke = "Reset it on the page of the service under Users.",
        Reference = "https://aiven.io/docs/platform/howto/list-service",
        Shape = Shape.Of("AVNS_{base64url:19}", "AVNS_{base64url:15}"),
        MinEntropy = 3.0,
    };

    /// <summary>A client id and 64 hexadecimal digits.</summary>
    public static readonly TokenRule AstraToken = new()
    {
        Code = "AG1806",
        Name = "astra-token",
        Title = "DataStax Astra token",
        Issuer = "DataStax",
        Kind = "application token",
        Risk = "Reads and changes the databases as its role allows.",
        Revoke = "Delete it in the settings under Tokens.",
        Reference = "https://docs.datastax.com/en/astra-cli/manage-cli.html",
        Shape = Shape.Of("AstraCS:{base62:24}:{hex:64}"),
    };

    /// <summary>27 characters of base64.</summary>
    public static readonly TokenRule BackblazeKey = new()
    {
        Code = "AG1807",
        Name = "backblaze-key",
        Title = "Backblaze B2 application key",
        Issuer = "Backblaze",
        Kind = "application key",
        Risk = "Reads and writes buckets as the key allows, together with its id.",
        Revoke = "Delete it on the page of application keys.",
        Reference = "https://www.backblaze.com/docs/cloud-storage-create-and-manage-app-keys",
        Shape = Shape.Of("K00{[1-9]:1}{base64:27}"),
        MinEntropy = 4.0,
    };

    /// <summary>54 characters of base64 and the CRC-32 of them, also in base64.</summary>
    public static readonly TokenRule ConfluentSecret = new()
    {
        Code = "AG1808",
        Name = "confluent-secret",
        Title = "Confluent Cloud API secret",
        Issuer = "Confluent",
        Kind = "API secret",
        Risk = "Reads and writes topics as the key allows, together with its id.",
        Revoke = "Delete the key in the console under API keys.",
        Reference = "https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html",
        Shape = Shape.Of("cflt{base64:60}"),
        Proof = new Crc32Base64Proof(4),
        MinEntropy = 4.0,
    };

    /// <summary>20 bytes and their CRC-32 in base62, of a user or of an organisation.</summary>
    public static readonly TokenRule XataKey = new()
    {
        Code = "AG1809",
        Name = "xata-key",
        Title = "Xata API key",
        Issuer = "Xata",
        Kind = "API key",
        Risk = "Reads and changes every database of its owner.",
        Revoke = "Delete it in the account settings.",
        Reference = "https://github.com/xataio/xata/blob/main/internal/api/key/key.go",
        Shape = Shape.Of("xau_{base62:32-36}", "xao_{base62:32-36}"),
        MinEntropy = 3.5,
    };

    /// <summary>130 and more characters.</summary>
    public static readonly TokenRule DropboxToken = new()
    {
        Code = "AG1810",
        Name = "dropbox-token",
        Title = "Dropbox access token",
        Issuer = "Dropbox",
        Kind = "short-lived access token",
        Risk = "Reads and writes the files of its owner until it expires.",
        Revoke = "Disconnect the app in the account settings under Connected apps.",
        Reference = "https://www.dropbox.com/developers/documentation/http/documentation#auth",
        ShortLived = true,
        Shape = Shape.Of("sl.{base64url:130-160}", "sl.u.{base64url:130-1300}"),
        MinEntropy = 4.5,
    };

    /// <summary>6 and 29 characters and a marker.</summary>
    public static readonly TokenRule MaxmindLicenseKey = new()
    {
        Code = "AG1811",
        Name = "maxmind-license-key",
        Title = "MaxMind license key",
        Issuer = "MaxMind",
        Kind = "license key",
        Risk = "Downloads databases and asks web services at the cost of the account.",
        Revoke = "Delete it in the account under Manage license keys.",
        Reference = "https://support.maxmind.com/knowledge-base/articles/about-license-keys-maxmind",
        Shape = Shape.Of("{base62:6}_{base62:29}_mmk"),
        MinEntropy = 3.5,
    };
}
