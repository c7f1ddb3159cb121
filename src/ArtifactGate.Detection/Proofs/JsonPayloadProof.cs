using System.Text;
using System.Text.Json;
using ArtifactGate.Detection.Tokens;

namespace ArtifactGate.Detection;

/// <summary>
/// Behind a prefix stands a JSON object in base64 that says what the token belongs to. Documents show cut ones, so one that does not read
/// rejects nothing.
/// </summary>
/// <param name="prefix">Characters before the object.</param>
/// <param name="end">The character that ends it, last in the value; or <c>\0</c> when it goes to the end.</param>
/// <param name="members">What it always has.</param>
internal sealed class JsonPayloadProof(int prefix, char end, params string[] members) : Proof
{
    private const int SampleLength = 60;

    /// <summary>The member that names the account.</summary>
    public string? Account { get; init; }

    /// <summary>The member that says what the token is for.</summary>
    public string? Scope { get; init; }

    // That chance writes such an object is out of the question, but it says nothing of the secret part of the token.
    public override int Bits => 12;

    public override bool Rejects => false;

    public override bool ReadsStructure => true;

    public override ProofResult Check(ReadOnlySpan<char> value)
    {
        int stop = end == '\0' ? value.Length : value.LastIndexOf(end);
        if (stop <= prefix)
        {
            return ProofResult.Nothing;
        }

        ReadOnlySpan<char> encoded = value[prefix..stop].TrimEnd('=');
        char[] copy = new char[encoded.Length];
        encoded.Replace(copy, '+', '-');
        copy.AsSpan().Replace('/', '_');
        bool read = JsonObject.TryRead(copy, [.. members, .. Names()], out Dictionary<string, JsonElement>? found);
        Array.Clear(copy);
        return read && members.All(found!.ContainsKey)
            ? ProofResult.Held with { Account = Text(found!, Account), Scope = Text(found!, Scope) }
            : ProofResult.Nothing;
    }

    public override string Complete(string sample, Random random)
    {
        int stop = end == '\0' ? sample.Length : sample.LastIndexOf(end);
        string json = "{" + string.Join(',', members.Union(Names()).Select(m => $"\"{m}\":\"{Alphabet.Get("lower36").Sample(random, SampleLength)}\"")) + "}";
        return sample[..prefix] + Convert.ToBase64String(Encoding.ASCII.GetBytes(json)).TrimEnd('=') + sample[stop..];
    }

    private IEnumerable<string> Names() => new[] { Account, Scope }.OfType<string>();

    // A number stands for itself; anything longer than a name is none.
    private static string? Text(Dictionary<string, JsonElement> found, string? member) =>
        member is not null && found.TryGetValue(member, out JsonElement value)
        && (value.ValueKind == JsonValueKind.String ? value.GetString() : value.ValueKind == JsonValueKind.Number ? value.GetRawText() : null) is { Length: > 0 and <= 200 } text
            ? text : null;
}
