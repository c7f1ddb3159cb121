namespace ArtifactGate.Detection.Rules;

/// <summary>Passwords of signing keys, known by the names and commands that use them.</summary>
internal static class SigningPasswords
{
    /// <summary>The password that the command is given.</summary>
    public static readonly ContextRule SignTool = new()
    {
        Code = "AG1586",
        Name = "signtool-password",
        Title = "Password in a signtool command",
        Issuer = "unknown",
        Kind = "password of a PFX file",
        Risk = "Opens the key it protects, wherever that key is found.",
        Revoke = "Change the password of the key file, and treat the key as exposed where both shipped.",
        Reference = "https://learn.microsoft.com/en-us/windows/win32/seccrypto/signtool",
        Keywords = ["signtool", "osslsigncode"],
        Switches = ["/p", "-p", "-pass"],
        Value = new ValueShape(ContextShapes.Password),
        MaxDistance = 400,
        MinEntropy = 2.5,
        Guessable = true,
    };

    /// <summary>A password under the names that packaging tools use.</summary>
    public static readonly ContextRule NuGetSign = new()
    {
        Code = "AG1588",
        Name = "nuget-sign-password",
        Title = "Password of a signing certificate",
        Issuer = "unknown",
        Kind = "password of a PFX file",
        Risk = "Opens the key it protects, wherever that key is found.",
        Revoke = "Change the password of the key file, and treat the key as exposed where both shipped.",
        Reference = "https://learn.microsoft.com/en-us/dotnet/core/tools/dotnet-nuget-sign",
        Keywords = ["certificatepassword", "certificate-password", "certificate_password", "cert_password"],
        Value = new ValueShape(ContextShapes.Password),
        MinEntropy = 2.5,
        Guessable = true,
    };

    /// <summary>A password under the names that build scripts use.</summary>
    public static readonly ContextRule PfxPassword = new()
    {
        Code = "AG1589",
        Name = "pfx-password",
        Title = "Password of a PFX file",
        Issuer = "unknown",
        Kind = "password of a PFX file",
        Risk = "Opens the key it protects, wherever that key is found.",
        Revoke = "Change the password of the key file, and treat the key as exposed where both shipped.",
        Reference = "https://www.electron.build/code-signing",
        Keywords = ["pfx_password", "pfxpassword", "pfx-password", "csc_key_password", "p12_password", "signing_password", "keyfilepassword"],
        Value = new ValueShape(ContextShapes.Password),
        MinEntropy = 2.5,
        Guessable = true,
    };

    /// <summary>Digits or a password under its name.</summary>
    public static readonly ContextRule HsmPin = new()
    {
        Code = "AG1590",
        Name = "hsm-pin",
        Title = "PIN of a hardware security module",
        Issuer = "unknown",
        Kind = "PIN of a hardware token",
        Risk = "Uses the keys of the module from every machine that reaches it.",
        Revoke = "Change the PIN of the token.",
        Reference = "https://www.rfc-editor.org/rfc/rfc7512",
        Keywords = ["pin-value", "hsm_pin", "hsmpin", "yubihsm_password"],
        Value = new ValueShape(ContextShapes.Password, "{digit:4-16}"),
        MinEntropy = 1.5,
        Guessable = true,
    };

    /// <summary>A passphrase under its name.</summary>
    public static readonly ContextRule GpgPassphrase = new()
    {
        Code = "AG1594",
        Name = "gpg-passphrase",
        Title = "Passphrase of an OpenPGP key",
        Issuer = "unknown",
        Kind = "passphrase of an OpenPGP key",
        Risk = "Opens the key it protects, wherever that key is found.",
        Revoke = "Change the password of the key file, and treat the key as exposed where both shipped.",
        Reference = "https://maven.apache.org/plugins/maven-gpg-plugin/sign-mojo.html",
        Keywords = ["gpg_passphrase", "gpg.passphrase", "gnupg.passphrase", "gpgpassphrase", "gpg_key_passphrase"],
        Value = new ValueShape(ContextShapes.Password),
        MinEntropy = 2.5,
        Guessable = true,
    };

