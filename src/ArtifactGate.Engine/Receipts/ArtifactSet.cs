namespace ArtifactGate.Engine.Receipts;

/// <summary>What the receipts list, against what is there. Digests decide; names only serve to say what happened.</summary>
/// <param name="listed">All that the receipts list, each with its receipt.</param>
internal sealed class ArtifactSet(IReadOnlyList<(string Receipt, ReceiptArtifact Artifact)> listed)
{
    // What has been told of already is not told again as missing.
    private readonly bool[] _seen = new bool[listed.Count];

    /// <summary>One sentence for each difference.</summary>
    public IReadOnlyList<string> Compare(IReadOnlyList<ArtifactDigest> given)
    {
        var differences = new List<string>();
        var strangers = new List<ArtifactDigest>();
        foreach (ArtifactDigest artifact in given)
        {
            if (artifact.Changed is { } changed)
            {
                differences.Add($"'{changed}' changed while it was read, and must stay as it is from the scan on; find out what writes to it, and scan again.");
                Mark(a => a.Sha256 == artifact.Sha256 || IsNamed(a, artifact.Name));
            }
            else if (!Mark(a => a.Sha256 == artifact.Sha256 && a.Form == artifact.Form))
            {
                strangers.Add(artifact);
            }
        }

        differences.AddRange(strangers.Select(Stranger));
        for (int i = 0; i < listed.Count; i++)
        {
            if (!_seen[i])
            {
                (string receipt, ReceiptArtifact missing) = listed[i];
                differences.Add($"'{missing.Name}' is missing: the receipt '{receipt}' lists it (sha256:{missing.Sha256}, {ReceiptTerms.WordOf(missing.Form)}), and it was not given; name it too, or scan only what is shipped.");
            }
        }

        return differences;
    }

    private string Stranger(ArtifactDigest artifact)
    {
        string kind = ReceiptTerms.WordOf(artifact.Form);
        if (Find(a => a.Sha256 == artifact.Sha256 && a.Form != artifact.Form) is { } other)
        {
            Mark(a => a.Sha256 == artifact.Sha256);
            return $"'{artifact.Name}' is another kind of artifact: the receipt means {Article(other.Form)} with sha256:{other.Sha256}, there is {Article(artifact.Form)} with that digest; name the {ReceiptTerms.WordOf(other.Form)}.";
        }

        // The folder that names begin in may be another one now, so the last part of a name will do if it is that of one artifact alone.
        ReceiptArtifact? same = Find(a => IsNamed(a, artifact.Name)) ?? OnlyOne(a => LastPart(a.Name) == LastPart(artifact.Name));
        if (same is null)
        {
            return $"'{artifact.Name}' is in no receipt (sha256:{artifact.Sha256}, {kind}); scan it as well, or do not ship it.";
        }

        Mark(a => a == same);
        return $"'{artifact.Name}' changed since the scan: expected is sha256:{same.Sha256}, there is sha256:{artifact.Sha256}; scan it again, and ship those bytes.";
    }

    private bool Mark(Predicate<ReceiptArtifact> which)
    {
        bool any = false;
        for (int i = 0; i < listed.Count; i++)
        {
            if (which(listed[i].Artifact))
            {
                _seen[i] = any = true;
            }
        }

        return any;
    }

    private IEnumerable<ReceiptArtifact> Open(Predicate<ReceiptArtifact> which) => listed.Where((l, i) => !_seen[i] && which(l.Artifact)).Select(l => l.Artifact);

    private ReceiptArtifact? Find(Predicate<ReceiptArtifact> which) => Open(which).FirstOrDefault();

    private ReceiptArtifact? OnlyOne(Predicate<ReceiptArtifact> which) => Open(which).Take(2).ToArray() is [var one] ? one : null;

    private static string Article(ArtifactForm form) => (form == ArtifactForm.Image ? "an " : "a ") + ReceiptTerms.WordOf(form);

    private static bool IsNamed(ReceiptArtifact artifact, string name) => artifact.Name.TrimEnd('/') == name.TrimEnd('/');

    private static string LastPart(string name) => name.TrimEnd('/') is var trimmed ? trimmed[(trimmed.LastIndexOf('/') + 1)..] : "";
}
