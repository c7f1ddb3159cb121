using static ArtifactGate.Engine.Tests.Quiet.RandomText;

namespace ArtifactGate.Engine.Tests.Quiet;

/// <summary>Manifests of software: nothing but names, addresses and digests.</summary>
internal static class Sbom
{
    private static readonly string[] Names = ["Azure.Identity", "Token.Cache", "Secret-Manager", "jsonwebtoken", "password-hash", "github-api", "slack-client", "aws-sdk", "stripe", "openai", "keytool"];

    public static string Spdx(Random random, int count) => $$"""
        {"spdxVersion":"SPDX-2.2","dataLicense":"CC0-1.0","SPDXID":"SPDXRef-DOCUMENT","documentNamespace":"https://sbom.contoso.net/app/1.0.0/{{Base64Url(random, 16)}}",
        "files":[{{Join(count, i => $$"""{"fileName":"./lib/{{Name(random)}}{{i}}.dll","SPDXID":"SPDXRef-File--{{Name(random)}}-{{Hex(random, 20).ToUpperInvariant()}}","checksums":[{"algorithm":"SHA256","checksumValue":"{{Hex(random, 32)}}"},{"algorithm":"SHA1","checksumValue":"{{Hex(random, 20)}}"},{"algorithm":"MD5","checksumValue":"{{Hex(random, 16)}}"}]}""")}}],
        "packages":[{{Join(count, i => $$"""{"name":"{{Name(random)}}","SPDXID":"SPDXRef-Package-{{Hex(random, 32).ToUpperInvariant()}}","versionInfo":"{{i}}.0.1","downloadLocation":"NOASSERTION","externalRefs":[{"referenceLocator":"pkg:nuget/{{Name(random)}}@{{i}}.0.1?checksum=sha256:{{Hex(random, 32)}}"}],"packageVerificationCode":{"packageVerificationCodeValue":"{{Hex(random, 20)}}"} }""")}}]}
        """;

    public static string CycloneDx(Random random, int count) => $$"""
        {"bomFormat":"CycloneDX","specVersion":"1.6","serialNumber":"urn:uuid:{{Guid(random)}}","components":[{{Join(count, i => $$"""{"type":"library","bom-ref":"pkg:npm/{{Name(random)}}@{{i}}.2.3","name":"{{Name(random)}}","hashes":[{"alg":"SHA-512","content":"{{Hex(random, 64)}}"},{"alg":"SHA-1","content":"{{Hex(random, 20)}}"}],"properties":[{"name":"cdx:npm:package:integrity","value":"sha512-{{Base64(random, 64)}}"}],"externalReferences":[{"type":"distribution","url":"https://npm.contoso.net/{{Name(random)}}-{{i}}.tgz","hashes":[{"alg":"SHA-256","content":"{{Hex(random, 32)}}"}]}]}""")}}],
        "signature":{"algorithm":"RS512","publicKey":{"kty":"RSA","n":"{{Base64Url(random, 256)}}","e":"AQAB"},"value":"{{Base64Url(random, 256)}}"} }
        """;

    public static string CycloneDxXml(Random random, int count) => $"""
        <bom xmlns="http://cyclonedx.org/schema/bom/1.6" serialNumber="urn:uuid:{Guid(random)}"><components>{Join(count, i => $"""<component type="library"><name>{Name(random)}</name><version>{i}.0.0</version><hashes><hash alg="SHA-512">{Hex(random, 64).ToUpperInvariant()}</hash><hash alg="MD5">{Hex(random, 16)}</hash></hashes><purl>pkg:nuget/{Name(random)}@{i}.0.0</purl></component>""")}</components></bom>
        """;

    public static string NuGetLock(Random random, int count) => $$"""
        {"version":2,"dependencies":{"net10.0":{ {{Join(count, i => $$"""
        "{{Name(random)}}.{{i}}": { "type": "Direct", "requested": "[1.0.0, )", "resolved": "1.0.0", "contentHash": "{{Base64(random, 64)}}", "dependencies": { "{{Name(random)}}": "2.0.0" } }
        """)}} } } }
        """;

    public static string NpmLock(Random random, int count) => $$"""
        {"name":"app","lockfileVersion":3,"packages":{ {{Join(count, i => $$"""
        "node_modules/{{Name(random)}}{{i}}": { "version": "1.0.0", "resolved": "https://npm.contoso.net/{{Name(random)}}/-/{{Name(random)}}-1.0.0.tgz", "integrity": "sha512-{{Base64(random, 64)}}", "engines": { "node": ">=18" } }
        """)}} } }
        """;

    public static string YarnLock(Random random, int count) => string.Join("\n", Enumerable.Range(0, count).Select(i => $"""
        "{Name(random)}@^1.{i}.0":
          version "1.{i}.0"
          resolved "https://npm.contoso.net/{Name(random)}/-/{Name(random)}-1.{i}.0.tgz#{Hex(random, 20)}"
          integrity sha512-{Base64(random, 64)}
          checksum: 10c0/{Hex(random, 64)}

        """));

    private static string Name(Random random) => Pick(random, Names);

    private static string Join(int count, Func<int, string> item) => string.Join(",", Enumerable.Range(0, count).Select(item));
}
