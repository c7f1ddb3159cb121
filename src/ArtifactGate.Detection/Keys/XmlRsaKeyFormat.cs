using System.Numerics;
using ArtifactGate.Detection.Keys.Samples;

namespace ArtifactGate.Detection.Keys;

/// <summary>
/// RSA keys in one of the XML forms of the framework, with the private numbers in it; also escaped inside other XML or JSON. One form is what the
/// key itself writes, the other is its parameters as a serializer writes them.
/// </summary>
/// <param name="name">The element.</param>
/// <param name="structure">What the report calls the form.</param>
internal sealed class XmlRsaKeyFormat(string name, string structure) : TextKeyFormat
{
    // The element has names of namespaces where a serializer wrote it.
    private readonly string[] _ends = [$"</{name}>", $"&lt;/{name}&gt;", $"\\u003c/{name}\\u003e", $"\\u003C/{name}\\u003E"];

    public override IReadOnlyList<ShapeAnchor> Anchors { get; } = [new($"<{name}"), new($"&lt;{name}"), new($"\\u003c{name}"), new($"\\u003C{name}")];

    public override bool Locate(ReadOnlySpan<char> text, int anchorAt, out int start, out int length, out bool open)
    {
        start = anchorAt;
        ReadOnlySpan<char> rest = UpToNext(text[anchorAt..Math.Min(text.Length, anchorAt + MaxLength)]);
        foreach (string end in _ends)
        {
            int at = rest.IndexOf(end);
            if (at >= 0)
            {
                length = at + end.Length;
                open = false;
                return true;
            }
        }

        length = rest.Length;
        open = anchorAt + rest.Length == text.Length;
        return false;
    }

    // A key ends before another one begins; so a file of nothing but beginnings is gone through once.
    private ReadOnlySpan<char> UpToNext(ReadOnlySpan<char> rest)
    {
        int first = rest.IndexOf(name) + name.Length;
        int next = rest[first..].IndexOf(name);
        return next > 0 && rest[first + next - 1] != '/' ? rest[..(first + next)] : rest;
    }

    public override KeyFacts? Parse(ReadOnlySpan<char> value)
    {
        string xml = value.ToString().Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal)
            .Replace("\\u003c", "<", StringComparison.OrdinalIgnoreCase).Replace("\\u003e", ">", StringComparison.OrdinalIgnoreCase)
            .Replace("\\u002b", "+", StringComparison.OrdinalIgnoreCase).Replace("\\r", "", StringComparison.Ordinal).Replace("\\n", "", StringComparison.Ordinal)
            .Replace("\\/", "/", StringComparison.Ordinal);
        byte[] d = Number(xml, "D");
        KeyFacts? facts = d.Length == 0 ? null : RsaKey.Judge(Number(xml, "Modulus"), Number(xml, "Exponent"), d, Number(xml, "P"), Number(xml, "Q"));
        return facts is null ? null : facts with { Structure = structure };
    }

    public override string Sample(Random random)
    {
        var key = new SampleRsa(random);
        static string Text(BigInteger number) => Convert.ToBase64String(number.ToByteArray(isUnsigned: true, isBigEndian: true));
        return $"<{name}><Modulus>{Text(key.N)}</Modulus><Exponent>{Text(key.E)}</Exponent><P>{Text(key.P)}</P><Q>{Text(key.Q)}</Q><D>{Text(key.D)}</D></{name}>";
    }

    private static byte[] Number(string xml, string member)
    {
        int start = xml.IndexOf($"<{member}>", StringComparison.Ordinal) + member.Length + 2;
        int end = xml.IndexOf($"</{member}>", StringComparison.Ordinal);
        if (start < member.Length + 2 || end < start)
        {
            return [];
        }

        var bytes = new byte[end - start];
        return Convert.TryFromBase64String(xml[start..end], bytes, out int length) ? bytes[..length] : [];
    }
}
