namespace ArtifactGate.Detection.Rules;

/// <summary>
/// Keys of Azure services. They are random bytes in base64 with four letters at a fixed distance from the end that name the service, and a
/// checksum behind them.
/// </summary>
internal static class Azure
{
    private static readonly IdentifiableKeyProof MessagingProof = new(
        ("Send0000", "send"), ("Listen00", "listen"), ("Manage00", "manage"), ("System00", "system"), ("Unknown0", null));

    /// <summary>64 bytes with the signature <c>+ASt</c>.</summary>
    public static readonly TokenRule Storage = new()
    {
        Code = "AG1121",
        Name = "azure-storage-key",
        Title = "Azure Storage account key",
        Issuer = "Azure",
        Kind = "account key",
        Risk = "Reads, writes and deletes everything in the storage account.",
        Revoke = "Rotate the key under Security + networking > Access keys of the storage account.",
        Reference = "https://learn.microsoft.com/en-us/azure/storage/common/storage-account-keys-manage",
        Shape = Shape.Of("{base64:76}+ASt{base64:5}{[AQgw]:1}=="),
        Proof = new IdentifiableKeyProof(("Default0", null)),
    };

    /// <summary>64 bytes with the signature <c>+ABa</c>.</summary>
    public static readonly TokenRule Batch = new()
    {
        Code = "AG1122",
        Name = "azure-batch-key",
        Title = "Azure Batch account key",
        Issuer = "Azure",
        Kind = "account key",
        Risk = "Runs whatever code it likes on the pools of the account.",
        Revoke = "Regenerate the key under Keys of the Batch account.",
        Reference = "https://learn.microsoft.com/en-us/azure/batch/account-key-rotation",
        Shape = Shape.Of("{base64:76}+ABa{base64:5}{[AQgw]:1}=="),
        Proof = new IdentifiableKeyProof(("AbAcct00", null)),
    };

    /// <summary>64 bytes with the signature <c>ACDb</c>.</summary>
    public static readonly TokenRule CosmosDb = new()
    {
        Code = "AG1123",
        Name = "azure-cosmos-key",
        Title = "Azure Cosmos DB key",
        Issuer = "Azure",
        Kind = "account key",
        Risk = "Reads or changes every database of the account.",
        Revoke = "Regenerate the key under Settings > Keys of the Cosmos DB account.",
        Reference = "https://learn.microsoft.com/en-us/azure/cosmos-db/how-to-rotate-keys",
        Shape = Shape.Of("{base64:76}ACDb{base64:5}{[AQgw]:1}=="),
        Proof = new IdentifiableKeyProof(
            ("MastRW00", "read and write"),
            ("MastRO00", "read only"),
            ("SysAll00", "system"),
            ("SystRW00", "system, read and write"),
            ("SystRO00", "system, read only"),
            ("Resour00", "resource"),
            ("Encryp00", "data encryption")),
    };

    /// <summary>64 bytes with the signature <c>+AMC</c> or <c>/AM7</c>.</summary>
    public static readonly TokenRule MachineLearning = new()
    {
        Code = "AG1124",
        Name = "azure-ml-classic-key",
        Title = "Azure Machine Learning web service key",
        Issuer = "Azure",
        Kind = "web service key",
        Risk = "Calls the model at the cost of its owner.",
        Revoke = "Regenerate the key on the page of the web service.",
        Reference = "https://learn.microsoft.com/en-us/azure/machine-learning/how-to-authenticate-online-endpoint",
        Shape = Shape.Of("{base64:76}+AMC{base64:5}{[AQgw]:1}==", "{base64:76}/AM7{base64:5}{[AQgw]:1}=="),
        Proof = new IdentifiableKeyProof(("Classic0", null)),
    };

