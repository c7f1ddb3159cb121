using ArtifactGate.Detection.Keys;

namespace ArtifactGate.Detection.Rules;

/// <summary>Private keys as text and as bytes.</summary>
internal static class PrivateKeys
{
    private static readonly PemKeyFormat PemFormat = new();
    private static readonly OpenSshKeyFormat OpenSshFormat = new();
    private static readonly PgpKeyFormat PgpFormat = new();

    /// <summary>Parsed; a header without a key is none.</summary>
    public static readonly TokenRule Pem = new()
    {
        Code = "AG2001",
        Name = "pem-private-key",
        Title = "Private key (PEM)",
        Issuer = "self-managed",
        Kind = "private key",
        Risk = "Signs, decrypts or logs in as its owner: code, TLS, tokens, whatever the public half is trusted for.",
        Revoke = "Make a new key, replace the public half wherever it is trusted, and have certificates for the old one revoked.",
        Reference = "https://www.rfc-editor.org/rfc/rfc7468",
        Shape = new ArmoredKeyShape(PemFormat),
        Proof = new ArmoredKeyProof(PemFormat),
        Specificity = 50,
    };

    /// <summary>Parsed; keys that sit in a hardware token are none.</summary>
    public static readonly TokenRule OpenSsh = new()
    {
        Code = "AG2002",
        Name = "openssh-private-key",
        Title = "OpenSSH private key",
        Issuer = "self-managed",
        Kind = "SSH private key",
        Risk = "Logs in to every host and pushes to every repository that trusts its public half.",
        Revoke = "Take the public half out of authorized_keys and of deploy keys, and make a new key.",
        Reference = "https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key",
        Shape = new ArmoredKeyShape(OpenSshFormat),
        Proof = new ArmoredKeyProof(OpenSshFormat),
        Specificity = 50,
    };

    /// <summary>Parsed; public keys and stubs of keys that are elsewhere are none.</summary>
    public static readonly TokenRule Pgp = new()
    {
        Code = "AG2003",
        Name = "pgp-private-key",
        Title = "OpenPGP private key",
        Issuer = "self-managed",
        Kind = "OpenPGP key",
        Risk = "Signs packages, commits and mail in its owner's name, and reads what is encrypted for its owner.",
        Revoke = "Publish a revocation certificate, tell the repositories that trust the key, and make a new one.",
        Reference = "https://www.rfc-editor.org/rfc/rfc9580",
        Shape = new ArmoredKeyShape(PgpFormat),
        Proof = new ArmoredKeyProof(PgpFormat),
        Specificity = 50,
    };

    /// <summary>PKCS#8, PKCS#1 and SEC1 in the middle of anything; only keys that prove themselves.</summary>
    public static readonly BinaryRule Der = new DerKeyRule
    {
        Code = "AG2011",
        Name = "der-private-key",
        Title = "Private key (DER)",
        Issuer = "self-managed",
        Kind = "private key",
        Risk = "Signs, decrypts or logs in as its owner: code, TLS, tokens, whatever the public half is trusted for.",
        Revoke = "Make a new key, replace the public half wherever it is trusted, and have certificates for the old one revoked.",
        Reference = "https://www.rfc-editor.org/rfc/rfc5208",
        Specificity = 10,
    };

    /// <summary>The private half of a strong name, as in a <c>.snk</c> file.</summary>
    public static readonly BinaryRule StrongName = new CryptoApiKeyRule(0x24)
    {
        Code = "AG2012",
        Name = "strong-name-key",
        Title = "Strong-name key pair",
        Issuer = "self-managed",
        Kind = "strong-name key",
        Risk = "Builds assemblies that carry your strong name and pass wherever that name is trusted, also in InternalsVisibleTo.",
        Revoke = "A strong name cannot be revoked: treat it as public, or sign with a new key and rename what relies on the old one.",
        Reference = "https://learn.microsoft.com/dotnet/standard/assembly/strong-named",
        Specificity = 50,
    };

