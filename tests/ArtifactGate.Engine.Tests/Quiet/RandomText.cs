namespace ArtifactGate.Engine.Tests.Quiet;

/// <summary>Random bytes as text.</summary>
internal static class RandomText
{
    public static string Hex(Random random, int bytes) => Convert.ToHexStringLower(Bytes(random, bytes));

    public static string Base64(Random random, int bytes) => Convert.ToBase64String(Bytes(random, bytes));

    public static string Base64Url(Random random, int bytes) => Base64(random, bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public static string Guid(Random random) => new Guid(Bytes(random, 16)).ToString();

    public static string Letters(Random random, int length) => Of(random, "abcdefghijklmnopqrstuvwxyz", length);

    public static string Of(Random random, string alphabet, int length) => string.Concat(random.GetItems(alphabet.AsSpan(), length));

    public static T Pick<T>(Random random, params ReadOnlySpan<T> items) => items[random.Next(items.Length)];

    private static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
