namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of the services around models: tracing, vector stores, browsers, speech.</summary>
internal static class ModelServices
{
    /// <summary>32 and 10 hexadecimal digits.</summary>
    public static readonly TokenRule LangsmithToken = new()
    {
        Code = "AG1910",
        Name = "langsmith-token",
        Title = "LangSmith API key",
        Issuer = "LangChain",
        Kind = "LangSmith key",
        Risk = "Reads the traces, prompts and data sets of the workspace.",
        Revoke = "Delete it under Settings > API Keys.",
        Reference = "https://docs.langchain.com/langsmith/create-account-api-key",
        Shape = Shape.Of("lsv2_pt_{hex:32}_{hex:10}", "lsv2_sk_{hex:32}_{hex:10}"),
    };

    /// <summary>A UUID.</summary>
    public static readonly TokenRule LangfuseSecretKey = new()
    {
        Code = "AG1911",
        Name = "langfuse-secret-key",
        Title = "Langfuse secret key",
        Issuer = "Langfuse",
        Kind = "secret key",
        Risk = "Reads and writes the traces of the project.",
        Revoke = "Delete it in the project settings under API Keys.",
        Reference = "https://langfuse.com/faq/all/where-are-langfuse-api-keys",
        Shape = Shape.Of("sk-lf-{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}"),
    };

    /// <summary>77 characters.</summary>
    public static readonly TokenRule WandbKey = new()
    {
        Code = "AG1912",
        Name = "wandb-key",
        Title = "Weights & Biases API key",
        Issuer = "Weights & Biases",
        Kind = "API key",
        Risk = "Reads and changes the runs and models of its owner.",
        Revoke = "Delete it in the user settings under API keys.",
        Reference = "https://docs.wandb.ai/support/find_api_key/",
        Shape = Shape.Of("wandb_v1_{word:60-90}"),
        MinEntropy = 3.5,
    };

    /// <summary>5 or 6 and 63 characters.</summary>
    public static readonly TokenRule PineconeKey = new()
    {
        Code = "AG1913",
        Name = "pinecone-key",
        Title = "Pinecone API key",
        Issuer = "Pinecone",
        Kind = "API key",
        Risk = "Reads, changes and deletes the indexes of the project.",
        Revoke = "Delete it in the console under API keys.",
        Reference = "https://docs.pinecone.io/guides/projects/manage-api-keys",
        Shape = Shape.Of("pcsk_{base62:5-6}_{base62:63}"),
    };

    /// <summary>36 characters.</summary>
    public static readonly TokenRule ApifyToken = new()
    {
        Code = "AG1914",
        Name = "apify-token",
        Title = "Apify API token",
        Issuer = "Apify",
        Kind = "API token",
        Risk = "Runs scrapers and reads their results at the cost of the account.",
        Revoke = "Delete it in the console under Settings > API & Integrations.",
        Reference = "https://docs.apify.com/platform/integrations/api",
        Shape = Shape.Of("apify_api_{base62:36}"),
    };

    /// <summary>Four groups of seven characters.</summary>
    public static readonly TokenRule HeliconeKey = new()
    {
        Code = "AG1915",
        Name = "helicone-key",
        Title = "Helicone API key",
        Issuer = "Helicone",
        Kind = "API key",
        Risk = "Reads the logged prompts and answers of the organisation.",
        Revoke = "Delete it in the settings under API Keys.",
        Reference = "https://docs.helicone.ai/helicone-headers/helicone-auth",
        Shape = Shape.Of("sk-helicone-{lower36:7}-{lower36:7}-{lower36:7}-{lower36:7}"),
    };

    /// <summary>48 characters.</summary>
    public static readonly TokenRule LlamaCloudKey = new()
    {
        Code = "AG1916",
        Name = "llama-cloud-key",
        Title = "LlamaCloud API key",
        Issuer = "LlamaIndex",
        Kind = "API key",
        Risk = "Reads the indexes and parsed documents of the organisation.",
        Revoke = "Revoke it in LlamaCloud under API Keys.",
        Reference = "https://docs.cloud.llamaindex.ai/api_key",
        Shape = Shape.Of("llx-{base62:48}"),
        MinEntropy = 3.5,
    };

