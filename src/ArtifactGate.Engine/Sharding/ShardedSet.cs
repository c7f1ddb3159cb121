using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ArtifactGate.Engine.Receipts;

namespace ArtifactGate.Engine.Sharding;

/// <summary>
/// What one of several runs knows of the set that they share. Every run takes the digest of every artifact, so that each of them states the whole
/// set, and none can be left out unnoticed.
/// </summary>
/// <param name="Shard">Which part of it the run scanned.</param>
/// <param name="Artifacts">How many artifacts the whole set has.</param>
/// <param name="Digest"><c>sha256:</c> and the digest of the whole set: over the sorted lines <c>sha256 kind</c>, each ended by a line feed.</param>
public sealed record ShardedSet(Shard Shard, int Artifacts, string Digest)
{
    /// <summary>The artifacts of one shard. By content and not by name: two machines that see the same bytes agree, whatever folder they see them in.</summary>
    /// <exception cref="GateException">AG0003: an artifact that cannot be read, changes, or can be read only once.</exception>
    internal static (IReadOnlyList<ArtifactInput> Chosen, ShardedSet Set) Choose(IReadOnlyList<ArtifactInput> inputs, Shard shard, ParallelOptions parallelism)
    {
        if (inputs.Any(i => i.Open is not null))
        {
            throw new GateException("AG0003", "Standard input can be read only once, and a shard is chosen by the content; scan '-' in a run of its own.");
        }

        var digests = new ArtifactDigest[inputs.Count];
        Parallels.Run(() => Parallel.For(0, digests.Length, parallelism, i => digests[i] = ArtifactDigest.Of(inputs[i])));
        if (digests.FirstOrDefault(d => d.Changed is not null) is { Changed: { } changed })
        {
            throw new GateException("AG0003", Printable.Line($"'{changed}' changed while it was read; scan when nothing writes to it any more."));
        }

        return ([.. inputs.Where((_, i) => IndexOf(digests[i].Sha256, shard.Count) == shard.Index)],
            new ShardedSet(shard, inputs.Count, DigestOf(digests.Select(d => (d.Sha256, d.Form)))));
    }

    /// <summary>The shard that content belongs to, from 1 on.</summary>
    internal static int IndexOf(string sha256, int count) => (int)(BinaryPrimitives.ReadUInt64BigEndian(Convert.FromHexString(sha256.AsSpan(0, 16))) % (ulong)count) + 1;

    /// <summary>The digest of a whole set.</summary>
    internal static string DigestOf(IEnumerable<(string Sha256, ArtifactForm Form)> artifacts)
    {
        IEnumerable<string> lines = artifacts.Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.Sha256} {ReceiptTerms.WordOf(a.Form)}\n")).Order(StringComparer.Ordinal);
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }
}
