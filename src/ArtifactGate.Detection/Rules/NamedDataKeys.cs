namespace ArtifactGate.Detection.Rules;

/// <summary>Keys of databases and of services that hold data, which only their names tell.</summary>
internal static class NamedDataKeys
{
    /// <summary>Base64 of a fixed length under its name.</summary>
    public static readonly ContextRule Aiven = new()
    {
        Code = "AG1692",
        Name = "aiven-token",
        Title = "Aiven authentication token",
        Issuer = "Aiven",
        Kind = "authentication token",
        Risk = "Manages the services of its owner.",
        Revoke = "Revoke it on the profile under Authentication tokens.",
        Reference = "https://aiven.io/docs/platform/howto/create_authentication_token",
        Keywords = ["aiven"],
        NameWords = ["token", "key"],
        Value = new ValueShape("{base64:340-372}==", "{base64:340-372}="),
    };

    /// <summary>32 characters under its name.</summary>
    public static readonly ContextRule Algolia = new()
    {
        Code = "AG1693",
        Name = "algolia-admin-key",
        Title = "Algolia admin API key",
        Issuer = "Algolia",
        Kind = "admin API key",
        Risk = "Reads, changes and deletes indices. Keys that only search are public.",
        Revoke = "Regenerate it in the dashboard under API keys.",
        Reference = "https://www.algolia.com/doc/guides/security/api-keys/",
        Keywords = ["algolia_admin", "algoliaadmin", "algolia_api"],
        NameWords = ["key"],
        Value = new ValueShape("{lower36:32}"),
    };

    /// <summary>43 characters, or 64 hexadecimal digits in older spaces, under its name.</summary>
    public static readonly ContextRule Contentful = new()
    {
        Code = "AG1694",
        Name = "contentful-delivery-token",
        Title = "Contentful delivery token",
        Issuer = "Contentful",
        Kind = "delivery token",
        Risk = "Reads what the space publishes.",
        Revoke = "Revoke it under Settings > API keys.",
        Reference = "https://www.contentful.com/developers/docs/references/authentication/",
        Keywords = ["contentful"],
        NameWords = ["token", "key"],
        Value = new ValueShape("{base64url:43}", "{hex:64}"),
        MinEntropy = 3.3,
    };

    /// <summary>64 characters under its name.</summary>
    public static readonly ContextRule ConfluentOlder = new()
    {
        Code = "AG1695",
        Name = "confluent-secret-older",
        Title = "Confluent API secret (older form)",
        Issuer = "Confluent",
        Kind = "API secret",
        Risk = "With its key, reads and writes the topics it may.",
        Revoke = "Delete the key in the console.",
        Reference = "https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html",
        Keywords = ["confluent"],
        NameWords = ["secret"],
        Value = new ValueShape("{base64:64}"),
        MinEntropy = 4.0,
    };

    /// <summary>Base64 of an id and a secret under its name.</summary>
    public static readonly ContextRule Elasticsearch = new()
    {
        Code = "AG1696",
        Name = "elasticsearch-key",
        Title = "Elasticsearch API key",
        Issuer = "Elasticsearch",
        Kind = "API key",
        Risk = "Reads and writes the indices that it may.",
        Revoke = "Invalidate it under Stack management > API keys.",
        Reference = "https://www.elastic.co/docs/deploy-manage/api-keys/elasticsearch-api-keys",
        Keywords = ["elasticsearch_api", "elastic_api", "authorization: api"],
        NameWords = ["key"],
        Value = new ValueShape("{base64:58}=="),
        MinEntropy = 4.0,
    };

    /// <summary>64 bytes in base64 under its name.</summary>
    public static readonly ContextRule Influx = new()
    {
        Code = "AG1697",
        Name = "influxdb-token",
        Title = "InfluxDB API token",
        Issuer = "InfluxDB",
        Kind = "API token",
        Risk = "Reads and writes the buckets that it may.",
        Revoke = "Delete it under Load data > API tokens.",
        Reference = "https://docs.influxdata.com/influxdb/v2/admin/tokens/",
        Keywords = ["influx"],
        NameWords = ["token"],
        Value = new ValueShape("{base64url:86}=="),
        MinEntropy = 4.0,
    };

    /// <summary>A UUID under its name.</summary>
    public static readonly ContextRule MongoAtlas = new()
    {
        Code = "AG1698",
        Name = "mongodb-atlas-key",
        Title = "MongoDB Atlas API private key",
        Issuer = "MongoDB Atlas",
        Kind = "API private key",
        Risk = "With its public half, does what its roles allow in the organisation.",
        Revoke = "Delete it under Access manager > API keys.",
        Reference = "https://www.mongodb.com/docs/atlas/configure-api-access/",
        Keywords = ["atlas_private", "mongodb_atlas", "mcli_private"],
        NameWords = ["key"],
        Value = new ValueShape(ContextShapes.Uuid),
    };

