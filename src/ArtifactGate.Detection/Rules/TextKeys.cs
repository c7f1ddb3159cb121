using ArtifactGate.Detection.Keys;

namespace ArtifactGate.Detection.Rules;

/// <summary>Private keys in text forms of their own.</summary>
internal static class TextKeys
{
    private static readonly SigstoreKeyFormat SigstoreFormat = new();
    private static readonly OpenVpnKeyFormat OpenVpnFormat = new();
    private static readonly PuttyKeyFormat PuttyFormat = new();
    private static readonly JsonWebKeyFormat JsonWebKeyFormat = new();
    private static readonly XmlRsaKeyFormat XmlRsaFormat = new("RSAKeyValue", "XML");
    private static readonly XmlRsaKeyFormat XmlParametersFormat = new("RSAParameters", "RSAParameters in XML");
    private static readonly DnssecKeyFormat DnssecFormat = new();
    private static readonly RsaParametersFormat RsaParametersFormat = new();

    /// <summary>Of cosign; the password cannot be tried.</summary>
    public static readonly TokenRule Sigstore = new()
    {
        Code = "AG2004",
        Name = "sigstore-private-key",
        Title = "Sigstore (cosign) private key",
        Issuer = "self-managed",
        Kind = "signing key",
        Risk = "With its password, often an empty one, signs images and packages in your name.",
        Revoke = "Make a new key pair, sign again what is still good, and replace the public key in every policy that trusts it.",
        Reference = "https://docs.sigstore.dev/cosign/key_management/overview/",
        Shape = new ArmoredKeyShape(SigstoreFormat),
        Proof = new ArmoredKeyProof(SigstoreFormat),
        Specificity = 50,
    };

    /// <summary>Parsed; versions 2 and 3.</summary>
    public static readonly TokenRule Putty = new()
    {
        Code = "AG2031",
        Name = "putty-private-key",
        Title = "PuTTY private key",
        Issuer = "self-managed",
        Kind = "SSH private key",
        Risk = "Logs in to every host and pushes to every repository that trusts its public half.",
        Revoke = "Take the public half out of authorized_keys and of deploy keys, and make a new key.",
        Reference = "https://the.earth.li/~sgtatham/putty/latest/htmldoc/AppendixC.html",
        Shape = new TextKeyShape(PuttyFormat),
        Proof = new TextKeyProof(PuttyFormat),
        Specificity = 50,
    };

    /// <summary>With its checksum.</summary>
    public static readonly TokenRule Age = new()
    {
        Code = "AG2032",
        Name = "age-secret-key",
        Title = "age secret key",
        Issuer = "self-managed",
        Kind = "decryption key",
        Risk = "Decrypts every file and every SOPS secret that was encrypted for it.",
        Revoke = "Make a new key, encrypt again with it, and rotate every secret the old one could read.",
        Reference = "https://github.com/C2SP/C2SP/blob/main/age.md",
        Shape = Shape.Of("AGE-SECRET-KEY-1{[ACDEFGHJKLMNPQRSTUVWXYZ023456789]:58}"),
        Proof = new AgeKeyProof(),
    };

    /// <summary>With a private or symmetric member.</summary>
    public static readonly TokenRule JsonWebKey = new()
    {
        Code = "AG2033",
        Name = "jwk-private-key",
        Title = "Private JSON web key",
        Issuer = "self-managed",
        Kind = "JSON web key",
        Risk = "Signs tokens that every service with the public half accepts, or decrypts what was meant for its owner.",
        Revoke = "Make a new key, publish its public half in the key set, and remove the old one there.",
        Reference = "https://www.rfc-editor.org/rfc/rfc7517",
        Shape = new TextKeyShape(JsonWebKeyFormat),
        Proof = new TextKeyProof(JsonWebKeyFormat),
        Specificity = 50,
    };

    /// <summary>With the private exponent.</summary>
    public static readonly TokenRule XmlRsa = new()
    {
        Code = "AG2034",
        Name = "xml-rsa-private-key",
        Title = "RSA private key (XML)",
        Issuer = "self-managed",
        Kind = "private key",
        Risk = "Signs or decrypts as its owner: license files, tokens, updates.",
        Revoke = "Make a new key and replace the public half wherever it is trusted, in released programs too.",
        Reference = "https://learn.microsoft.com/dotnet/api/system.security.cryptography.rsa.toxmlstring",
        Shape = new TextKeyShape(XmlRsaFormat),
        Proof = new TextKeyProof(XmlRsaFormat),
        Specificity = 50,
    };

    /// <summary>In clear or under a password, which cannot be tried.</summary>
    public static readonly TokenRule Minisign = new()
    {
        Code = "AG2035",
        Name = "minisign-secret-key",
        Title = "minisign secret key",
        Issuer = "self-managed",
        Kind = "signing key",
        Risk = "Signs releases and updates that every program with the public half installs.",
        Revoke = "Make a new key pair, sign again what is still good, and replace the public key wherever it is built in.",
        Reference = "https://jedisct1.github.io/minisign/",
        Shape = Shape.Of("RWRTY0Iy{base64:203}=", "RWQAAEIy{base64:203}="),
        Proof = new MinisignKeyProof(),
        Specificity = 50,
    };

