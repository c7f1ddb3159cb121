using System.Text.Json;
using ArtifactGate.Artifacts;
using ArtifactGate.Engine.Receipts;
using ArtifactGate.Engine.Sharding;

namespace ArtifactGate.Engine.Json;

/// <summary>What reports and receipts write of a run in the same members.</summary>
internal static class RunJson
{
    /// <summary>Writes <c>limits</c>.</summary>
    public static void Write(Utf8JsonWriter json, Limits limits)
    {
        json.WriteStartObject("limits");
        json.WriteNumber("maxDepth", limits.MaxDepth);
        json.WriteNumber("maxEntries", limits.MaxEntries);
        json.WriteNumber("maxBytes", limits.MaxBytes);
        json.WriteNumber("maxRatio", limits.MaxRatio);
        json.WriteNumber("ratioFloor", limits.RatioFloor);
        if (limits.MaxTime is { } time)
        {
            json.WriteNumber("maxSeconds", (long)time.TotalSeconds);
        }
        else
        {
            json.WriteNull("maxSeconds");
        }

        json.WriteNumber("maxSpool", limits.MaxSpool);
        json.WriteEndObject();
    }

    /// <summary>Writes <c>shard</c>.</summary>
    public static void Write(Utf8JsonWriter json, ShardedSet set)
    {
        json.WriteStartObject("shard");
        json.WriteNumber("index", set.Shard.Index);
        json.WriteNumber("count", set.Shard.Count);
        json.WriteNumber("artifacts", set.Artifacts);
        json.WriteString("set", set.Digest);
        json.WriteEndObject();
    }

    /// <summary>Writes <c>rules</c>.</summary>
    public static void WriteRules(Utf8JsonWriter json, long count, string digest)
    {
        json.WriteStartObject("rules");
        json.WriteNumber("count", count);
        json.WriteString("digest", digest);
        json.WriteEndObject();
    }

    /// <summary>Writes <c>policies</c>.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<PolicyReference> policies)
    {
        json.WriteStartArray("policies");
        foreach (PolicyReference policy in policies)
        {
            json.WriteStartObject();
            json.WriteString("path", policy.Path);
            json.WriteString("sha256", policy.Sha256);
            json.WriteString("role", policy.Role);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Reads <c>limits</c>.</summary>
    /// <exception cref="StatementException">It is missing, or not as it was written.</exception>
    public static Limits Limits(JsonElement parent)
    {
        JsonElement limits = parent.Get("limits", JsonValueKind.Object);
        return new Limits
        {
            MaxDepth = (int)Math.Min(limits.Count("maxDepth"), int.MaxValue),
            MaxEntries = limits.Count("maxEntries"),
            MaxBytes = limits.Count("maxBytes"),
            MaxRatio = (int)Math.Min(limits.Count("maxRatio"), int.MaxValue),
            RatioFloor = limits.Count("ratioFloor"),
            MaxTime = limits.TryGetProperty("maxSeconds", out JsonElement time) && time.ValueKind == JsonValueKind.Null ? null
                : TimeSpan.FromSeconds(Math.Min(limits.Count("maxSeconds"), int.MaxValue)),
            MaxSpool = limits.Count("maxSpool"),
        };
    }

    /// <summary>Reads <c>shard</c>; null where there is none.</summary>
    /// <exception cref="StatementException">It is not as it was written.</exception>
    public static ShardedSet? Shard(JsonElement parent)
    {
        if (!parent.TryGetProperty("shard", out JsonElement found) || found.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        JsonElement shard = parent.Get("shard", JsonValueKind.Object);
        (long index, long count, long artifacts) = (shard.Count("index"), shard.Count("count"), shard.Count("artifacts"));
        return index >= 1 && index <= count && count <= Sharding.Shard.MaxCount && artifacts <= int.MaxValue
            ? new ShardedSet(new Shard((int)index, (int)count), (int)artifacts, shard.Text("set"))
            : throw new StatementException("has a 'shard' that is none");
    }

    /// <summary>Reads <c>policies</c>.</summary>
    /// <exception cref="StatementException">It is missing, or not as it was written.</exception>
    public static PolicyReference[] Policies(JsonElement parent) =>
        [.. parent.Get("policies", JsonValueKind.Array).EnumerateArray().Select(p => new PolicyReference(p.Text("path"), p.Sha256("sha256"), p.Text("role")))];

    /// <summary>What a word says that a digest is taken of.</summary>
    /// <exception cref="StatementException">It is no such word.</exception>
    public static ArtifactForm Form(string word) => word switch
    {
        ReceiptTerms.File => ArtifactForm.File,
        ReceiptTerms.Folder => ArtifactForm.Folder,
        ReceiptTerms.Image => ArtifactForm.Image,
        _ => throw new StatementException("has an artifact of a kind that this version does not know"),
    };
}
