namespace ArtifactGate.Detection.Rules;

/// <summary>Keys of services that run models, which only their names tell.</summary>
internal static class NamedModelKeys
{
    /// <summary>A UUID under its name.</summary>
    public static readonly ContextRule Ai21 = new()
    {
        Code = "AG1661",
        Name = "ai21-key",
        Title = "AI21 Studio API key",
        Issuer = "AI21",
        Kind = "API key",
        Risk = "Runs models at the cost of the account.",
        Revoke = "Delete it in the studio under API key.",
        Reference = "https://docs.ai21.com/reference/authentication",
        Keywords = ["ai21"],
        NameWords = ["key", "token"],
        Value = new ValueShape(ContextShapes.Uuid),
    };

    /// <summary>32 hexadecimal digits under its name.</summary>
    public static readonly ContextRule AssemblyAi = new()
    {
        Code = "AG1662",
        Name = "assemblyai-key",
        Title = "AssemblyAI API key",
        Issuer = "AssemblyAI",
        Kind = "API key",
        Risk = "Transcribes at the cost of the account and reads its transcripts.",
        Revoke = "Rotate it in the dashboard under API keys.",
        Reference = "https://www.assemblyai.com/docs/api-reference/overview",
        Keywords = ["assemblyai", "assembly_ai"],
        NameWords = ["key", "token"],
        Value = new ValueShape("{hex:32}"),
    };

    /// <summary>40 characters under its name.</summary>
    public static readonly ContextRule Cohere = new()
    {
        Code = "AG1663",
        Name = "cohere-key",
        Title = "Cohere API key",
        Issuer = "Cohere",
        Kind = "API key",
        Risk = "Runs models at the cost of the account.",
        Revoke = "Delete it in the dashboard under API keys.",
        Reference = "https://docs.cohere.com/reference/about",
        Keywords = ["cohere_", "cohereapi", "co_api"],
        NameWords = ["key", "token", "secret"],
        Value = new ValueShape("{base62:40}"),
    };

    /// <summary>20 characters behind a short prefix, under its name.</summary>
    public static readonly ContextRule Composio = new()
    {
        Code = "AG1664",
        Name = "composio-key",
        Title = "Composio API key",
        Issuer = "Composio",
        Kind = "API key",
        Risk = "Uses the accounts that were connected for agents.",
        Revoke = "Delete it in the settings of the project.",
        Reference = "https://docs.composio.dev/reference/authentication",
        Keywords = ["composio"],
        NameWords = ["key"],
        Value = new ValueShape("ak_{base64url:20}"),
    };

    /// <summary>64 hexadecimal digits behind a short prefix; caches write the same, so its name must stand before it.</summary>
    public static readonly ContextRule Cursor = new()
    {
        Code = "AG1665",
        Name = "cursor-key",
        Title = "Cursor API key",
        Issuer = "Cursor",
        Kind = "API key",
        Risk = "Starts agents that read and change the repositories of its owner.",
        Revoke = "Revoke it in the dashboard under Integrations.",
        Reference = "https://cursor.com/docs/cloud-agent/api/endpoints",
        Keywords = ["cursor_api", "cursorapi"],
        NameWords = ["key"],
        Value = new ValueShape("key_{hex:64}"),
    };

    /// <summary>40 hexadecimal digits under its name.</summary>
    public static readonly ContextRule Deepgram = new()
    {
        Code = "AG1666",
        Name = "deepgram-key",
        Title = "Deepgram API key",
        Issuer = "Deepgram",
        Kind = "API key",
        Risk = "Transcribes at the cost of the account.",
        Revoke = "Delete it in the console under API keys.",
        Reference = "https://developers.deepgram.com/docs/authenticating",
        Keywords = ["deepgram"],
        NameWords = ["key", "token", "api"],
        Value = new ValueShape("{hex:40}"),
    };

    /// <summary>32 characters under its name.</summary>
    public static readonly ContextRule Mistral = new()
    {
        Code = "AG1667",
        Name = "mistral-key",
        Title = "Mistral API key",
        Issuer = "Mistral",
        Kind = "API key",
        Risk = "Runs models at the cost of the account.",
        Revoke = "Delete it in the console under API keys.",
        Reference = "https://docs.mistral.ai/getting-started/quickstart",
        Keywords = ["mistral"],
        NameWords = ["key", "token", "secret"],
        Value = new ValueShape("{base62:32}"),
    };

    /// <summary>22 characters behind a short prefix, under its name.</summary>
    public static readonly ContextRule Modal = new()
    {
        Code = "AG1668",
        Name = "modal-token-secret",
        Title = "Modal token secret",
        Issuer = "Modal",
        Kind = "token secret",
        Risk = "With its id, runs code on the account and reads its secrets.",
        Revoke = "Delete it under Settings > API tokens.",
        Reference = "https://modal.com/docs/reference/cli/token",
        Keywords = ["modal_token_secret", "token-secret"],
        Value = new ValueShape("as-{base62:22}"),
    };

    /// <summary>48 characters behind a prefix that others use too, under its name.</summary>
    public static readonly ContextRule Stability = new()
    {
        Code = "AG1669",
        Name = "stability-key",
        Title = "Stability AI API key",
        Issuer = "Stability AI",
        Kind = "API key",
        Risk = "Runs models at the cost of the account.",
        Revoke = "Delete it on the account page under API keys.",
        Reference = "https://platform.stability.ai/docs/api-reference",
        Keywords = ["stability_", "stabilityai"],
        NameWords = ["key", "token"],
        Value = new ValueShape("sk-{base62:48}"),
    };

    /// <summary>43 characters behind a prefix.</summary>
    public static readonly TokenRule Together = new()
    {
        Code = "AG1670",
        Name = "together-key",
        Title = "Together AI API key",
        Issuer = "Together AI",
        Kind = "API key",
        Risk = "Runs models at the cost of the account.",
        Revoke = "Regenerate it in the settings under API keys.",
        Reference = "https://docs.together.ai/reference/authentication",
        Shape = Shape.Of("tgp_v1_{base64url:43}"),
        MinEntropy = 3.5,
    };

    /// <summary>64 hexadecimal digits under its name.</summary>
    public static readonly ContextRule TogetherOlder = new()
    {
        Code = "AG1671",
        Name = "together-key-older",
        Title = "Together AI API key (older form)",
        Issuer = "Together AI",
        Kind = "API key",
        Risk = "Runs models at the cost of the account.",
        Revoke = "Regenerate it in the settings under API keys.",
        Reference = "https://docs.together.ai/reference/authentication",
        Keywords = ["together_api", "togetherai"],
        NameWords = ["key", "token"],
        Value = new ValueShape("{hex:64}"),
    };
}
