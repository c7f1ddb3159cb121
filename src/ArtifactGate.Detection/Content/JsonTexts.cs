using System.Text;
using System.Text.Json;

namespace ArtifactGate.Detection.Content;

/// <summary>Reads the text values of a JSON file as a flat list. Takes comments and trailing commas as the tools that read such files do.</summary>
internal static class JsonTexts
{
    private static readonly JsonReaderOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    /// <summary>Reads a file in any encoding as far as it is well formed; positions are characters of its text.</summary>
    /// <param name="text">The file.</param>
    /// <param name="texts">Receives the values in order; characters beyond ASCII are question marks.</param>
    /// <param name="trueMembers">Receives the paths of members that are <c>true</c>, joined; null when nobody asks.</param>
    public static bool Read(ContentText text, List<JsonText> texts, HashSet<string>? trueMembers = null) =>
        Read(Encoding.ASCII.GetBytes(text.Text), texts, trueMembers);

    /// <summary>Reads as far as the file is well formed.</summary>
    /// <param name="content">The file in UTF-8.</param>
    /// <param name="texts">Receives the values in order.</param>
    /// <param name="trueMembers">Receives the paths of members that are <c>true</c>, joined; null when nobody asks.</param>
    /// <returns>Whether that was to its end.</returns>
    public static bool Read(ReadOnlySpan<byte> content, List<JsonText> texts, HashSet<string>? trueMembers = null)
    {
        int mark = content.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
        string[]? shared = null;
        var reader = new Utf8JsonReader(content[mark..], Options);
        var path = new List<string>();
        var parents = new Stack<int>();
        int objects = 0;
        try
        {
            while (reader.Read())
            {
                int depth = reader.CurrentDepth;
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        shared = null;
                        Enter(path, depth, reader.TokenType == JsonTokenType.StartArray);
                        parents.Push(objects++);
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        shared = null;
                        _ = parents.TryPop(out _);
                        break;
                    case JsonTokenType.PropertyName:
                        shared = null;
                        path.RemoveRange(Math.Min(path.Count, depth - 1), Math.Max(0, path.Count - depth + 1));
                        path.Add(TextOf(ref reader));
                        break;
                    case JsonTokenType.String:
                        texts.Add(new JsonText(shared ??= [.. path.Take(depth)], parents.TryPeek(out int parent) ? parent : -1, TextOf(ref reader),
                            mark + (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length));
                        break;
                    case JsonTokenType.True:
                        trueMembers?.Add(string.Join('.', path.Take(depth)));
                        break;
                }
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // Inside an array every element has the same name.
    private static void Enter(List<string> path, int depth, bool array)
    {
        path.RemoveRange(Math.Min(path.Count, depth), Math.Max(0, path.Count - depth));
        if (array)
        {
            path.Add("[]");
        }
    }

    private static string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, or bytes that are no UTF-8: nothing that a credential is made of.
            return Encoding.Latin1.GetString(reader.ValueSpan);
        }
    }
}