    /// <summary>A UUID under its name.</summary>
    public static readonly ContextRule PineconeOlder = new()
    {
        Code = "AG1699",
        Name = "pinecone-key-older",
        Title = "Pinecone API key (older form)",
        Issuer = "Pinecone",
        Kind = "API key",
        Risk = "Reads and changes the indices of the project.",
        Revoke = "Delete it in the console under API keys.",
        Reference = "https://docs.pinecone.io/reference/api/authentication",
        Keywords = ["pinecone"],
        NameWords = ["key"],
        Value = new ValueShape(ContextShapes.Uuid),
    };

    /// <summary>Many characters behind two letters, under its name.</summary>
    public static readonly ContextRule Sanity = new()
    {
        Code = "AG1700",
        Name = "sanity-token",
        Title = "Sanity API token",
        Issuer = "Sanity",
        Kind = "API token",
        Risk = "Reads and changes the datasets of the project.",
        Revoke = "Delete it in the management console under API.",
        Reference = "https://www.sanity.io/docs/content-lake/http-auth",
        Keywords = ["sanity"],
        NameWords = ["token"],
        Value = new ValueShape("sk{base62:78-178}"),
        MinEntropy = 4.0,
    };

    /// <summary>22 characters, a mark, and who it belongs to, under its name.</summary>
    public static readonly ContextRule Storyblok = new()
    {
        Code = "AG1701",
        Name = "storyblok-token",
        Title = "Storyblok personal access token",
        Issuer = "Storyblok",
        Kind = "management token",
        Risk = "Changes the spaces of its owner.",
        Revoke = "Delete it in the account settings.",
        Reference = "https://www.storyblok.com/docs/api/management/getting-started/authentication",
        Keywords = ["storyblok"],
        NameWords = ["token"],
        Value = new ValueShape("{base62:22}tt-{digit:5-7}-{base64url:20-24}"),
    };

    /// <summary>Base64 under its name.</summary>
    public static readonly ContextRule Upstash = new()
    {
        Code = "AG1702",
        Name = "upstash-token",
        Title = "Upstash REST token",
        Issuer = "Upstash",
        Kind = "REST token",
        Risk = "Reads and writes the database.",
        Revoke = "Reset it on the page of the database.",
        Reference = "https://upstash.com/docs/redis/features/restapi",
        Keywords = ["upstash"],
        NameWords = ["token"],
        Value = new ValueShape("{base62:32-110}==", "{base62:32-110}=", "{base62:32-110}"),
        MinEntropy = 3.5,
    };

    /// <summary>Many characters under its name.</summary>
    public static readonly ContextRule SalesforceSecret = new()
    {
        Code = "AG1703",
        Name = "salesforce-consumer-secret",
        Title = "Salesforce consumer secret",
        Issuer = "Salesforce",
        Kind = "consumer secret",
        Risk = "With its key, poses as the connected app.",
        Revoke = "Rotate it in the app manager.",
        Reference = "https://help.salesforce.com/s/articleView?id=sf.connected_app_rotate_consumer_details.htm",
        Keywords = ["salesforce_consumer_secret", "salesforce_client_secret", "consumersecret"],
        Value = new ValueShape("{HEX:64}", "{base62:40-90}"),
        MinEntropy = 4.0,
    };

    /// <summary>A letter and 50 characters, under a name that many use: together they tell.</summary>
    public static readonly ContextRule RedisCloud = new()
    {
        Code = "AG1776",
        Name = "redis-cloud-secret",
        Title = "Redis Cloud API secret key",
        Issuer = "Redis Cloud",
        Kind = "API secret key",
        Risk = "With its account key, creates, reads and deletes databases.",
        Revoke = "Delete it in the console under Access management > API keys.",
        Reference = "https://redis.io/docs/latest/operate/rc/api/get-started/manage-api-keys/",
        Keywords = ["rediscloud", "redis_cloud", "api_secret", "api-secret"],
        Value = new ValueShape("S{lower36:50}"),
        MinEntropy = 4.0,
    };

    /// <summary>A UUID under its name.</summary>
    public static readonly ContextRule SplunkHec = new()
    {
        Code = "AG1704",
        Name = "splunk-hec-token",
        Title = "Splunk HTTP event collector token",
        Issuer = "Splunk",
        Kind = "HTTP event collector token",
        Risk = "Sends made-up events into the index.",
        Revoke = "Delete it under Settings > Data inputs.",
        Reference = "https://docs.splunk.com/Documentation/Splunk/latest/Data/UsetheHTTPEventCollector",
        Keywords = ["splunk"],
        NameWords = ["token", "hec"],
        Value = new ValueShape(ContextShapes.Uuid),
    };
}