    /// <summary>64 bytes with the signature <c>APIM</c>.</summary>
    public static readonly TokenRule ApiManagement = new()
    {
        Code = "AG1125",
        Name = "azure-api-management-key",
        Title = "Azure API Management key",
        Issuer = "Azure",
        Kind = "management, subscription or gateway key",
        Risk = "Calls the published interfaces, or manages the service itself.",
        Revoke = "Regenerate the key in the API Management instance.",
        Reference = "https://learn.microsoft.com/en-us/azure/api-management/api-management-subscriptions",
        Shape = Shape.Of("{base64:76}APIM{base64:5}{[AQgw]:1}=="),
        Proof = new IdentifiableKeyProof(
            ("IoTHub00", "subscription"),
            ("Tenant00", "direct management"),
            ("Gatewy00", "gateway"),
            ("GitKey00", "repository")),
    };

    /// <summary>32 or 39 bytes with the signature <c>+ASb</c>.</summary>
    public static readonly TokenRule ServiceBus = new()
    {
        Code = "AG1126",
        Name = "azure-service-bus-key",
        Title = "Azure Service Bus shared access key",
        Issuer = "Azure",
        Kind = "shared access key",
        Risk = "Sends, receives or manages messages of the namespace.",
        Revoke = "Regenerate the key under Shared access policies of the namespace.",
        Reference = "https://learn.microsoft.com/en-us/azure/service-bus-messaging/service-bus-sas",
        Shape = Shape.Of("{base64:33}+ASb{[A-P]:1}{base64:5}=", "{base64:42}+ASb{[A-D]:1}{base64:5}"),
        Proof = MessagingProof,
    };

    /// <summary>32 or 39 bytes with the signature <c>+AEh</c>.</summary>
    public static readonly TokenRule EventHubs = new()
    {
        Code = "AG1127",
        Name = "azure-event-hubs-key",
        Title = "Azure Event Hubs shared access key",
        Issuer = "Azure",
        Kind = "shared access key",
        Risk = "Sends, receives or manages events of the namespace.",
        Revoke = "Regenerate the key under Shared access policies of the namespace.",
        Reference = "https://learn.microsoft.com/en-us/azure/event-hubs/authorize-access-shared-access-signature",
        Shape = Shape.Of("{base64:33}+AEh{[A-P]:1}{base64:5}=", "{base64:42}+AEh{[A-D]:1}{base64:5}"),
        Proof = MessagingProof,
    };

    /// <summary>32 or 39 bytes with the signature <c>+ARm</c>.</summary>
    public static readonly TokenRule Relay = new()
    {
        Code = "AG1128",
        Name = "azure-relay-key",
        Title = "Azure Relay shared access key",
        Issuer = "Azure",
        Kind = "shared access key",
        Risk = "Listens on or sends through the relays of the namespace.",
        Revoke = "Regenerate the key under Shared access policies of the namespace.",
        Reference = "https://learn.microsoft.com/en-us/azure/azure-relay/relay-authentication-and-authorization",
        Shape = Shape.Of("{base64:33}+ARm{[A-P]:1}{base64:5}=", "{base64:42}+ARm{[A-D]:1}{base64:5}"),
        Proof = MessagingProof,
    };

    /// <summary>32 bytes with the signature <c>AIoT</c>.</summary>
    public static readonly TokenRule IotHub = new()
    {
        Code = "AG1129",
        Name = "azure-iot-key",
        Title = "Azure IoT shared access key",
        Issuer = "Azure",
        Kind = "shared access key",
        Risk = "Poses as a device, or commands all devices of the hub.",
        Revoke = "Regenerate the key under Shared access policies, or of the device.",
        Reference = "https://learn.microsoft.com/en-us/azure/iot-hub/authenticate-authorize-sas",
        Shape = Shape.Of("{base64:33}AIoT{[A-P]:1}{base64:5}="),
        Proof = new IdentifiableKeyProof(("IoTHub00", "hub"), ("Device00", "device"), ("DpsKey00", "device provisioning")),
    };

