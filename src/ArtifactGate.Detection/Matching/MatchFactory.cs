using System.Text;
using ArtifactGate.Detection.Known;

namespace ArtifactGate.Detection.Matching;

/// <summary>Turns a located value into a <see cref="Match"/>, or drops it: the one place where evidence is decided.</summary>
internal sealed class MatchFactory(DetectorOptions options)
{
    /// <summary>The strength in bits from which a holding proof makes a match proven.</summary>
    public const int ProvenBits = 20;

    /// <summary>The strength in bits from which nobody asks any more whether somebody typed the value in place of one.</summary>
    private const int TellingBits = 8;

    /// <summary>Judges a text value; null when it is no credential.</summary>
    public Match? FromText(Rule rule, Proof? proof, double minEntropy, string previewPrefix, ReadOnlySpan<char> value, ShapeMatch shape,
        long offset, int byteLength, TextForm form, Effort effort)
    {
        ProofResult found = proof?.Check(value, effort) ?? shape.Facts ?? ProofResult.Nothing;
        bool proven = found.Outcome == ProofOutcome.Holds && proof!.Bits >= ProvenBits;
        if ((found.Outcome == ProofOutcome.Fails && proof!.Rejects) || (!proven && (shape.GluedLeft || shape.GluedRight)))
        {
            return null;
        }

        ReadOnlySpan<char> body = value.StartsWith(previewPrefix) ? value[previewPrefix.Length..] : value;
        bool judged = found.Outcome == ProofOutcome.Holds && proof?.Bits >= TellingBits;
        if (!judged && proof?.ReadsStructure != true && shape.Facts is null
            && (Placeholders.Matches(body) || Entropy.BitsPerCharacter(body) < minEntropy) && PublishedValues.SourceOf(value) is null)
        {
            return null;
        }

        if (shape.Truncated)
        {
            found = found with { Truncated = true };
        }

        byte[] bytes = Encoding.UTF8.GetBytes(value.ToArray());
        Match match = Make(rule, found, proven ? Evidence.Proven : found.Evidence ?? rule.Evidence, proof, bytes, offset, byteLength, value.Length, form,
            Preview(previewPrefix, value));
        options.Reveal?.Add(match, value.ToString());
        Array.Clear(bytes);
        return match;
    }

    /// <summary>Makes the match of a binary structure or of a content rule, whose parser already judged it.</summary>
    public Match FromBytes(Rule rule, ProofResult found, Evidence evidence, ReadOnlySpan<byte> value, long offset, TextForm form)
    {
        Match match = Make(rule, found, found.Outcome == ProofOutcome.Holds ? Evidence.Proven : evidence, null, value, offset,
            value.Length, value.Length / form.Stride(), form, "");
        options.Reveal?.Add(match, form == TextForm.Binary ? Convert.ToBase64String(value) : TextOf(value, form));
        return match;
    }

    /// <summary>Makes the match of a known value, whose exact characters are its proof.</summary>
    public Match FromKnown(Rule rule, KnownSecret secret, string variables, long offset, int byteLength, TextForm form, string[] encodings)
    {
        List<KeyValuePair<string, string>> details = [new("variable", variables)];
        if (secret.Part is { } part)
        {
            details.Add(new("part", part));
        }

        var found = new ProofResult(ProofOutcome.Unknown) { Canonical = secret.Canonical, Guessable = secret.Guessable, Details = details };
        int length = secret.Text?.Length ?? secret.Bytes.Length;
        Match plain = Make(rule, found, rule.Evidence, null, secret.Bytes, offset, byteLength, length, form, "…");
        Match match = plain with { Encodings = encodings };
        options.Reveal?.Add(match, secret.Text ?? Convert.ToBase64String(secret.Bytes));
        return match;
    }

    /// <summary>Makes the match of a file that is meant by its path or its kind: a place, and no value.</summary>
    public Match OfFile(Rule rule, IReadOnlyList<string> tags)
    {
        var found = new ProofResult(ProofOutcome.Unknown) { Details = tags.Count == 0 ? [] : [new("tags", string.Join(", ", tags))] };
        Match match = Make(rule, found, rule.Evidence, null, [], 0, 0, 0, TextForm.Binary, "");
        return match with { Fingerprint = null, Likeness = null, Length = null };
    }

    private Match Make(Rule rule, ProofResult found, Evidence evidence, Proof? proof, ReadOnlySpan<byte> value, long offset,
        int byteLength, int length, TextForm form, string preview)
    {
        bool hidden = (rule.Guessable || found.Guessable) && !options.Fingerprinter.HasSecretKey;
        return new Match
        {
            Rule = rule,
            Offset = offset,
            ByteLength = byteLength,
            Form = form,
            Evidence = evidence,
            Fingerprint = hidden ? null : options.Fingerprinter.Of(found.Canonical ?? value),
            Likeness = options.Fingerprinter.LikenessOf(found.Canonical ?? value),
            Preview = hidden ? "" : preview,
            Length = hidden ? null : length,
            Identity = new Identity(rule.Issuer, rule.Kind, found.Account, found.Scope, found.Expires),
            Details = DetailsOf(found, evidence, proof),
            Encrypted = found.Encrypted,
            SigningKey = found.SigningKey,
            Member = found.Member,
            Published = PublishedValues.SourceOf(value) ?? (found.Canonical is { } canonical ? PublishedValues.SourceOf(canonical) : null),
        };
    }

    private static List<KeyValuePair<string, string>> DetailsOf(ProofResult found, Evidence evidence, Proof? proof)
    {
        var details = new List<KeyValuePair<string, string>>(found.Details);
        if (found.Outcome == ProofOutcome.Holds && evidence != Evidence.Proven && details.All(d => d.Key != "structure"))
        {
            details.Add(new("structure", "valid"));
        }
        else if (found.Outcome == ProofOutcome.Fails && proof is not null)
        {
            details.Add(new("checksum", "invalid"));
        }

        if (found.Truncated && details.All(d => d.Key != "truncated"))
        {
            details.Add(new("truncated", "true"));
        }

        return details;
    }

    // Only literals of the shape may show; the ellipsis stands for the secret, however long it is.
    private static string Preview(string prefix, ReadOnlySpan<char> value) =>
        value.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? prefix + "…" : "…";

    private static string TextOf(ReadOnlySpan<byte> value, TextForm form) => form switch
    {
        TextForm.Utf16LittleEndian => Encoding.Unicode.GetString(value),
        TextForm.Utf16BigEndian => Encoding.BigEndianUnicode.GetString(value),
        _ => Encoding.UTF8.GetString(value),
    };
}
