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
        // three more of them, of GOST algorithms, by the text itself: nothing here can derive their public halves
        ["a4d138d7ef9748464117b44fb9c0a4b5b85a1599a127d02690abaa96d03c16e6"] = "GnuTLS self-test key",
        ["fa0b06a72461ec0a963dcfccb8d5b61bd88a6074fc7271573bff68ab86b8c1af"] = "GnuTLS self-test key",
        ["ef237ea8db4f2ae9ee100e8ced96d29b5dceb0e6a948443e6b8a00b1791f9ec9"] = "GnuTLS self-test key",
        // self-test keys inside libgcrypt (cipher/rsa.c, cipher/dsa.c), which every Debian has
        ["354e92fb237955d1594d2abc296e0bffda2084dffc63cd0568d05a6418899c27"] = "libgcrypt self-test key",
        ["8980acb6687303451269fd221433fbae2c7bf169b0f2cdc44d48bedb2a824d88"] = "libgcrypt self-test key",
        // key and token of the unit tests that every librdkafka has built in (those of its OAuth bearer client)
        ["8cb702f429975446a362a815ae7783e7d4a741f47ea0853b107373701e10ed6b"] = "librdkafka self-test key",
        ["9c63ab5af544923e35a5a9f92a0e6a2a1a4188921eb3212848bc934c76c926f5"] = "librdkafka self-test token",
        // key with which the tests of Go's HTTP server answer, in programs that have them linked in: now and earlier (net/http/internal/testcert)
        ["5ea041da911605f288086d719ca13e0d4941556fb8e42cb02c4dc81ffa9749a1"] = "Go test server key",
        ["64eebde4d94a861ca1b062a103ef51d4d8a2c1b0a2133838198230e9c85407ed"] = "Go test server key",
        // keys of the examples of GNU libmicrohttpd (src/examples/demo_https.c, https_fileserver_example.c), also in those of Free Pascal
        ["d9a3a6d08096d62d0cce952320ced6161920a3627bdd90dc854dcc730ff0ced0"] = "libmicrohttpd example key",
        ["e22d3afe970468a77d4b2c603652dc67dbca7da72b76af7a63d7b49f69b78600"] = "libmicrohttpd example key",
        // example key of XML Security Library, 512 bits (examples/rsakey.pem)
        ["ef5ee52829413aeaa584c6f395a50d554f5f05dc52f15c4922beb92112d70576"] = "xmlsec example key",
        // key with which Castle DynamicProxy signs the assemblies that it generates, embedded in every Castle.Core (DynProxy.snk)
        ["80c0dbc40336da7a374078ced9f48442773538b2efb828099b598732a34552ac"] = "Castle DynamicProxy key",
        // key with which Json.NET signed what it generated, embedded in its older assemblies for the .NET Framework (Newtonsoft.Json.Dynamic.snk)
        ["cea780c9b815ea0e34f6c999a009c304b44456d1d41821e9cc408de93fe3766b"] = "Json.NET dynamic assembly key",
        // "Root Agency", with which MakeCert.exe of every Windows SDK signs test certificates
        ["73a97a992bfd29b91ef23175b367db9c561c516f634f759e3d430230a3d0695c"] = "MakeCert test root key",
        // temporary signing key of CMake's templates for Windows Store projects
        ["bc9638fbd7db49a0aa951ee45f645484266b5301d96ab6a29730468d137a3a67"] = "CMake template key",
        // keys of the local emulators, the same on every machine (Azurite and storage emulator; Cosmos DB emulator), from their documentation
        ["0011cc25eb4320717494d2703e8cba85743e71b500283c21c8b88147992f9059"] = "Azurite account key",
        ["aa6547439583c3a275d4542a0df6c1ad6a863971be9f2a2220f027cc02aef615"] = "Cosmos DB emulator key",
        // sample ids and secrets in the documentation of AWS
        ["1a5d44a2dca19669d72edf4c4f1c27c4c1ca4b4408fbb17f6ce4ad452d78ddb3"] = "AWS documentation sample",
        ["c6ea27c534f993d31f0aef882e3d200e7b87470c379ae79c8f9b19d3bd363dc9"] = "AWS documentation sample",
        ["cb20d34a7adda2f5d2043836051e242fd4c2b233e02c80c91fe9d5af9b100574"] = "AWS documentation sample",
        ["78314b11be2e581549ac1c4f616563fad3fdf0c3b71678f6e2299182080e0598"] = "AWS documentation sample",
        ["e21b597ba6b9cafa59d9ebc4d65c0385f5eb3fa56abab2607fa76589ad849a33"] = "AWS documentation sample",
        // API key in the reference of the NuGet command line
        ["23f35e2a9d5f4b77af75b28615b4fbd311a5745865fcfbf151470968356308d4"] = "NuGet documentation sample",
        // demo account of SSL.com's eSigner: password and TOTP secret
        ["aac938e15f0a769f168889f968ea812a9af34d9a1e9325f2d12e6e663fc3a4fc"] = "eSigner demo account",
        ["82d9efc80d30b7914b273fd15aaf6d44200f7e6abd70484f33c8ab43c0fab9b1"] = "eSigner demo account",
        // first authentication key of every new YubiHSM
        ["2264c442ab2a501100eb495356d2360d09428d974d391ef1b3f91a08b3c97470"] = "YubiHSM factory password",
        // test keys in the examples of Stripe's reference, now and earlier
        ["2cafc0970149a84f3b9e62eaf169f36f59907a3b3e31f7b82e68c69cd27f7326"] = "Stripe documentation sample",
        ["f2d6ca16515033e5dce14eba840b979d27b5cbae24bb3e5bf484339667f86397"] = "Stripe documentation sample",
        // tokens that jwt.io shows, signed with the sample secrets it shows
        ["7f75367e7881255134e1375e723d1dea8ad5f6a4fdb79d938df1f1754a830606"] = "jwt.io sample",
        ["52d33e4911386f2d3783c975b45a21da9881a6269a05ac03b40fdc3ef1b7373d"] = "jwt.io sample",
        ["ea143f77d9219e761541f1e02ab820054f5b7441bbf96b1c936f1f0b3b001cfe"] = "jwt.io sample",
        ["0409eb8eb137f94b684b5ef1da392618791bfaeb0d602c9a092064bb9302ce31"] = "jwt.io sample",
        ["dad03a755c4616a830400a739e6f0b2d8aee102c12469a3794d3b62a66cc8cac"] = "jwt.io sample",
        ["c794fa6d20c64efb9adf980ae93af472a1679775862d421ffe55d4a57fad5b3e"] = "jwt.io sample",
        ["da816f9f2c16e6c5390e7636cadc40c43551bf0bbcf8f36c65539e6633a9c5e8"] = "jwt.io sample",
        // passwords that manuals show how to escape with (pip, "Authentication"; libpq and others)
        ["ac0fd5fb36e32010bf895b3446954aab440250364670f147ce51fb4c3b126da1"] = "sample of escaping in addresses",
        ["d349831971026efe15bc2a71bf0435e6fee08d8390f4503eafd65ba01b326fa3"] = "sample of escaping in addresses",
        // the sample of PyJWT's README, signed with "secret"
        ["bf145d9380bbe05bdc1a72525796b224f8a8c93ae0e9e102eafbc255ac1af9e8"] = "PyJWT sample",
        // tokens in the examples of the AWS SDK for single sign-on
        ["45a87856c0d470a0c8b4f725e7024bf3876cb7b3fe6b2591d272a3c591e011f2"] = "AWS documentation sample",
        ["1314a52039d7ab429e5068ec6079d295536e600085fd7d35b781f12838a4239c"] = "AWS documentation sample",
        ["79d571b6c0c11df36b4fc38c42055ffb35dfb4a7cc3a8ba956f6f59961aa137b"] = "AWS documentation sample",
        // password with which the C# analyzer of Sonar tries its own rules out
        ["0a578dfb177a01ac0bd9b9a4dedf68061dc721960123a6cd682e8ac111d33c5e"] = "SonarAnalyzer self-test value",
        // key in the description of Docker's registry tokens (distribution, docs/spec/auth/jwt.md)
        ["7e30e992d4afd27d7935042795a45b95ea9b98e0df0bad2c10cc58acfe1e9d9c"] = "Docker registry documentation sample",
        // stands for a password in Apple's own instructions for its tools
        ["259b329f721c652e14cd32ca01144e3580da3426c178721226d3f062f18ff7c7"] = "Apple documentation sample",
        // the first sample of RFC 7515, appendix A.1
        ["8d4ef6536dc8895f256c1e0d95dcd19763036732d64a095e44a90ed444267ad3"] = "RFC 7515 sample",
        // keys in the manuals of WireGuard and of systemd's network devices
        ["ea1ca3e25b35a51ea7c8c9e5434d6faa6d49963d09845fb49028aaa4f6a2e709"] = "WireGuard documentation sample",
        ["08136314cc06d4f2e8e9bf82cb999595f0a3ef7f9ffc0e2960cf849e1f5c09d2"] = "systemd documentation sample",
        // secrets of the client in RFC 6749, which every library for OAuth shows in a header
        ["53f5da0aaa93d64cd5772c554cbf940f0539e689dddbeb8f923eec3f72c02ea9"] = "RFC 6749 sample",
        ["e9974c507d2a802143f614c878fcbb622a3800e05e6e0d329fee2c5b6b243329"] = "RFC 6749 sample",
        // key of the tools of Socket for everybody who has none (registry/src/constants/socket.ts)
        ["9cab58b24140ee12c08e265729d246f9200f8ef9b1d884f90c06c4e6b69adf18"] = "public API key of Socket",
        // key with which everybody who rebuilds OpenWrt to compare the images builds them
        ["0f02251f8befd9894bb7876ecba3ed915dcc8c92fce4c78a15d628611718dbd6"] = "reproducible builds key of OpenWrt",
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