    /// <summary>40 hexadecimal digits.</summary>
    public static readonly TokenRule E2bKey = new()
    {
        Code = "AG1917",
        Name = "e2b-key",
        Title = "E2B API key",
        Issuer = "E2B",
        Kind = "API key",
        Risk = "Starts sandboxes and runs code in them at the cost of the team.",
        Revoke = "Delete it in the dashboard under API Keys.",
        Reference = "https://e2b.dev/docs/api-key",
        Shape = Shape.Of("e2b_{hex:40}"),
        MinEntropy = 3.0,
    };

    /// <summary>40 characters and six more.</summary>
    public static readonly TokenRule RunpodKey = new()
    {
        Code = "AG1918",
        Name = "runpod-key",
        Title = "RunPod API key",
        Issuer = "RunPod",
        Kind = "API key",
        Risk = "Starts and stops machines at the cost of the account.",
        Revoke = "Disable it in the settings under API Keys.",
        Reference = "https://docs.runpod.io/get-started/api-keys",
        Shape = Shape.Of("rpa_{upper36:40}{base62:6}"),
        MinEntropy = 3.5,
    };

    /// <summary>20 characters.</summary>
    public static readonly TokenRule CartesiaKey = new()
    {
        Code = "AG1919",
        Name = "cartesia-key",
        Title = "Cartesia API key",
        Issuer = "Cartesia",
        Kind = "API key",
        Risk = "Makes speech at the cost of the account.",
        Revoke = "Delete it in the console under API Keys.",
        Reference = "https://docs.cartesia.ai/use-the-api/api-conventions",
        Shape = Shape.Of("sk_car_{word:20}"),
        MinEntropy = 3.3,
    };

    /// <summary>27 characters.</summary>
    public static readonly TokenRule BrowserbaseKey = new()
    {
        Code = "AG1920",
        Name = "browserbase-key",
        Title = "Browserbase API key",
        Issuer = "Browserbase",
        Kind = "API key",
        Risk = "Drives browsers at the cost of the project and reads their sessions.",
        Revoke = "Rotate it in the project settings.",
        Reference = "https://docs.browserbase.com/reference/api/overview",
        Shape = Shape.Of("bb_live_{base64url:27}", "bb_test_{base64url:27}"),
        MinEntropy = 3.5,
    };

    /// <summary>46 characters.</summary>
    public static readonly TokenRule FriendliToken = new()
    {
        Code = "AG1921",
        Name = "friendli-token",
        Title = "Friendli personal access token",
        Issuer = "FriendliAI",
        Kind = "personal access token",
        Risk = "Calls models at the cost of the account.",
        Revoke = "Delete it in the personal settings under Tokens.",
        Reference = "https://friendli.ai/docs/guides/personal_access_tokens",
        Shape = Shape.Of("flp_{base62:46}"),
        MinEntropy = 3.5,
    };

    /// <summary>26 characters.</summary>
    public static readonly TokenRule ArcjetKey = new()
    {
        Code = "AG1922",
        Name = "arcjet-key",
        Title = "Arcjet site key",
        Issuer = "Arcjet",
        Kind = "site key",
        Risk = "Asks for decisions in the name of the site and spends its quota.",
        Revoke = "Rotate it in the dashboard on the page of the site.",
        Reference = "https://docs.arcjet.com/environment",
        Shape = Shape.Of("ajkey_{lower36:26}"),
        MinEntropy = 3.0,
    };

    /// <summary>32 characters.</summary>
    public static readonly TokenRule DatabricksOauthSecret = new()
    {
        Code = "AG1923",
        Name = "databricks-oauth-secret",
        Title = "Databricks OAuth secret",
        Issuer = "Databricks",
        Kind = "OAuth secret of a service principal",
        Risk = "Makes tokens of the service principal, which runs code and reads data.",
        Revoke = "Delete it on the page of the service principal under Secrets.",
        Reference = "https://docs.databricks.com/aws/en/dev-tools/auth/oauth-m2m",
        Shape = Shape.Of("dose{[0-9A-Za-z_.-]:32}"),
        MinEntropy = 3.2,
    };

    /// <summary>64 hexadecimal digits. The older ones, that begin with <c>key_</c>, are found by their name.</summary>
    public static readonly TokenRule CursorKey = new()
    {
        Code = "AG1924",
        Name = "cursor-user-key",
        Title = "Cursor API key",
        Issuer = "Cursor",
        Kind = "API key",
        Risk = "Starts agents that read and change the repositories of its owner.",
        Revoke = "Revoke it in the dashboard under Integrations.",
        Reference = "https://cursor.com/docs/cloud-agent/api/endpoints",
        Shape = Shape.Of("crsr_{hex:64}"),
        MinEntropy = 3.0,
    };
}
