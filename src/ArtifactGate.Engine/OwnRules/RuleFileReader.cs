using System.Security.Cryptography;
using ArtifactGate.Engine.Policies;

namespace ArtifactGate.Engine.OwnRules;

/// <summary>Reads one rule file and those that it extends, and puts them together.</summary>
internal sealed class RuleFileReader
{
    private const long MaxFileBytes = 16 << 20;
    private const int MostExtended = 8;

    private readonly List<string> _files = [];
    private readonly List<Notice> _notices = [];
    private readonly HashSet<string> _disabled = new(StringComparer.Ordinal);
    private readonly string _file;

    /// <param name="file">The file, absolute.</param>
    public RuleFileReader(string file) => _file = file;

    /// <summary>What the file says that is not followed.</summary>
    public IReadOnlyList<Notice> Notices => _notices;

    /// <summary>The rules of all files together.</summary>
    public IReadOnlyList<RuleEntry> Rules { get; private set; } = [];

    /// <summary>The allow lists of all files together.</summary>
    public IReadOnlyList<AllowListEntry> AllowLists { get; private set; } = [];

    /// <summary>Whether one of them extends the rules of the program that the format is from.</summary>
    public bool ExtendsDefault { get; private set; }

    /// <summary>A digest over all of them.</summary>
    public string Digest { get; private set; } = "";

    /// <summary>Reads.</summary>
    /// <exception cref="GateException">AG0004: a file cannot be read or is wrong.</exception>
    public void Read()
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Read(_file, null, digest);
        Digest = Convert.ToHexStringLower(digest.GetHashAndReset());
        if (ExtendsDefault)
        {
            _notices.Add(new Notice("AG0004", "'extend.useDefault' brings no rules: ArtifactGate's own rules always run, and what this file changes in rules of other programs does not count.", _file));
        }
    }

    private void Read(string file, PolicyNode? from, IncrementalHash digest)
    {
        if (_files.Contains(file) || _files.Count >= MostExtended)
        {
            throw from!.Error(_files.Contains(file) ? "extends a file that extends this one" : $"is more than {MostExtended} files deep");
        }

        _files.Add(file);
        byte[] bytes = ReadFile(file, from);
        digest.AppendData(bytes);
        RuleFileEntry entry = PolicyFileReader.Object(TomlReader.Read(file, bytes), new RuleFileEntry(), RuleFileMembers.Top);
        RefuseTwice(entry.Rules);
        Note(file, entry);
        if (entry is { Extends: not null, ExtendsDefault: true })
        {
            throw entry.Extends.Error("cannot stand beside 'extend.useDefault'");
        }

        ExtendsDefault |= entry.ExtendsDefault;
        Rules = [.. Rules.Select(r => entry.Rules.FirstOrDefault(e => e.Id == r.Id) is { } extended ? r.On(extended) : r),
            .. entry.Rules.Where(e => Rules.All(r => r.Id != e.Id) && !_disabled.Contains(e.Id))];
        AllowLists = [.. AllowLists, .. entry.AllowLists];
        _disabled.UnionWith(entry.DisabledRules);
        if (entry.Extends is { } next)
        {
            Read(Path.GetFullPath(next.Text, Path.GetDirectoryName(file)!), next, digest);
        }
    }

    private static void RefuseTwice(IReadOnlyList<RuleEntry> rules)
    {
        var seen = new Dictionary<string, RuleEntry>(StringComparer.Ordinal);
        foreach (RuleEntry rule in rules)
        {
            if (!seen.TryAdd(rule.Id, rule))
            {
                throw rule.Node.Error($"has the id '{rule.Id}' of the rule in line {seen[rule.Id].Node.Line}");
            }
        }
    }

    private void Note(string file, RuleFileEntry entry)
    {
        IEnumerable<(string Member, int Rules)> ofRules = from rule in entry.Rules from member in rule.NotFollowed group member by member into one select (one.Key, one.Count());
        foreach ((string member, int rules) in entry.NotFollowed.Select(m => (m, 0)).Concat(ofRules))
        {
            string who = rules == 0 ? $"'{member}' of the file" : rules == 1 ? $"'{member}' of 1 rule" : $"'{member}' of {rules} rules";
            string why = member is "validate" or "analyze" or "revoke"
                ? "nothing is sent anywhere, so it changes no finding"
                : "what it would leave out is found too";
            _notices.Add(new Notice("AG0004", $"{who} is not followed: {why}.", file));
        }

        if (entry.AllowLists.Concat(entry.Rules.SelectMany(r => r.AllowLists)).Count(l => l.NamesCommits) is > 0 and var lists)
        {
            _notices.Add(new Notice("AG0004", $"{(lists == 1 ? "1 allow list names" : $"{lists} allow lists name")} commits, which artifacts do not have: that allows nothing.", file));
        }
    }

    private static byte[] ReadFile(string file, PolicyNode? from)
    {
        try
        {
            return new FileInfo(file).Length <= MaxFileBytes
                ? File.ReadAllBytes(file)
                : throw Wrong($"is larger than {MaxFileBytes >> 20} MiB");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Wrong(Directory.Exists(file) ? "is a folder" : e is FileNotFoundException or DirectoryNotFoundException ? "does not exist" : $"cannot be read ({e.GetType().Name})");
        }

        GateException Wrong(string why) => from?.Error($"names the file '{file}', which {why}") ?? new GateException("AG0004", $"The rule file '{Printable.Line(file)}' {why}.", file);
    }
}
