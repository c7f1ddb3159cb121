using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ArtifactGate.Detection;

/// <summary>
/// A token of PyPI is a macaroon of version 2 in base64: a location, an identifier that is a UUID, caveats in JSON that say what it may do, and a signature of
/// 32 bytes. That all of it reads so is more than chance makes; the caveats tell the user, the projects and the expiry.
/// </summary>
/// <param name="prefix">What stands before the macaroon.</param>
/// <param name="location">The host of the registry.</param>
internal sealed class PyPiMacaroonProof(string prefix, string location) : Proof
{
    private const byte Version = 2;
    private const byte Location = 1;
    private const byte Identifier = 2;
    private const byte Signature = 6;
    private const byte End = 0;
    private const int SignatureLength = 32;

    // The dashes of the UUID, the field and length of the signature at its exact place.
    public override int Bits => 40;

    public override bool Rejects => false;

    public override bool ReadsStructure => true;

    public override ProofResult Check(ReadOnlySpan<char> value)
    {
        if (!value.StartsWith(prefix) || !Base64Url.IsValid(value[prefix.Length..]))
        {
            return ProofResult.Nothing;
        }

        byte[] bytes = Base64Url.DecodeFromChars(value[prefix.Length..]);
        ReadOnlySpan<byte> rest = bytes;
        var caveats = new List<string>();
        if (rest is not [Version, ..] || !TryField(rest[1..], Location, out ReadOnlySpan<byte> place, out rest) || Encoding.Latin1.GetString(place) != location
            || !TryField(rest, Identifier, out ReadOnlySpan<byte> id, out rest) || !Utf8Parser.TryParse(id, out Guid _, out int used) || used != id.Length
            || rest is not [End, ..])
        {
            return ProofResult.Nothing;
        }

        for (rest = rest[1..]; TryField(rest, Identifier, out ReadOnlySpan<byte> caveat, out ReadOnlySpan<byte> after) && after is [End, ..]; rest = after[1..])
        {
            caveats.Add(Encoding.UTF8.GetString(caveat));
        }

        return rest is [End, Signature, SignatureLength, ..] && rest.Length == SignatureLength + 3 ? Describe(caveats) : ProofResult.Nothing;
    }

    public override string Complete(string sample, Random random)
    {
        string caveat = random.Next(2) == 0 ? $"[3, \"{NewGuid(random)}\"]" : $"{{\"permissions\": {{\"projects\": [\"project-{random.Next(100)}\"]}}, \"version\": 1}}";
        var signature = new byte[SignatureLength];
        random.NextBytes(signature);
        byte[] bytes =
        [
            Version, .. Field(Location, location), .. Field(Identifier, NewGuid(random).ToString()), End, .. Field(Identifier, caveat), End, End,
            Signature, SignatureLength, .. signature,
        ];
        return prefix + Base64Url.EncodeToString(bytes);
    }

    private static Guid NewGuid(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private static byte[] Field(byte type, string text) => [type, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];

    // A field is its type, its length in 7 bits a byte, and its bytes.
    private static bool TryField(ReadOnlySpan<byte> bytes, byte type, out ReadOnlySpan<byte> field, out ReadOnlySpan<byte> rest)
    {
        field = rest = default;
        if (bytes.Length < 2 || bytes[0] != type)
        {
            return false;
        }

        int length = bytes[1] & 0x7F, start = 2;
        if (bytes[1] >= 0x80)
        {
            if (bytes.Length < 3 || bytes[2] >= 0x80)
            {
                return false;
            }

            length |= bytes[2] << 7;
            start = 3;
        }

        if (bytes.Length < start + length)
        {
            return false;
        }

        field = bytes.Slice(start, length);
        rest = bytes[(start + length)..];
        return true;
    }

    private static ProofResult Describe(List<string> caveats)
    {
        string? user = null;
        var projects = new List<string>();
        DateTimeOffset? expires = null;
        foreach (string caveat in caveats)
        {
            try
            {
                using var json = JsonDocument.Parse(caveat);
                Read(json.RootElement, ref user, projects, ref expires);
            }
            catch (JsonException)
            {
                // An unknown caveat restricts the token in a way that cannot be told.
            }
        }

        string? scope = projects.Count > 0 ? "projects " + string.Join(", ", projects.Take(5)) : user is null ? null : "every project of the user";
        return ProofResult.Held with { Account = user, Scope = scope, Expires = expires, Details = [new("structure", "macaroon")] };
    }

    // [0, expires, not before], [1, [project names]], [2, [project ids]], [3, user id]; older ones are {"permissions": {"projects": [...]}}.
    private static void Read(JsonElement caveat, ref string? user, List<string> projects, ref DateTimeOffset? expires)
    {
        if (caveat is { ValueKind: JsonValueKind.Object } && caveat.TryGetProperty("permissions", out JsonElement permissions)
            && permissions is { ValueKind: JsonValueKind.Object } && permissions.TryGetProperty("projects", out JsonElement names))
        {
            AddNames(names, projects);
        }

        if (caveat is not { ValueKind: JsonValueKind.Array } || caveat.GetArrayLength() < 2 || caveat[0].ValueKind != JsonValueKind.Number || !caveat[0].TryGetInt32(out int kind))
        {
            return;
        }

        JsonElement value = caveat[1];
        switch (kind)
        {
            case 0 when value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long seconds) && seconds is > 0 and < 250_000_000_000:
                expires = DateTimeOffset.FromUnixTimeSeconds(seconds);
                break;
            case 1:
                AddNames(value, projects);
                break;
            case 2 when value.ValueKind == JsonValueKind.Array:
                projects.Add(string.Create(CultureInfo.InvariantCulture, $"{value.GetArrayLength()} by id"));
                break;
            case 3 when value.ValueKind == JsonValueKind.String && Guid.TryParse(value.GetString(), out Guid id):
                user = id.ToString();
                break;
        }
    }

    private static void AddNames(JsonElement names, List<string> projects)
    {
        if (names.ValueKind == JsonValueKind.Array)
        {
            projects.AddRange(names.EnumerateArray().Where(n => n.ValueKind == JsonValueKind.String).Select(n => n.GetString()!)
                .Where(n => n.Length <= 100 && n.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')));
        }
    }
}
