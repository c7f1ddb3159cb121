namespace ArtifactGate.Artifacts.Registry;

/// <summary>What somebody logs in to a registry with. No record, so that no text of it shows the password.</summary>
/// <param name="user">The user; empty with an identity token.</param>
/// <param name="secret">The password or token.</param>
/// <param name="isIdentityToken">Whether <paramref name="secret"/> is a refresh token for the registry's token service.</param>
public sealed class RegistryLogin(string user, string secret, bool isIdentityToken = false)
{
    /// <summary>The user.</summary>
    public string User => user;

    /// <summary>The password or token.</summary>
    public string Secret => secret;

    /// <summary>Whether <see cref="Secret"/> is a refresh token.</summary>
    public bool IsIdentityToken => isIdentityToken;
}