    /// <summary>The same of OpenBSD and OpenWrt.</summary>
    public static readonly TokenRule Signify = new()
    {
        Code = "AG2036",
        Name = "signify-secret-key",
        Title = "signify secret key",
        Issuer = "self-managed",
        Kind = "signing key",
        Risk = "Signs releases and packages that every system with the public half installs.",
        Revoke = "Make a new key pair, sign again what is still good, and replace the public key on every system that trusts it.",
        Reference = "https://man.openbsd.org/signify",
        Shape = Shape.Of("RWRCSwAA{base64:131}="),
        Proof = new SignifyKeyProof(),
        Specificity = 50,
    };

    /// <summary>Only in the section that it belongs to.</summary>
    public static readonly TokenRule WireGuard = new()
    {
        Code = "AG2037",
        Name = "wireguard-key",
        Title = "WireGuard private or preshared key",
        Issuer = "self-managed",
        Kind = "VPN key",
        Risk = "Joins the network as its owner, and reads what is sent to it.",
        Revoke = "Make a new key with wg genkey or wg genpsk, and replace the public half, or the preshared key, at every peer.",
        Reference = "https://man7.org/linux/man-pages/man8/wg.8.html",
        Shape = new WireGuardKeyShape(),
        Specificity = 50,
    };

    /// <summary>With the private numbers.</summary>
    public static readonly TokenRule RsaParameters = new()
    {
        Code = "AG2038",
        Name = "json-rsa-private-key",
        Title = "RSA private key (JSON parameters)",
        Issuer = "self-managed",
        Kind = "private key",
        Risk = "Signs tokens that every service with the public half accepts, or registers as the machine that it was made for.",
        Revoke = "Make a new key and replace the public half wherever it is trusted; remove a build runner and add it again.",
        Reference = "https://learn.microsoft.com/dotnet/api/system.security.cryptography.rsaparameters",
        Shape = new TextKeyShape(RsaParametersFormat),
        Proof = new TextKeyProof(RsaParametersFormat),
        Specificity = 50,
    };

    /// <summary>The same in XML.</summary>
    public static readonly TokenRule XmlRsaParameters = new()
    {
        Code = "AG2039",
        Name = "xml-rsa-parameters",
        Title = "RSA private key (XML parameters)",
        Issuer = "self-managed",
        Kind = "private key",
        Risk = "Signs or decrypts as its owner: license files, tokens, updates.",
        Revoke = "Make a new key and replace the public half wherever it is trusted, in released programs too.",
        Reference = "https://learn.microsoft.com/dotnet/api/system.security.cryptography.rsaparameters",
        Shape = new TextKeyShape(XmlParametersFormat),
        Proof = new TextKeyProof(XmlParametersFormat),
        Specificity = 50,
    };

    /// <summary>With the private numbers.</summary>
    public static readonly TokenRule Dnssec = new()
    {
        Code = "AG2040",
        Name = "dnssec-private-key",
        Title = "DNSSEC private key",
        Issuer = "self-managed",
        Kind = "zone-signing key",
        Risk = "Signs records of the zone that every resolver believes.",
        Revoke = "Roll the key: publish a new one, replace the DS record at the parent where it is a key-signing key, and remove the old one.",
        Reference = "https://bind9.readthedocs.io/en/stable/dnssec-guide.html",
        Shape = new TextKeyShape(DnssecFormat),
        Proof = new TextKeyProof(DnssecFormat),
        Specificity = 50,
    };

    /// <summary>Outside of its section, where only the name says what it is.</summary>
    public static readonly ContextRule NamedWireGuard = new()
    {
        Code = "AG2041",
        Name = "wireguard-named-key",
        Title = "WireGuard key in a variable",
        Issuer = "self-managed",
        Kind = "VPN key",
        Risk = "Joins the network as its owner, and reads what is sent to it.",
        Revoke = "Make a new key with wg genkey or wg genpsk, and replace the public half, or the preshared key, at every peer.",
        Reference = "https://www.wireguard.com/quickstart/",
        Keywords =
        [
            "wg_private_key", "wg_privatekey", "wg-private-key", "wgprivatekey", "wg_preshared_key", "wg_psk", "wgpresharedkey", "wireguard_private_key", "wireguard_privatekey",
            "wireguard-private-key", "wireguardprivatekey", "wireguard_preshared_key", "wireguard-preshared-key", "wireguardpresharedkey",
        ],
        Value = new ValueShape("{base64:42}{[AEIMQUYcgkosw048]:1}="),
        MinEntropy = 3.5,
    };

    /// <summary>Shared by both ends of a tunnel, so that nothing public tells whether it is right.</summary>
    public static readonly TokenRule OpenVpn = new()
    {
        Code = "AG2042",
        Name = "openvpn-shared-key",
        Title = "OpenVPN shared key",
        Issuer = "self-managed",
        Kind = "VPN key",
        Risk = "Passes the first check of the server, and reads the tunnel where it is the only key.",
        Revoke = "Make a new key with openvpn --genkey, and replace it at the server and at every client.",
        Reference = "https://openvpn.net/community-docs/community-articles/openvpn-2-6-manual.html",
        Shape = new ArmoredKeyShape(OpenVpnFormat),
        Proof = new ArmoredKeyProof(OpenVpnFormat),
        Specificity = 50,
    };
}
