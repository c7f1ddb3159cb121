using System.Text;
using ArtifactGate.Detection.Content;
using ArtifactGate.Detection.Matching;
using ArtifactGate.Detection.Rules;

namespace ArtifactGate.Detection;

/// <summary>
/// User and password in base64 with a colon between, as a header of basic authentication has them. What decodes to something else, or to a password that
/// stands for one, is none. Keys of services are often sent as the user, with nothing or one letter as the password.
/// </summary>
internal sealed class BasicLoginProof : Proof
{
    private const int ShortestKey = 16;
    private const int LongestUser = 100;

    // Anybody may write such a text: it says what the value is, and not that it is good.
    public override int Bits => 0;

    public override bool Rejects => true;

    public override bool ReadsStructure => true;

    public override ProofResult Check(ReadOnlySpan<char> value)
    {
        if (!BasicCredential.TryDecode(value.ToString(), out string user, out string password))
        {
            return ProofResult.Failed;
        }

        bool isKey = password.Length < 2 && user.Length >= ShortestKey;
        string secret = isKey ? user : password;
        return IsSecret(secret)
            ? ProofResult.Nothing with { Account = isKey || user.Length > LongestUser ? null : user, Canonical = Encoding.UTF8.GetBytes(secret), Guessable = true }
            : ProofResult.Failed;
    }

    public override string Complete(string sample, Random random) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes($"deploy:{Alphabet.Get("[A-HJ-NP-Za-km-z]").Sample(random, 14)}7b4"));

    private static bool IsSecret(string secret) => GenericSecrets.Password.Value.TryMatchAt(secret, 0, out int length) && length == secret.Length
        && ContextValue.IsLikely(GenericSecrets.Password, secret) && Entropy.BitsPerCharacter(secret) >= GenericSecrets.Password.MinEntropy && !Placeholders.Matches(secret);
}
