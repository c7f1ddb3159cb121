using System.Globalization;
using System.Text;
using ArtifactGate.Detection;
using ArtifactGate.Testing;
using ArtifactGate.Testing.Applications;
using ArtifactGate.Testing.Formats;
using ArtifactGate.Testing.Samples;

namespace ArtifactGate.Engine.Tests.Matrix;

/// <summary>The samples of all rules, arranged as a carrier can hold them.</summary>
/// <param name="Items">What it holds.</param>
/// <param name="Planted">Where in it the samples are.</param>
internal sealed record MatrixPayload(IReadOnlyList<PayloadItem> Items, IReadOnlyList<Planted> Planted)
{
    /// <summary>The environment variable whose value is planted too.</summary>
    public const string Variable = "DEPLOY_PASSWORD";

    /// <summary>The value of <see cref="Variable"/>.</summary>
    public static string KnownValue { get; } = BuildSecrets.Token(51, 36);

    private const string Root = "dir/";

    // Far enough between two samples that no name of the one reaches the value of the other.
    private const string Between = "\n\nHere ends one of them and another begins, so far below that no word of the first reaches what follows it on the line.\n\n";

    private static readonly IReadOnlyList<RuleSample> Samples =
        [.. RuleBook.Default.Rules.Where(RuleSample.IsFor).Select(r => RuleSample.Of(r, SeedOf(r)))];

    private static readonly IReadOnlyList<(Rule Rule, ContentSample Sample)> Files =
        [.. RuleBook.Default.Rules.OfType<ContentRule>().Select(r => ((Rule)r, r.Sample(new Random(SeedOf(r)))))];

    private static readonly Dictionary<Carries, MatrixPayload> ByCarrier = Enum.GetValues<Carries>().ToDictionary(c => c, Make);

    /// <summary>The payload of carriers that hold such a thing.</summary>
    public static MatrixPayload Of(Carries carries) => ByCarrier[carries];

    /// <summary>The part with one item.</summary>
    public MatrixPayload Only(PayloadItem item) => new([item], [.. Planted.Where(p => p.Item == item.Name)]);

    // A rule that is added moves no other sample.
    private static int SeedOf(Rule rule) => int.Parse(rule.Code.AsSpan(2), CultureInfo.InvariantCulture);

    private static MatrixPayload Make(Carries carries) => carries switch
    {
        Carries.Tree => OfFiles(name => Root + name),
        Carries.Named => OfStrings(NamedString),
        Carries.Strings => OfStrings((_, sample) => ("", sample.IsText ? sample.Text : Convert.ToBase64String(sample.Bytes))),
        _ => OfFiles(Flat),
    };

    // Names are kept, but for those that two files have in different folders.
    private static string Flat(string path)
    {
        string name = Path.GetFileName(path);
        return name is "config" ? path.Replace('/', '-') : name;
    }

    private static MatrixPayload OfFiles(Func<string, string> nameOf)
    {
        PayloadDocument text = Text(nameOf("samples.txt")), bytes = Bytes(nameOf("samples.bin"));
        List<PayloadItem> items = [text.Item, bytes.Item];
        List<Planted> planted = [.. text.Planted, .. bytes.Planted];
        foreach ((Rule rule, ContentSample sample) in Files)
        {
            var file = new PayloadDocument(nameOf(sample.Path), isText: true);
            int start = sample.Content.AsSpan().IndexOf(sample.Secret);
            file.Plant(rule.Code, sample.Content, start, Encoding.ASCII.GetString(sample.Secret));
            items.Add(file.Item);
            planted.AddRange(file.Planted);
        }

        foreach ((string code, string name, byte[] content) in Kinds())
        {
            items.Add(new PayloadItem(nameOf(name), content));
            planted.Add(new Planted(code, nameOf(name), null));
        }

        return new MatrixPayload(items, planted);
    }

    private static PayloadDocument Text(string name)
    {
        PayloadDocument document = new PayloadDocument(name, isText: true).Add("Samples of every rule."u8);
        foreach (RuleSample sample in Samples)
        {
            document.Add(Encoding.ASCII.GetBytes(Between));
            if (sample.IsText)
            {
                document.Plant(sample.Rule.Code, sample.Bytes, sample.Start, sample.Value);
            }
            else
            {
                // Bytes stand in text as people put them there.
                string encoded = Convert.ToBase64String(sample.Bytes);
                document.Plant(sample.Rule.Code, Encoding.ASCII.GetBytes($"data: {encoded}"), "data: ".Length, encoded);
            }
        }

        document.Add(Encoding.ASCII.GetBytes(Between)).Plant("AG5001", Encoding.ASCII.GetBytes($"deploy with {KnownValue} there"), "deploy with ".Length, KnownValue);
        return document.Add(Encoding.ASCII.GetBytes(Between));
    }

    private static PayloadDocument Bytes(string name)
    {
        var random = new Random(8);
        var document = new PayloadDocument(name, isText: false);
        foreach (RuleSample sample in Samples.Where(s => !s.IsText))
        {
            byte[] noise = new byte[1000];
            random.NextBytes(noise);
            document.Add([0, .. noise]).Plant(sample.Rule.Code, sample.Bytes, 0, Convert.ToBase64String(sample.Bytes));
        }

        return document.Add(new byte[200]);
    }

    // What a file is because of its kind: a minidump, a build log and a key store that nobody can open, all without anything else in them.
    private static IEnumerable<(string Rule, string Name, byte[] Content)> Kinds() =>
    [
        ("AG3016", "app.dmp", [.. "MDMP"u8, 0x93, 0xA7, 0, 0, .. new byte[8000]]),
        ("AG3018", "app.uber", SealedStore()),
        ("AG3015", "app.binlog", new TestBuildLog().List(("Configuration", "Release")).Started().Build()),
    ];

    // Too long for a page of a database, as the others are.
    private static byte[] SealedStore()
    {
        byte[] store = new byte[8032];
        new Random(18).NextBytes(store);
        ((ReadOnlySpan<byte>)[0, 0, 0, 1, 0, 0, 0, 20]).CopyTo(store);
        ((ReadOnlySpan<byte>)[0, 0, 4, 1]).CopyTo(store.AsSpan(28));
        return store;
    }

    private static MatrixPayload OfStrings(Func<int, RuleSample, (string Label, string Text)> write)
    {
        var items = new List<PayloadItem>();
        var planted = new List<Planted>();
        void Add(string rule, string label, string text, string value)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"S{items.Count}.{(label.Length == 0 ? "Entry" : label)}");
            items.Add(new PayloadItem(name, Encoding.ASCII.GetBytes(text)));
            planted.Add(new Planted(rule, name, value));
        }

        for (int i = 0; i < Samples.Count; i++)
        {
            (string label, string text) = write(i, Samples[i]);
            Add(Samples[i].Rule.Code, label, text, !Samples[i].IsText ? text : label.Length > 0 ? text : Samples[i].Value);
        }

        Add("AG5001", "", KnownValue, KnownValue);
        return new MatrixPayload(items, planted);
    }

    // A value that only its name makes a credential stands under that name; a command has its switches in itself.
    private static (string Label, string Text) NamedString(int index, RuleSample sample)
    {
        if (sample.Rule is ContextRule { IsNamed: true } context)
        {
            var random = new Random(SeedOf(context));
            return (ContextSample.Name(context, random, context.Keywords[0]), ContextSample.Value(context, random));
        }

        return ("", sample.IsText ? sample.Text : Convert.ToBase64String(sample.Bytes));
    }
}
