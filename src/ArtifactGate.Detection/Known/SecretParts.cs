using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ArtifactGate.Detection.Matching;

namespace ArtifactGate.Detection.Known;

/// <summary>
/// Takes the value of a variable apart into what is worth looking for. What people or programs write everywhere (an address, a path, words)
/// would be found everywhere, so it is refused; the answer says why and never holds any of the value.
/// </summary>
/// <param name="isPassword">The name says that people chose the value.</param>
internal sealed partial class SecretParts(bool isPassword)
{
    /// <summary>The least characters of a value.</summary>
    public const int LeastLength = 16;

    /// <summary>The least strength of a value, by <see cref="Strength"/>.</summary>
    public const double LeastBits = 60;

    /// <summary>From this strength on nobody finds a value by trying, whoever made it up.</summary>
    private const double UnguessableBits = 80;

    private const int MostNested = 4;
    private const int LeastBytes = 16;

    private readonly List<KnownSecret> _found = [];

    /// <summary>What is worth looking for.</summary>
    public IReadOnlyList<KnownSecret> Found => _found;

    /// <summary>Takes a value.</summary>
    /// <returns>Why nothing of it can be looked for, or null.</returns>
    public string? Take(string value) => Take(value.Trim(), null, isPassword, 0);

    private string? Take(string value, string? part, bool password, int nested)
    {
        if (nested > MostNested)
        {
            return "nested too deep";
        }

        if (value.Length < LeastLength)
        {
            return "too short";
        }

        if (PemSecrets.IsPem(value))
        {
            return TakePem(value, part);
        }

        if (value[0] is '{' or '[' && JsonOf(value) is { } json)
        {
            using (json)
            {
                int before = _found.Count;
                TakeMembers(json.RootElement, "", nested);
                return _found.Count > before ? null : "JSON without a member that is a strong secret";
            }
        }

        if (UrlForm().IsMatch(value))
        {
            return TakeUrl(value, nested);
        }

        return ConnectionForm().IsMatch(value) ? TakeConnection(value, nested) : TakePlain(value, part, password, nested);
    }

    private string? TakePlain(string value, string? part, bool password, int nested)
    {
        if (PlainForms.NameOf(value) is { } form)
        {
            return form;
        }

        double bits = Strength.BitsOf(value);
        if (bits < LeastBits || Strength.IsWords(value))
        {
            return "too easy to guess";
        }

        byte[] bytes = Encoding.UTF8.GetBytes(value);
        if (PublishedValues.SourceOf(bytes) is not null)
        {
            return "published, so no secret";
        }

        _found.Add(new KnownSecret(bytes, value, part, password || bits < UnguessableBits));
        TakeDecoded(value, nested);
        return null;
    }

    // A variable holds no bytes, so key files travel as base64 and keys as hexadecimal digits; what they are made into may be what ships.
    private void TakeDecoded(string value, int nested)
    {
        if (value.Length % 2 == 0 && value.AsSpan().IndexOfAnyExcept(PlainForms.HexDigits) < 0)
        {
            AddBytes(Convert.FromHexString(value), "the bytes that its hexadecimal digits stand for");
        }
        else if (value.Length % 4 == 0 && Base64.IsValid(value) && value.AsSpan().IndexOfAny('+', '/', '=') >= 0)
        {
            byte[] bytes = Convert.FromBase64String(value);
            const string Part = "what its base64 stands for";
            if (!TextOf(bytes, out string text))
            {
                AddBytes(bytes, Part);
            }
            else if (PemSecrets.IsPem(text) || text[0] is '{' or '[')
            {
                _ = Take(text.Trim(), Part, password: false, nested + 1); // the value itself is looked for, whatever comes of this
            }
        }
    }

    private void AddBytes(byte[] bytes, string part)
    {
        if (bytes.Length >= LeastBytes)
        {
            _found.Add(new KnownSecret(bytes, null, part, guessable: false));
        }
    }

    private string? TakePem(string value, string? part)
    {
        int before = _found.Count;
        _found.AddRange(PemSecrets.Of(value, part));
        return _found.Count > before ? null : "PEM without a private key";
    }

    private void TakeMembers(JsonElement element, string name, int nested)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    TakeMembers(member.Value, member.Name, nested);
                }

                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    TakeMembers(item, name, nested);
                }

                break;
            case JsonValueKind.String when !KnownValueNames.IsOther(name):
                // Members are many and most are no secrets: one that is refused says nothing about the others.
                _ = Take(element.GetString()!.Trim(), "a member of its JSON", KnownValueNames.IsPassword(name), nested + 1);
                break;
        }
    }

    private string? TakeUrl(string value, int nested)
    {
        int from = value.IndexOf("://", StringComparison.Ordinal) + 3;
        int end = value.AsSpan(from).IndexOfAny('/', '?', '#');
        string authority = end < 0 ? value[from..] : value.Substring(from, end);
        int at = authority.LastIndexOf('@');
        if (at < 0)
        {
            return "an address without a password";
        }

        // Git and many others take a token for the name and no password.
        int colon = authority.IndexOf(':', StringComparison.Ordinal);
        string secret = colon >= 0 && colon < at - 1 ? authority[(colon + 1)..at] : authority[..(colon >= 0 && colon < at ? colon : at)];
        return Take(Uri.UnescapeDataString(secret), "the password of its address", password: true, nested + 1) is { } refused
            ? $"an address whose password is refused ({refused})"
            : null;
    }

    private string? TakeConnection(string value, int nested)
    {
        int before = _found.Count;
        foreach (string member in value.Split(';'))
        {
            int equals = member.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? "" : member[..equals].Trim();
            if (KnownValueNames.IsSecret(name) || KnownValueNames.IsPassword(name))
            {
                string secret = member[(equals + 1)..].Trim().Trim('"', '\'');
                _ = Take(secret, "the secret of its connection string", KnownValueNames.IsPassword(name), nested + 1);
            }
        }

        return _found.Count > before ? null : "a connection string without a strong secret";
    }

    private static JsonDocument? JsonOf(string value)
    {
        try
        {
            return JsonDocument.Parse(value);
        }
        catch (JsonException)
        {
            return null; // a value may begin with a brace and be no JSON; it is then one like any other
        }
    }

    private static bool TextOf(byte[] bytes, out string text)
    {
        text = bytes.AsSpan().IndexOfAnyExceptInRange((byte)0x09, (byte)0x7E) < 0 ? Encoding.ASCII.GetString(bytes) : "";
        return text.Length > 0;
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9+.-]{1,30}://\S+\z")]
    private static partial Regex UrlForm();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9 _.-]{2,60}=[^;]*(;\s*[A-Za-z][A-Za-z0-9 _.-]{2,60}=[^;]*)+;?\s*\z")]
    private static partial Regex ConnectionForm();
}