    /// <summary>32 bytes with the signature <c>AzCa</c>.</summary>
    public static readonly TokenRule Redis = new()
    {
        Code = "AG1130",
        Name = "azure-redis-key",
        Title = "Azure Cache for Redis access key",
        Issuer = "Azure",
        Kind = "access key",
        Risk = "Reads, changes and empties the cache, sessions among it.",
        Revoke = "Regenerate the key under Settings > Authentication of the cache.",
        Reference = "https://learn.microsoft.com/en-us/azure/azure-cache-for-redis/cache-configure",
        Shape = Shape.Of("{base64:33}AzCa{[A-P]:1}{base64:5}="),
        Proof = new IdentifiableKeyProof(("Access00", null)),
    };

    /// <summary>39 bytes with the signature <c>AzSe</c>.</summary>
    public static readonly TokenRule Search = new()
    {
        Code = "AG1131",
        Name = "azure-search-key",
        Title = "Azure AI Search key",
        Issuer = "Azure",
        Kind = "admin or query key",
        Risk = "Queries the indexes; an admin key also changes and deletes them.",
        Revoke = "Regenerate or delete the key under Settings > Keys of the search service.",
        Reference = "https://learn.microsoft.com/en-us/azure/search/search-security-api-keys",
        Shape = Shape.Of("{base64:42}AzSe{[A-D]:1}{base64:5}"),
        Proof = new IdentifiableKeyProof(("Query000", "query"), ("PAdmin00", "admin")),
    };

    /// <summary>39 bytes with the signature <c>+ACR</c>.</summary>
    public static readonly TokenRule ContainerRegistry = new()
    {
        Code = "AG1132",
        Name = "azure-container-registry-key",
        Title = "Azure Container Registry password",
        Issuer = "Azure",
        Kind = "admin or token password",
        Risk = "Pulls and pushes images of the registry.",
        Revoke = "Regenerate the password under Settings > Access keys of the registry.",
        Reference = "https://learn.microsoft.com/en-us/azure/container-registry/container-registry-authentication",
        Shape = Shape.Of("{base64:42}+ACR{[A-D]:1}{base64:5}"),
        Proof = new IdentifiableKeyProof(("ACRDflt0", null)),
    };

    /// <summary>40 bytes with the signature <c>AzFu</c>, in the alphabet of URLs and often without padding.</summary>
    public static readonly TokenRule Functions = new()
    {
        Code = "AG1133",
        Name = "azure-functions-key",
        Title = "Azure Functions key",
        Issuer = "Azure",
        Kind = "function, host or master key",
        Risk = "Calls the functions of the application; the master key also manages them.",
        Revoke = "Renew the key under Functions > App keys.",
        Reference = "https://learn.microsoft.com/en-us/azure/azure-functions/function-keys-how-to",
        Shape = Shape.Of("{base64url:44}AzFu{base64url:5}{[AQgw]:1}==", "{base64url:44}AzFu{base64url:5}{[AQgw]:1}"),
        Proof = new IdentifiableKeyProof(("Functi00", "function"), ("System00", "system"), ("Master00", "master")),
    };

    /// <summary>84 or 88 characters with a mark in the middle that many services share.</summary>
    public static readonly TokenRule CommonAnnotatedKey = new()
    {
        Code = "AG1134",
        Name = "azure-annotated-key",
        Title = "Azure service key (common annotated key)",
        Issuer = "Azure",
        Kind = "service key",
        Risk = "Calls the service that issued it, among them OpenAI, Cognitive Services and Event Grid, at the cost of its owner.",
        Revoke = "Regenerate the key under Keys and endpoint of the resource.",
        Reference = "https://github.com/microsoft/security-utilities",
        Shape = Shape.Of("{base62:52}JQQJ9{[9DH]:1}{base62:1}{[A-L]:1}{base62:16}{alpha:1}{base62:7}{base62:2}==",
            "{base62:52}JQQJ9{[9DH]:1}{base62:1}{[A-L]:1}{base62:16}{alpha:1}{base62:7}"),
        Proof = new CommonAnnotatedKeyProof(),
    };
}
