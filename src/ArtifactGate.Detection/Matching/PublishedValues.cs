using System.Security.Cryptography;

namespace ArtifactGate.Detection.Matching;

/// <summary>
/// Values that everybody knows: emulator keys, documented samples, framework test certificates. Recognised by the hash of the exact
/// value, so that this table holds none of them; a private key by
/// the hash of its SubjectPublicKeyInfo.
/// </summary>
internal static class PublishedValues
{
    private static readonly Dictionary<string, string> Sources = new(StringComparer.Ordinal)
    {
        // RSA keys of the benchmark that every OpenSSL program has built in (apps/testrsa.h)
        ["cebf59a465ccd9c42a7f7f6a789cc741d43cacbc502587ed1c5f0f4e445f1c39"] = "OpenSSL benchmark key",
        ["d2d8c7d1de1e118e810c15eb7f8d9560a433e15cd55eac52aade81d6669cf133"] = "OpenSSL benchmark key",
        ["adadc3246bb4830551c6da143d7462727967bda53059ae6f152323b0aba69595"] = "OpenSSL benchmark key",
        ["01e67e56244b43b668e2b9a697daaafcfb501fa78de2fcc4aa32bdae6dd94af6"] = "OpenSSL benchmark key",
        ["a6fdc2c6d07aa877e3ac360c2ce5efb69ab7dce2fd8df3c1bce0564b17114bc2"] = "OpenSSL benchmark key",
        ["0ea7caf9dd07fd79fe22ceb5efbbd7d4445d231e92ee1bf3b2a022eaffb00495"] = "OpenSSL benchmark key",
        ["7055066ee3969c25d66c1b891c252e83db653ae6834cd60e49250a4af73a97fe"] = "OpenSSL benchmark key",
        // the insecure keys of Vagrant boxes, RSA and Ed25519 (hashicorp/vagrant, keys/)
        ["bde93142b0780b2a66d27977d35f4f542e71cc538d491fe6609e2380b747a027"] = "Vagrant insecure key",
        ["a7279699e5c6a4ad971f9f205c2409a1cfb05216522b53b3d894dd3ede5e9675"] = "Vagrant insecure key",
        // key with which Netty tries out its TLS engine (io.netty.handler.ssl)
        ["de40cc4b0335addabe664e9d770f2548999af62a1f73c47e45c9173eae67956d"] = "Netty TLS probe key",
        // self-test keys inside the GnuTLS library (lib/crypto-selftests-pk.c)
        ["215fde895c12883e29036f5bd38c22467657f3cabbc77d7e9e328ab5f4ae39f2"] = "GnuTLS self-test key",
        ["6e1900f654edb2e599930c8a287c7263ea170f010826630893227e7cec221586"] = "GnuTLS self-test key",
        ["965237ca6ba836733f2b6436d66516dc01ef2d58825d3b4aa6b9061a76c7a9ce"] = "GnuTLS self-test key",
        ["c305f632b9f12913e548002d5e48435fccfb7a54f4e6f2255c055d9b99794b69"] = "GnuTLS self-test key",
        ["5bd7bad40971be901e68d9b97405c3a3e996adbede885869b270185ad499108e"] = "GnuTLS self-test key",
        ["dd0701715ac41b7b96a2c8fe7a762b0ee05215f4f21c44d9458f1d2e2d57427d"] = "GnuTLS self-test key",
        ["5a9214aa789ffe021992636dd17ca313f340948e604d4122735160f3d46688a0"] = "GnuTLS self-test key",
        // temporary signing key of CMake's templates for Windows Store projects
        ["bc9638fbd7db49a0aa951ee45f645484266b5301d96ab6a29730468d137a3a67"] = "CMake template key",
    };

    /// <summary>Where a value of ASCII text is published, or null.</summary>
    public static string? SourceOf(ReadOnlySpan<char> value)
    {
        Span<byte> bytes = value.Length <= 1024 ? stackalloc byte[value.Length] : new byte[value.Length];
        System.Text.Encoding.Latin1.GetBytes(value, bytes);
        return SourceOf(bytes);
    }

    /// <summary>Where the value is published, or null.</summary>
    public static string? SourceOf(ReadOnlySpan<byte> value) =>
        Sources.Count == 0 ? null : Sources.GetValueOrDefault(Convert.ToHexStringLower(SHA256.HashData(value)));
}
