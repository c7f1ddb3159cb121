using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ArtifactGate.Testing.Formats;

/// <summary>Writes asar archives as Electron's own tool does, and such as it would not.</summary>
public sealed class AsarBuilder
{
    private readonly JsonObject _root = new() { ["files"] = new JsonObject() };
    private readonly List<byte> _content = [];

    /// <summary>Adds a file with its hash.</summary>
    public AsarBuilder File(string path, byte[] content, bool hash = true)
    {
        var entry = new JsonObject { ["size"] = content.Length, ["offset"] = $"{_content.Count}" };
        if (hash)
        {
            string digits = Convert.ToHexStringLower(SHA256.HashData(content));
            entry["integrity"] = new JsonObject { ["algorithm"] = "SHA256", ["hash"] = digits, ["blockSize"] = 4194304, ["blocks"] = new JsonArray(digits) };
        }

        _content.AddRange(content);
        return Entry(path, entry);
    }

    /// <summary>Adds bytes that no entry names.</summary>
    public AsarBuilder Hidden(byte[] content)
    {
        _content.AddRange(content);
        return this;
    }

    /// <summary>Adds an entry as it stands.</summary>
    public AsarBuilder Entry(string path, JsonObject entry)
    {
        string[] parts = path.Split('/');
        JsonObject folder = _root;
        foreach (string part in parts[..^1])
        {
            JsonObject files = folder["files"]!.AsObject();
            folder = files[part] is JsonObject found ? found : (files[part] = new JsonObject { ["files"] = new JsonObject() }).AsObject();
        }

        folder["files"]!.AsObject()[parts[^1]] = entry;
        return this;
    }

    /// <summary>The archive.</summary>
    public byte[] Build()
    {
        byte[] json = Encoding.UTF8.GetBytes(_root.ToJsonString());
        int padding = (4 - (json.Length % 4)) % 4, payload = 4 + json.Length + padding;
        return
        [
            .. BitConverter.GetBytes(4), .. BitConverter.GetBytes(payload + 4), .. BitConverter.GetBytes(payload), .. BitConverter.GetBytes(json.Length),
            .. json, .. new byte[padding], .. _content,
        ];
    }
}
