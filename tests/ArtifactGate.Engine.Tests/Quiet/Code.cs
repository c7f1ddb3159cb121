using static ArtifactGate.Engine.Tests.Quiet.RandomText;

namespace ArtifactGate.Engine.Tests.Quiet;

/// <summary>Code that speaks of credentials without having one, and code that machines made.</summary>
internal static class Code
{
    private static readonly string[] Words = ["password", "apiKey", "clientSecret", "accessToken", "githubToken", "nugetApiKey", "snykToken", "connectionString", "privateKey", "pfxPassword", "storePassword"];

    public static string Declarations(Random random) => string.Concat(Enumerable.Range(0, 30).Select(_ => Pick(random,
        $"  {Pick(random, Words)}: string;\n",
        $"  {Pick(random, Words)}?: string | undefined;\n",
        $"  readonly {Pick(random, Words)}: Promise<string>;\n",
        $"def login(self, {Pick(random, Words)}: str = None) -> str:\n",
        $"public string {Pick(random, Words)} {{ get; set; }} = string.Empty;\n",
        $"type T = {{ {Pick(random, Words)}: string, {Pick(random, Words)}: {{ value: string, hash: Sha256Digest64 }} }};\n",
        $"private final String {Pick(random, Words)};\n",
        $"{Pick(random, Words)} VARCHAR(255) NOT NULL,\n",
        $"{Pick(random, Words)} := os.Getenv(\"{Pick(random, Words)}\")\n")));

    public static string About(Random random) => string.Concat(Enumerable.Range(0, 30).Select(_ => Pick(random,
        $"var {Pick(random, Words)} = configuration[\"{Pick(random, Words)}\"];\n",
        $"if ({Pick(random, Words)} == null) throw new ArgumentNullException(nameof({Pick(random, Words)}));\n",
        $"{Pick(random, Words)} = await GetTokenAsync(ClientId{random.Next(9)}, Options.Scope2);\n",
        $"// see https://learn.microsoft.com/{Pick(random, Words)}?view=net-10.0 for {Pick(random, Words)}\n",
        $"new SqlConnection($\"Server={{host}};User ID={{user}};Password={{{Pick(random, Words)}}}\");\n",
        $"var uri = $\"https://{{user}}:{{{Pick(random, Words)}}}@{{host}}/\";\n",
        $"Console.WriteLine(\"{Pick(random, Words)}: \" + {Pick(random, Words)}.Substring(0, 4));\n",
        $"[Option(\"--{Pick(random, Words)}\", HelpText = \"The {Pick(random, Words)} of the feed\")]\n",
        $"const string {Pick(random, Words)}Name = \"{Pick(random, Words)}\";\n",
        "signtool sign /f cert.pfx /p $env:PFX_PASSWORD /fd sha256 app.exe\n",
        $"docker run -e {Pick(random, Words).ToUpperInvariant()} app\n",
        "const KEY_HEADER = \"-----BEGIN PRIVATE KEY-----\"; const KEY_FOOTER = \"-----END PRIVATE KEY-----\";\n")));

    public static string Minified(Random random) => string.Concat(Enumerable.Range(0, 200).Select(_ => Pick(random,
        $"function {Name(random)}({Name(random)},{Name(random)}){{return {Name(random)}.{Pick(random, Words)}||{Name(random)}[{random.Next(999)}]}}",
        $"var {Name(random)}=\"data:image/png;base64,{Base64(random, 120)}\";",
        $"{Name(random)}.exports=\"{Hex(random, 10)}\",{Name(random)}={Name(random)}?\"{Pick(random, Words)}\":{random.Next()};",
        $"{{token:{Name(random)},secret:{Name(random)},key:\"{Letters(random, 5)}\",password:!0}},",
        $"\"./{Letters(random, 6)}.{Hex(random, 10)}.chunk.js\":\"{Base64Url(random, 24)}\",",
        $"{Name(random)}=[{string.Join(',', Enumerable.Range(0, 12).Select(_ => random.Next(65536)))}],",
        $"/^[A-Za-z0-9_-]{{{random.Next(9, 40)}}}$/.test({Name(random)})&&",
        $"sourceMappingURL={Letters(random, 5)}.{Hex(random, 8)}.js.map;")));

    private static string Name(Random random) => Letters(random, random.Next(1, 3));
}
