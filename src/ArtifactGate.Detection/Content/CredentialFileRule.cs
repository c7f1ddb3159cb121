using System.Text;

namespace ArtifactGate.Detection.Content;

/// <summary>A configuration file of a known tool, recognised by its name or by words that its head has.</summary>
internal abstract class CredentialFileRule : ContentRule
{
    /// <inheritdoc/>
    public override int MaxContent => 1 << 20;

    /// <summary>Makes a sample from text.</summary>
    protected static ContentSample SampleOf(string path, string text, string secret) => new(path, Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(secret));

    /// <summary>Letters and digits that pass for a credential in a sample.</summary>
    protected static string Secret(Random random, int length = 32) => Alphabet.Get("base62").Sample(random, length);
}
