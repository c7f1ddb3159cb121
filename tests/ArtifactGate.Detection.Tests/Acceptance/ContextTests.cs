using System.Text;
using ArtifactGate.Testing.Samples;

namespace ArtifactGate.Detection.Tests.Acceptance;

/// <summary>What the rules promise that know a value only by its name.</summary>
public sealed class ContextTests
{
    public static TheoryData<string> Codes => new(RuleBook.Default.Rules.Where(r => r is ContextRule).Select(r => r.Code));

    public static TheoryData<string> Named => new(RuleBook.Default.Rules.Where(r => r is ContextRule { IsNamed: true }).Select(r => r.Code));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Warns_and_no_more(string code) => Assert.Equal(Evidence.Context, RuleBook.Default.Find(code)!.Evidence);

    [Theory]
    [MemberData(nameof(Named))]
    public void In_every_notation(string code)
    {
        AcceptanceRule rule = AcceptanceRule.Of(code);
        var context = (ContextRule)rule.Rule;
        for (int seed = 0; seed < 5; seed++)
        {
            foreach (string notation in ContextSample.Notations)
            {
                var random = new Random(seed);
                string value = ContextSample.Value(context, random);
                string text = $"first line\n{ContextSample.In(context, random, notation, value)}\nlast line\n";
                rule.AssertFound(rule.Scan(Encoding.ASCII.GetBytes(text)), $"{notation}, seed {seed}", (text.LastIndexOf(value, StringComparison.Ordinal), value.Length));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Named))]
    public void As_a_labelled_fragment(string code)
    {
        AcceptanceRule rule = AcceptanceRule.Of(code);
        var context = (ContextRule)rule.Rule;
        for (int seed = 0; seed < 25; seed++)
        {
            var random = new Random(seed);
            string value = ContextSample.Value(context, random);
            string name = ContextSample.Name(context, random, context.Keywords[0]);
            byte[] bytes = Encoding.ASCII.GetBytes(value);
            rule.AssertFound(rule.Scan(bytes, label: name), $"{name}, seed {seed}", (0, value.Length));
            rule.AssertFound(rule.Scan(bytes, label: "App." + name), $"App.{name}, seed {seed}", (0, value.Length));
            rule.AssertFound(rule.Scan(Encoding.ASCII.GetBytes($"{name}={value}"), label: name), $"{name}=, seed {seed}", (name.Length + 1, value.Length));
            rule.AssertFound(rule.Scan(bytes, label: "Some.Other"), $"another label, seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Not_without_its_keyword(string code)
    {
        AcceptanceRule rule = AcceptanceRule.Of(code);
        var context = (ContextRule)rule.Rule;
        for (int seed = 0; seed < 25; seed++)
        {
            string value = ContextSample.Value(context, new Random(seed));
            foreach (string text in (string[])[value, $"name = \"{value}\"", $"\"value\": \"{value}\"", $"<a>{value}</a>"])
            {
                rule.AssertFound(rule.Scan(Encoding.ASCII.GetBytes(text)), $"{text.Replace(value, "*", StringComparison.Ordinal)}, seed {seed}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Not_what_stands_for_a_value(string code)
    {
        AcceptanceRule rule = AcceptanceRule.Of(code);
        var context = (ContextRule)rule.Rule;
        int length = Math.Min(context.Value.MaxLength, 32);
        string[] values =
        [
            "string", "String?", "null", "undefined", "required", "password", "your-key-here", "YOUR_API_TOKEN_GOES_HERE", "changeme", "placeholder", "${SECRET}",
            "$(Secret)", "$SECRET", "%SECRET%", "{{ secret }}", "${{ secrets.TOKEN }}", "<secret>", "process.env.SECRET", "configuration.GetValue", "args.password",
            new string('x', length), new string('0', length), new string('*', length), "some-name-of-a-thing", "SomeNameOfAThing", "someNameOfAThing", "System.String",
            "Microsoft.Extensions.Configuration", "true", "12345", "/path/to/a/file-1.pem", "C:\\certs\\sign1.pfx", "https://contoso.net/login1",
        ];
        foreach (string value in values)
        {
            foreach (string notation in ContextSample.Notations)
            {
                string text = ContextSample.In(context, new Random(1), notation, value);
                rule.AssertFound(rule.Scan(Encoding.ASCII.GetBytes(text)), text);
            }

            rule.AssertFound(rule.Scan(Encoding.ASCII.GetBytes(value), label: ContextSample.Name(context, new Random(1), context.Keywords[0])), $"label, {value}");
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Never_more_than_text_needs(string code)
    {
        AcceptanceRule rule = AcceptanceRule.Of(code);
        byte[] bytes = rule.Sample(5);
        var matches = new List<Match>();
        new Detector(new RuleBook([rule.Rule])).Scan(new ScanWindow { Bytes = bytes, OwnedEnd = bytes.Length }, matches, []);
        Assert.Empty(matches);
    }
}
