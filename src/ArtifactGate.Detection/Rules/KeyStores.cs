using ArtifactGate.Detection.Keys;

namespace ArtifactGate.Detection.Rules;

/// <summary>Files that hold private keys together with certificates.</summary>
internal static class KeyStores
{
    /// <summary>Opened with no, the empty and common passwords; one with certificates only is none.</summary>
    public static readonly BinaryRule Pkcs12 = new Pkcs12Rule
    {
        Code = "AG2021",
        Name = "pkcs12-private-key",
        Title = "Private key with certificate (PKCS#12, .pfx)",
        Issuer = "self-managed",
        Kind = "PKCS#12 file",
        Risk = "Signs code or identifies a server or client in the name of its certificate.",
        Revoke = "Have the certificate revoked by its authority, dated before the leak, and get a new one with a new key.",
        Reference = "https://www.rfc-editor.org/rfc/rfc7292",
        Specificity = 70,
    };

    /// <summary>Private entries only; a trust store is none.</summary>
    public static readonly BinaryRule Jks = new JavaKeyStoreRule(0xFEEDFEED, "JKS")
    {
        Code = "AG2022",
        Name = "java-keystore",
        Title = "Java key store with a private key (JKS)",
        Issuer = "self-managed",
        Kind = "JKS key store",
        Risk = "Signs archives and apps, or identifies a server, in the name of its certificate.",
        Revoke = "Have the certificate revoked and get a new key; for an Android app ask the store to reset the upload key.",
        Reference = "https://docs.oracle.com/en/java/javase/17/docs/specs/man/keytool.html",
        Specificity = 70,
    };

    /// <summary>The same with stronger encryption, and with secret keys.</summary>
    public static readonly BinaryRule Jceks = new JavaKeyStoreRule(0xCECECECE, "JCEKS")
    {
        Code = "AG2023",
        Name = "jceks-keystore",
        Title = "Java key store with a private or secret key (JCEKS)",
        Issuer = "self-managed",
        Kind = "JCEKS key store",
        Risk = "Signs, decrypts or identifies in the name of its owner.",
        Revoke = "Have the certificate revoked and get a new key; replace secret keys wherever they are used.",
        Reference = "https://docs.oracle.com/en/java/javase/17/docs/specs/man/keytool.html",
        Specificity = 70,
    };

    /// <summary>Keys only; a trust store is none.</summary>
    public static readonly BinaryRule Bks = new BouncyCastleStoreRule
    {
        Code = "AG2024",
        Name = "bks-keystore",
        Title = "BouncyCastle key store with a private key (BKS)",
        Issuer = "self-managed",
        Kind = "BKS key store",
        Risk = "Signs, decrypts or identifies an app in the name of its certificate.",
        Revoke = "Have the certificate revoked by its authority and get a new one with a new key.",
        Reference = "https://www.bouncycastle.org/documentation/specification_interoperability/",
        Specificity = 70,
    };

    /// <summary>Encrypted as a whole, or without the certificate that <see cref="Bks"/> is found by: its kind is all that can be told, and it warns.</summary>
    public static readonly FileRule SealedStore = new()
    {
        Code = "AG3018",
        Name = "bouncycastle-sealed-keystore",
        Title = "BouncyCastle key store that only its password opens (UBER, BKS)",
        Issuer = "self-managed",
        Kind = "key store",
        Risk = "With its password, which an app that ships it often has in itself, gives away the keys in it.",
        Revoke = "Keep the store out of what ships, and replace the keys in it wherever they are used.",
        Reference = "https://www.bouncycastle.org/documentation/specification_interoperability/",
        Cwe = "CWE-321",
        IsSealedStore = true,
        Specificity = -10,
    };
}
