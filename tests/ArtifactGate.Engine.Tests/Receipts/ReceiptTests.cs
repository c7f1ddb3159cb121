using System.Text;
using System.Text.Json;
using ArtifactGate.Artifacts;
using ArtifactGate.Engine.Json;
using ArtifactGate.Engine.Receipts;

namespace ArtifactGate.Engine.Tests.Receipts;

public sealed class ReceiptTests
{
    [Fact]
    public void A_receipt_reads_as_it_was_written_and_its_bytes_are_always_the_same()
    {
        Receipt receipt = SampleReceipt.Make();
        byte[] bytes = ReceiptWriter.Write(receipt);
        Receipt read = ReceiptReader.Read(bytes);
        Assert.Equal(receipt.Artifacts, read.Artifacts);
        Assert.Equal(receipt.Policies, read.Policies);
        Assert.Equal(receipt with { Artifacts = read.Artifacts, Policies = read.Policies }, read);
        Assert.Equal(bytes, ReceiptWriter.Write(read));
    }

    [Fact]
    public void It_has_what_the_verification_summary_requires()
    {
        using JsonDocument json = JsonDocument.Parse(ReceiptWriter.Write(SampleReceipt.Make()));
        JsonElement predicate = json.RootElement.GetProperty("predicate");
        Assert.Equal("https://in-toto.io/Statement/v1", json.RootElement.GetProperty("_type").GetString());
        Assert.Equal("https://slsa.dev/verification_summary/v1", json.RootElement.GetProperty("predicateType").GetString());
        Assert.Equal(SampleReceipt.Sha("b"), json.RootElement.GetProperty("subject")[1].GetProperty("digest").GetProperty("sha256").GetString());
        Assert.True(Uri.IsWellFormedUriString(predicate.GetProperty("verifier").GetProperty("id").GetString(), UriKind.Absolute));
        Assert.Equal("2026-03-01T12:00:00Z", predicate.GetProperty("timeVerified").GetString());
        Assert.StartsWith("ni:///sha-256;", predicate.GetProperty("resourceUri").GetString(), StringComparison.Ordinal);
        Assert.Equal(SampleReceipt.Sha("policy"), predicate.GetProperty("policy").GetProperty("digest").GetProperty("sha256").GetString());
        Assert.Equal("PASSED", predicate.GetProperty("verificationResult").GetString());
        Assert.DoesNotContain(predicate.GetProperty("verifiedLevels").EnumerateArray(), l => l.GetString()!.StartsWith("SLSA_", StringComparison.Ordinal));
        Assert.Single(predicate.EnumerateObject(), m => Uri.IsWellFormedUriString(m.Name, UriKind.Absolute));
    }

    [Theory]
    [InlineData(RunVerdict.Passed, true)]
    [InlineData(RunVerdict.Observed, false)]
    [InlineData(RunVerdict.Blocked, false)]
    [InlineData(RunVerdict.Incomplete, false)]
    [InlineData(RunVerdict.Error, false)]
    public void Only_a_run_that_passed_has_a_receipt(RunVerdict verdict, bool has)
    {
        var result = new GateResult
        {
            Verdict = verdict,
            ToolVersion = "1",
            RuleCount = 1,
            RulesDigest = "sha256:x",
            StartedUtc = SampleReceipt.Noon.AddMilliseconds(700),
            Seconds = 1.5,
            KeyId = "x",
            Limits = new Limits(),
            Artifacts =
            [
                new ArtifactResult("b", "zip", SampleReceipt.Sha("b"), 1, verdict, new Coverage(1, 1, 0)),
                new ArtifactResult("a", "zip", SampleReceipt.Sha("a"), 1, verdict, new Coverage(1, 1, 0)),
            ],
        };
        Receipt? receipt = Receipt.Of(result);
        Assert.Equal(has, receipt is not null);
        Assert.Null(Receipt.Of(result with { Artifacts = [] }));
        if (receipt is not null)
        {
            Assert.Equal(["a", "b"], receipt.Artifacts.Select(a => a.Name));
            Assert.Equal((SampleReceipt.Noon, SampleReceipt.Noon.AddSeconds(2)), (receipt.Started, receipt.Verified));
        }
    }

    [Theory]
    [InlineData("statement that this version knows", "https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v2")]
    [InlineData("statement that this version knows", "verification_summary/v1", "verification_summary/v2")]
    [InlineData("not made by a version of ArtifactGate", "#receipt-v1", "#receipt-v2")]
    [InlineData("not made by a version of ArtifactGate", "\"id\": \"https://www.nuget.org/", "\"id\": \"https://www.nuget.example/")]
    [InlineData("member twice", "\"subject\"", "\"subject\": [], \"subject\"")]
    [InlineData("member twice", "\"verdict\"", "\"verdict\": \"passed\", \"v\\u0065rdict\"")]
    [InlineData("subjects are not its artifacts", "\"name\": \"publish\",\n      \"digest\"", "\"name\": \"other\",\n      \"digest\"")]
    [InlineData("no time", "2026-03-01T12:00:00Z", "2026-03-01 12:00")]
    [InlineData("no count", "\"unread\": 2", "\"unread\": -2")]
    [InlineData("no count", "\"unread\": 2", "\"unread\": 1e99")]
    [InlineData("kind that this version does not know", "\"kind\": \"folder\"", "\"kind\": \"tape\"")]
    [InlineData("no object 'limits'", "\"limits\": {", "\"limit\": {")]
    [InlineData("half a character", "\"verdict\": \"passed\"", "\"verdict\": \"\\ud800\"")]
    public void What_is_not_understood_is_refused_in_one_line(string says, string what, string instead)
    {
        string statement = Encoding.UTF8.GetString(ReceiptWriter.Write(SampleReceipt.Make()));
        Assert.Contains(what, statement, StringComparison.Ordinal);
        byte[] changed = Encoding.UTF8.GetBytes(statement.Replace(what, instead, StringComparison.Ordinal));
        StatementException failure = Assert.Throws<StatementException>(() => ReceiptReader.Read(changed));
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.True(ReceiptSniffer.IsReceipt(changed));
    }

    [Fact]
    public void A_policy_that_is_not_the_first_of_the_policies_is_refused()
    {
        string statement = Encoding.UTF8.GetString(ReceiptWriter.Write(SampleReceipt.Make()));
        string first = $"\"sha256\": \"{SampleReceipt.Sha("policy")}\"";
        int at = statement.IndexOf(first, StringComparison.Ordinal);
        string changed = statement[..at] + $"\"sha256\": \"{SampleReceipt.Sha("other")}\"" + statement[(at + first.Length)..];
        Assert.Contains("contradicts itself", Assert.Throws<StatementException>(() => ReceiptReader.Read(Encoding.UTF8.GetBytes(changed))).Message, StringComparison.Ordinal);
    }
}
