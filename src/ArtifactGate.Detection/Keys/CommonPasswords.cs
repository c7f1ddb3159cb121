namespace ArtifactGate.Detection.Keys;

/// <summary>Passwords that protect nothing: those of tutorials, of tools that demand one, and none at all.</summary>
internal static class CommonPasswords
{
    /// <summary>The likeliest first. The empty password is first of all.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "", "changeit", "password", "changeme", "123456", "1234", "test", "Password1", "12345678", "secret", "android", "pass", "12345",
        "password123", "Passw0rd", "P@ssw0rd", "Password123", "admin", "localhost", "development", "dev", "key", "keystore", "storepass",
        "keypass", "default", "demo", "sample", "example", "notasecret", "123456789", "1234567890", "111111", "0000", "qwerty", "letmein",
    ];
}