    /// <summary>The passphrase that the command is given; it also encrypts what has no key.</summary>
    public static readonly ContextRule GpgCommand = new()
    {
        Code = "AG1591",
        Name = "gpg-command-passphrase",
        Title = "Passphrase in a gpg command",
        Issuer = "unknown",
        Kind = "passphrase of an OpenPGP key",
        Risk = "Opens the key or the file it protects, wherever that is found.",
        Revoke = "Change the passphrase of the key, and treat the key as exposed where both shipped.",
        Reference = "https://www.gnupg.org/documentation/manuals/gnupg/GPG-Esoteric-Options.html",
        Keywords = ["gpg"],
        Switches = ["--passphrase"],
        Value = new ValueShape(ContextShapes.Password),
        MaxDistance = 300,
        MinEntropy = 2.5,
        Guessable = true,
    };

    /// <summary>A password under its name.</summary>
    public static readonly ContextRule CosignPassword = new()
    {
        Code = "AG1595",
        Name = "cosign-password",
        Title = "Password of a cosign key",
        Issuer = "unknown",
        Kind = "password of a cosign key",
        Risk = "Opens the key it protects, wherever that key is found.",
        Revoke = "Change the password of the key file, and treat the key as exposed where both shipped.",
        Reference = "https://docs.sigstore.dev/cosign/key_management/signing_with_self-managed_keys/",
        Keywords = ["cosign_password"],
        Value = new ValueShape(ContextShapes.Password),
        MinEntropy = 2.5,
        Guessable = true,
    };

    /// <summary>A password under the names that Android builds use.</summary>
    public static readonly ContextRule AndroidKeyStore = new()
    {
        Code = "AG1596",
        Name = "android-keystore-password",
        Title = "Password of an Android signing key",
        Issuer = "unknown",
        Kind = "password of an Android key store",
        Risk = "Opens the key it protects, wherever that key is found.",
        Revoke = "Change the password of the key file, and treat the key as exposed where both shipped.",
        Reference = "https://learn.microsoft.com/en-us/dotnet/maui/android/deployment/publish-cli",
        Keywords = ["androidsigningstorepass", "androidsigningkeypass", "storepassword", "keypassword", "keystore_password", "android_signing_password"],
        Value = new ValueShape(ContextShapes.Password),
        MinEntropy = 2.5,
        Guessable = true,
    };

    /// <summary>The password that the command is given.</summary>
    public static readonly ContextRule JavaKeyStore = new()
    {
        Code = "AG1597",
        Name = "java-keystore-password",
        Title = "Password in a Java signing command",
        Issuer = "unknown",
        Kind = "password of a Java key store",
        Risk = "Opens the key it protects, wherever that key is found.",
        Revoke = "Change the password of the key file, and treat the key as exposed where both shipped.",
        Reference = "https://docs.oracle.com/en/java/javase/21/docs/specs/man/jarsigner.html",
        Keywords = ["jarsigner", "keytool", "apksigner", "jsign"],
        Switches = ["-storepass", "-keypass", "--storepass", "--keypass", "--ks-pass", "--key-pass", "-srcstorepass", "-deststorepass", "-srckeypass", "-destkeypass"],
        Value = new ValueShape(ContextShapes.Password),
        MaxDistance = 300,
        MinEntropy = 2.5,
        Guessable = true,
    };

    /// <summary>A password under its name.</summary>
    public static readonly ContextRule MatchPassword = new()
    {
        Code = "AG1598",
        Name = "fastlane-match-password",
        Title = "Password of fastlane match",
        Issuer = "unknown",
        Kind = "password of fastlane match",
        Risk = "Decrypts the signing certificates and profiles of the team.",
        Revoke = "Change it with fastlane match change_password.",
        Reference = "https://docs.fastlane.tools/actions/match/",
        Keywords = ["match_password", "fastlane_password"],
        Value = new ValueShape(ContextShapes.Password),
        MinEntropy = 2.5,
        Guessable = true,
    };
}
