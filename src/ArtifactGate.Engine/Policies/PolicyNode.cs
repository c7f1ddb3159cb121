using System.Text.Json;

namespace ArtifactGate.Engine.Policies;

/// <summary>A value of the policy file that knows where it stands, so that a complaint can name the member, the file and the line.</summary>
/// <param name="File">The file, absolute.</param>
/// <param name="Name">The path of the member: <c>allow[0].expires</c>; empty for the whole file.</param>
/// <param name="Line">1-based.</param>
/// <param name="Kind">What it is.</param>
internal sealed record PolicyNode(string File, string Name, int Line, JsonValueKind Kind)
{
    /// <summary>The text of a string, or the digits of a number.</summary>
    public string Text { get; init; } = "";

    /// <summary>The members of an object, in their order; no name twice.</summary>
    public IReadOnlyList<KeyValuePair<string, PolicyNode>> Members { get; init; } = [];

    /// <summary>The items of an array.</summary>
    public IReadOnlyList<PolicyNode> Items { get; init; } = [];

    /// <summary>The error for this value.</summary>
    /// <param name="complaint">What is wrong: the part of the sentence after the name of the member.</param>
    public GateException Error(string complaint) => Error(File, Line, Name.Length == 0 ? $"The policy {complaint}" : $"'{Name}' {complaint}");

    /// <summary>An error at a line of a policy file, which whoever shows it puts in front.</summary>
    public static GateException Error(string file, int line, string sentence) =>
        new("AG0004", Printable.Line($"{sentence}."), file, line);

    /// <summary>The string that this is.</summary>
    /// <exception cref="GateException">It is none, or empty.</exception>
    public string AsText() => Kind == JsonValueKind.String && Text.Length > 0 ? Text : throw Error("must be a string that is not empty");

    /// <summary>The truth value that this is.</summary>
    /// <exception cref="GateException">It is none.</exception>
    public bool AsTruth() => Kind is JsonValueKind.True or JsonValueKind.False ? Kind == JsonValueKind.True : throw Error("must be true or false");

    /// <summary>The members of the object that this is.</summary>
    /// <exception cref="GateException">It is none.</exception>
    public IReadOnlyList<KeyValuePair<string, PolicyNode>> AsMembers() => Kind == JsonValueKind.Object ? Members : throw Error("must be an object");

    /// <summary>The items of the array that this is.</summary>
    /// <exception cref="GateException">It is none.</exception>
    public IReadOnlyList<PolicyNode> AsItems() => Kind == JsonValueKind.Array ? Items : throw Error("must be an array");

    /// <summary>One of some words.</summary>
    /// <exception cref="GateException">It is none of them.</exception>
    public T AsOneOf<T>(IReadOnlyDictionary<string, T> words) =>
        Kind == JsonValueKind.String && words.TryGetValue(Text, out T? value)
            ? value
            : throw Error($"must be one of {string.Join(", ", words.Keys.Select(k => $"\"{k}\""))}");
}
