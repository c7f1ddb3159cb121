using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ArtifactGate.Engine.Caching;

/// <summary>
/// Remembers content in which nothing was found and which was read completely, and nothing else: no finding, no value, no name. Each entry is bound
/// to the digest of the content, the name it had, the rules, the limits and this very program, and carries a message authentication code under a key
/// that only the runs know which share the cache. Whoever can write to the folder but does not know the key can make nothing pass.
/// </summary>
public sealed class ContentCache : CleanContents
{
    /// <summary>The environment variable that the key is in.</summary>
    public const string KeyVariable = "ARTIFACTGATE_CACHE_KEY";

    private const int LeastKeyLength = 16;
    private const int MostEntryBytes = 1024;
    private const string Header = "artifactgate-cache-1";

    // Another build of the program may open what this one does not.
    private static readonly string Program = string.Join(' ', new[] { typeof(ContentCache), typeof(Artifacts.Budget), typeof(Detection.RuleBook) }
        .Select(t => t.Module.ModuleVersionId.ToString("N")));

    private readonly string _folder;
    private readonly byte[] _key;
    private int _refused;
    private int _failures;

    private ContentCache(string folder, byte[] key) => (_folder, _key) = (folder, key);

    internal override IEnumerable<Notice> Notices =>
    [
        .. Told(_refused, "of the cache not written with this key for this content: passed over; somebody else writes to it"),
        .. Told(_failures, "not written to the cache: the folder cannot be written to"),
    ];

    /// <summary>Opens a cache; a folder that is missing is made.</summary>
    /// <param name="folder">Absolute.</param>
    /// <param name="shown">The folder as the user wrote it.</param>
    /// <param name="key">What the variable holds.</param>
    /// <exception cref="GateException">AG0003: there is no key, or no folder.</exception>
    public static ContentCache Open(string folder, string shown, string? key)
    {
        if (key is null || key.Length < LeastKeyLength)
        {
            throw new GateException("AG0003", string.Create(CultureInfo.InvariantCulture,
                $"A cache needs a secret key of at least {LeastKeyLength} characters in {KeyVariable}: without one everybody who can write to it could pass what they like."));
        }

        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new GateException("AG0003", Printable.Line($"The cache '{shown}' is no folder that can be used."));
        }

        return new ContentCache(folder, HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(Header)));
    }

    internal override CleanContent? Find(CacheQuestion question)
    {
        try
        {
            var file = new FileInfo(PathOf(question));
            if (!file.Exists)
            {
                return null;
            }

            CleanContent? found = file.Length <= MostEntryBytes ? Read(question, File.ReadAllText(file.FullName)) : null;
            if (found is null)
            {
                Interlocked.Increment(ref _refused);
            }

            return found;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What cannot be read is not known, and is looked at.
            return null;
        }
    }

    internal override void Add(CacheQuestion question, CleanContent clean)
    {
        string path = PathOf(question), line = Line(clean), temporary = $"{path}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(temporary, $"{line}\n{Code(question, line)}\n");
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The run does not depend on it; it is counted and told.
            Interlocked.Increment(ref _failures);
        }
    }

    private static Notice[] Told(int count, string what) =>
        count == 0 ? [] : [new Notice("AG0009", $"{count.ToString(CultureInfo.InvariantCulture)} {(count == 1 ? "entry" : "entries")} {what}.")];

    private CleanContent? Read(CacheQuestion question, string entry)
    {
        string[] lines = entry.Split('\n');
        if (lines is not [var line, var code, ""] || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(code), Encoding.ASCII.GetBytes(Code(question, line))))
        {
            return null;
        }

        string[] words = line.Split(' ');
        return new CleanContent(words[1], long.Parse(words[2], CultureInfo.InvariantCulture), long.Parse(words[3], CultureInfo.InvariantCulture));
    }

    private static string Line(CleanContent clean) => string.Create(CultureInfo.InvariantCulture, $"{Header} {clean.Kind} {clean.Nodes} {clean.Bytes}");

    private string Code(CacheQuestion question, string line) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"entry\n{Text(question)}\n{line}")));

    private string PathOf(CacheQuestion question)
    {
        string name = Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"name\n{Text(question)}")));
        return Path.Combine(_folder, name[..2], name[2..]);
    }

    // A name may have any character; the rest has no line break, so it comes last.
    private static string Text(CacheQuestion question) => $"{Program}\n{question.RulesDigest}\n{question.Limits}\n{question.Sha256}\n{question.Depth.ToString(CultureInfo.InvariantCulture)}\n{question.Name}";
}
