namespace ArtifactGate.Detection.Rules;

/// <summary>Credentials of services that run models.</summary>
internal static class ArtificialIntelligence
{
    /// <summary>A marker in the middle tells them apart.</summary>
    public static readonly TokenRule OpenAi = new()
    {
        Code = "AG1351",
        Name = "openai-key",
        Title = "OpenAI API key",
        Issuer = "OpenAI",
        Kind = "API key",
        Risk = "Calls models at the cost of the account and reads its files.",
        Revoke = "Delete it under API keys.",
        Reference = "https://platform.openai.com/docs/api-reference/authentication",
        Shape = Shape.Of("sk-{base62:20}T3BlbkFJ{base62:20}", "sk-proj-{base64url:20-90}T3BlbkFJ{base64url:20-90}", "sk-svcacct-{base64url:20-90}T3BlbkFJ{base64url:20-90}", "sk-admin-{base64url:20-90}T3BlbkFJ{base64url:20-90}"),
    };

    /// <summary>93 characters and a fixed end.</summary>
    public static readonly TokenRule Anthropic = new()
    {
        Code = "AG1352",
        Name = "anthropic-key",
        Title = "Anthropic API key",
        Issuer = "Anthropic",
        Kind = "API key",
        Risk = "Calls models at the cost of the workspace.",
        Revoke = "Delete it in the console.",
        Reference = "https://docs.anthropic.com/en/api/getting-started",
        Shape = Shape.Of("sk-ant-api03-{base64url:93}AA", "sk-ant-admin01-{base64url:93}AA"),
    };

    /// <summary>Tokens of a signed-in user.</summary>
    public static readonly TokenRule AnthropicOAuth = new()
    {
        Code = "AG1353",
        Name = "anthropic-oauth-token",
        Title = "Anthropic OAuth token",
        Issuer = "Anthropic",
        Kind = "OAuth token",
        Risk = "Calls models at the cost of the user.",
        Revoke = "Sign the application out in the account settings.",
        Reference = "https://docs.anthropic.com/en/api/getting-started",
        Shape = Shape.Of("sk-ant-oat01-{base64url:56-120}", "sk-ant-ort01-{base64url:56-120}"),
    };

    /// <summary>34 letters.</summary>
    public static readonly TokenRule HuggingFace = new()
    {
        Code = "AG1354",
        Name = "hugging-face-token",
        Title = "Hugging Face access token",
        Issuer = "Hugging Face",
        Kind = "access token",
        Risk = "Reads private models and data sets, or writes them.",
        Revoke = "Delete it under Settings > Access Tokens.",
        Reference = "https://huggingface.co/docs/hub/security-tokens",
        Shape = Shape.Of("hf_{alpha:34}", "api_org_{alpha:34}"),
    };

    /// <summary>52 characters.</summary>
    public static readonly TokenRule Groq = new()
    {
        Code = "AG1355",
        Name = "groq-key",
        Title = "Groq API key",
        Issuer = "Groq",
        Kind = "API key",
        Risk = "Calls models at the cost of the account.",
        Revoke = "Delete it in the console.",
        Reference = "https://console.groq.com/docs/quickstart",
        Shape = Shape.Of("gsk_{base62:52}"),
    };

    /// <summary>80 characters.</summary>
    public static readonly TokenRule XAi = new()
    {
        Code = "AG1356",
        Name = "xai-key",
        Title = "xAI API key",
        Issuer = "xAI",
        Kind = "API key",
        Risk = "Calls models at the cost of the team.",
        Revoke = "Delete it in the console.",
        Reference = "https://docs.x.ai/docs/overview",
        Shape = Shape.Of("xai-{base62:80}"),
    };

    /// <summary>48 characters.</summary>
    public static readonly TokenRule Perplexity = new()
    {
        Code = "AG1357",
        Name = "perplexity-key",
        Title = "Perplexity API key",
        Issuer = "Perplexity",
        Kind = "API key",
        Risk = "Calls models at the cost of the account.",
        Revoke = "Delete it under Settings > API.",
        Reference = "https://docs.perplexity.ai/getting-started/quickstart",
        Shape = Shape.Of("pplx-{base62:48}"),
    };

    /// <summary>37 characters.</summary>
    public static readonly TokenRule Replicate = new()
    {
        Code = "AG1358",
        Name = "replicate-token",
        Title = "Replicate API token",
        Issuer = "Replicate",
        Kind = "API token",
        Risk = "Runs models at the cost of the account.",
        Revoke = "Delete it under Account > API tokens.",
        Reference = "https://replicate.com/docs/topics/security/api-tokens",
        Shape = Shape.Of("r8_{base62:37}"),
    };

    /// <summary>64 hexadecimal digits.</summary>
    public static readonly TokenRule OpenRouter = new()
    {
        Code = "AG1359",
        Name = "openrouter-key",
        Title = "OpenRouter API key",
        Issuer = "OpenRouter",
        Kind = "API key",
        Risk = "Calls models at the cost of the account.",
        Revoke = "Delete it under Keys.",
        Reference = "https://openrouter.ai/docs/api-reference/authentication",
        Shape = Shape.Of("sk-or-v1-{hex:64}"),
    };

