namespace ArtifactGate.Testing;

/// <summary>Values that only a user's own rule knows.</summary>
public static class OwnSample
{
    /// <summary><c>acme_</c> and 32 letters and digits.</summary>
    public static string Acme(int seed) => "acme_" + Random(seed, 32);

    /// <summary>Letters and digits.</summary>
    public static string Random(int seed, int length) => new(new Random(seed).GetItems<char>("abcdefghijklmnopqrstuvwxyz0123456789", length));
}