    /// <summary>The same structure with the other key use, as CryptExportKey writes it.</summary>
    public static readonly BinaryRule CryptoApi = new CryptoApiKeyRule(0xA4)
    {
        Code = "AG2013",
        Name = "cryptoapi-private-key",
        Title = "Private key blob (CryptoAPI)",
        Issuer = "self-managed",
        Kind = "private key",
        Risk = "Signs or decrypts as its owner.",
        Revoke = "Make a new key and replace the public half wherever it is trusted.",
        Reference = "https://learn.microsoft.com/windows/win32/seccrypto/rsa-schannel-key-blobs",
        Specificity = 50,
    };

    /// <summary>With or without a password.</summary>
    public static readonly BinaryRule Pvk = new PvkKeyRule
    {
        Code = "AG2014",
        Name = "pvk-private-key",
        Title = "Authenticode private key (PVK)",
        Issuer = "self-managed",
        Kind = "code-signing key",
        Risk = "Signs programs in the name of the certificate it belongs to.",
        Revoke = "Have the certificate revoked by its authority, dated before the leak, and get a new one.",
        Reference = "https://learn.microsoft.com/windows-hardware/drivers/devtest/pvk2pfx",
        Specificity = 60,
    };

    /// <summary>The same as with armor, as packets; stubs of keys that are elsewhere are none.</summary>
    public static readonly BinaryRule PgpBinary = new PgpPacketRule
    {
        Code = "AG2015",
        Name = "pgp-private-key-packets",
        Title = "OpenPGP private key (binary)",
        Issuer = "self-managed",
        Kind = "OpenPGP key",
        Risk = "Signs packages, commits and mail in its owner's name, and reads what is encrypted for its owner.",
        Revoke = "Publish a revocation certificate, tell the repositories that trust the key, and make a new one.",
        Reference = "https://www.rfc-editor.org/rfc/rfc9580",
        Specificity = 50,
    };

    /// <summary>What BCryptExportKey and CngKey.Export write, of RSA and of the curves of NIST.</summary>
    public static readonly BinaryRule Cng = new CngKeyRule
    {
        Code = "AG2016",
        Name = "cng-private-key",
        Title = "Private key blob (CNG)",
        Issuer = "self-managed",
        Kind = "private key",
        Risk = "Signs or decrypts as its owner.",
        Revoke = "Make a new key and replace the public half wherever it is trusted.",
        Reference = "https://learn.microsoft.com/windows/win32/api/bcrypt/ns-bcrypt-bcrypt_rsakey_blob",
        Specificity = 50,
    };

    /// <summary>In the folder private-keys-v1.d; those on a card are none.</summary>
    public static readonly BinaryRule GpgAgent = new AgentKeyRule
    {
        Code = "AG2017",
        Name = "gpg-agent-private-key",
        Title = "Private key of gpg-agent",
        Issuer = "self-managed",
        Kind = "OpenPGP or SSH key",
        Risk = "Signs packages, commits and mail, or logs in over SSH, in its owner's name.",
        Revoke = "Publish a revocation certificate for the OpenPGP key, or take the public half out of authorized_keys, and make a new one.",
        Reference = "https://www.gnupg.org/documentation/manuals/gnupg/Agent-Configuration.html",
        Specificity = 50,
    };

    /// <summary>Of the SSH server of small devices; only keys that prove themselves.</summary>
    public static readonly BinaryRule Dropbear = new DropbearKeyRule
    {
        Code = "AG2018",
        Name = "dropbear-private-key",
        Title = "Dropbear private key",
        Issuer = "self-managed",
        Kind = "SSH private key",
        Risk = "Poses as the device to whoever logs in to it; all devices with the same image have the same key.",
        Revoke = "Delete it from the image, let every device make its own at its first start, and take the public half out of where it is trusted.",
        Reference = "https://matt.ucc.asn.au/dropbear/dropbear.html",
        Specificity = 10,
    };

    /// <summary>With or without a password, which cannot be tried.</summary>
    public static readonly BinaryRule SshCom = new SshComKeyRule
    {
        Code = "AG2019",
        Name = "ssh2-private-key",
        Title = "SSH2 private key",
        Issuer = "self-managed",
        Kind = "SSH private key",
        Risk = "Logs in to every host that trusts its public half.",
        Revoke = "Take the public half out of authorized_keys and of deploy keys, and make a new key.",
        Reference = "https://www.ssh.com/academy/ssh/keygen",
        Specificity = 50,
    };
}