    /// <summary>64 characters.</summary>
    public static readonly TokenRule Nvidia = new()
    {
        Code = "AG1360",
        Name = "nvidia-key",
        Title = "NVIDIA API key",
        Issuer = "NVIDIA",
        Kind = "API key",
        Risk = "Calls models and pulls images at the cost of the account.",
        Revoke = "Delete it under API keys.",
        Reference = "https://docs.api.nvidia.com/",
        Shape = Shape.Of("nvapi-{base64url:64}"),
    };

    /// <summary>48 characters.</summary>
    public static readonly TokenRule CerebrasKey = new()
    {
        Code = "AG1361",
        Name = "cerebras-key",
        Title = "Cerebras API key",
        Issuer = "Cerebras",
        Kind = "API key",
        Risk = "Calls models at the cost of the account.",
        Revoke = "Delete it in the Cerebras cloud console under API Keys.",
        Reference = "https://inference-docs.cerebras.ai/quickstart",
        Shape = Shape.Of("csk-{lower36:48}"),
    };

    /// <summary>24 characters, the first two always the same.</summary>
    public static readonly TokenRule FireworksKey = new()
    {
        Code = "AG1362",
        Name = "fireworks-key",
        Title = "Fireworks AI API key",
        Issuer = "Fireworks AI",
        Kind = "API key",
        Risk = "Calls models at the cost of the account.",
        Revoke = "Delete it in the account settings under API Keys.",
        Reference = "https://docs.fireworks.ai/api-reference/introduction",
        Shape = Shape.Of("fw_3Z{base62:22}"),
        MinEntropy = 3.5,
    };

    /// <summary>32 hexadecimal digits; other services took over the form.</summary>
    public static readonly TokenRule DeepseekKey = new()
    {
        Code = "AG1363",
        Name = "deepseek-key",
        Title = "DeepSeek API key",
        Issuer = "DeepSeek",
        Kind = "API key",
        Risk = "Calls models at the cost of the account.",
        Revoke = "Delete it on the platform under API keys.",
        Reference = "https://api-docs.deepseek.com/",
        Shape = Shape.Of("sk-{hex:32}"),
        MinEntropy = 3.0,
    };

    /// <summary>32 characters.</summary>
    public static readonly TokenRule TavilyKey = new()
    {
        Code = "AG1364",
        Name = "tavily-key",
        Title = "Tavily API key",
        Issuer = "Tavily",
        Kind = "API key",
        Risk = "Searches the web at the cost of the account.",
        Revoke = "Delete it in the dashboard under API Keys.",
        Reference = "https://docs.tavily.com/documentation/api-reference/introduction",
        Shape = Shape.Of("tvly-{base62:32}", "tvly-dev-{base62:32}", "tvly-prod-{base62:32}"),
        MinEntropy = 3.5,
    };

    /// <summary>48 hexadecimal digits.</summary>
    public static readonly TokenRule ElevenlabsKey = new()
    {
        Code = "AG1365",
        Name = "elevenlabs-key",
        Title = "ElevenLabs API key",
        Issuer = "ElevenLabs",
        Kind = "API key",
        Risk = "Makes speech with the voices of the account and at its cost.",
        Revoke = "Delete it in the developer settings under API Keys.",
        Reference = "https://elevenlabs.io/docs/api-reference/authentication",
        Shape = Shape.Of("sk_{hex:48}"),
        MinEntropy = 3.0,
    };

    /// <summary>32 hexadecimal digits and 28 characters.</summary>
    public static readonly TokenRule JinaKey = new()
    {
        Code = "AG1366",
        Name = "jina-key",
        Title = "Jina AI API key",
        Issuer = "Jina AI",
        Kind = "API key",
        Risk = "Calls models at the cost of the account.",
        Revoke = "Delete it on the API dashboard.",
        Reference = "https://jina.ai/api-dashboard/",
        Shape = Shape.Of("jina_{hex:32}{base62:28}"),
    };

    /// <summary>32 hexadecimal digits.</summary>
    public static readonly TokenRule FirecrawlKey = new()
    {
        Code = "AG1367",
        Name = "firecrawl-key",
        Title = "Firecrawl API key",
        Issuer = "Firecrawl",
        Kind = "API key",
        Risk = "Crawls the web at the cost of the account.",
        Revoke = "Delete it in the dashboard under API Keys.",
        Reference = "https://docs.firecrawl.dev/api-reference/introduction",
        Shape = Shape.Of("fc-{hex:32}"),
        MinEntropy = 3.0,
    };

    /// <summary>43 characters.</summary>
    public static readonly TokenRule VoyageKey = new()
    {
        Code = "AG1368",
        Name = "voyage-key",
        Title = "Voyage AI API key",
        Issuer = "Voyage AI",
        Kind = "API key",
        Risk = "Calls models at the cost of the account.",
        Revoke = "Delete it in the dashboard under API keys.",
        Reference = "https://docs.voyageai.com/docs/api-key-and-installation",
        Shape = Shape.Of("pa-{base64url:43}"),
        MinEntropy = 4.4,
    };
}
