using System.Text;
using ArtifactGate.Engine.Json;
using ArtifactGate.Engine.Receipts;

namespace ArtifactGate.Engine.Tests.Receipts;

/// <summary>Receipts are told by their content, and hostile ones end in one line.</summary>
public sealed class ReceiptFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-receipts-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true, "{\"payloadType\":\"x\",\"payload\":\"\",\"signatures\":[]}")]
    [InlineData(true, "{\"signatures\":[],\"payload\":\"\",\"payloadType\":\"x\"}")]
    [InlineData(true, "\uFEFF \n{\"payload\":\"\",\"payloadType\":\"x\",")]
    [InlineData(true, "{\"_type\":\"https://in-toto.io/Statement/v1\",\"predicateType\":\"https://slsa.dev/verification_summary/v1\"}")]
    [InlineData(true, "{\"_type\":\"https://in-toto.io/Statement/v0.1\",\"predicateType\":\"https://slsa.dev/verification_summary/v3\"}")]
    [InlineData(true, "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[")]
    [InlineData(false, "{\"_type\":\"https://in-toto.io/Statement/v1\",\"predicateType\":\"https://slsa.dev/provenance/v1\"}")]
    [InlineData(false, "{\"payload\":\"\"}")]
    [InlineData(false, "{\"a\":{\"payload\":\"\",\"signatures\":[]}}")]
    [InlineData(false, "[{\"payload\":\"\",\"signatures\":[]}]")]
    [InlineData(false, "{")]
    [InlineData(false, "")]
    [InlineData(false, "PK")]
    public void Content_tells_receipts_from_artifacts(bool receipt, string content) =>
        Assert.Equal(receipt, ReceiptFile.Find(Write(Encoding.UTF8.GetBytes(content))) is not null);

    [Fact]
    public void Hostile_ones_end_in_one_line()
    {
        const string Head = "{\"payloadType\":\"application/vnd.in-toto+json\",\"signatures\":[],\"payload\":";
        Refused("nested too deep", Encoding.UTF8.GetBytes(Head + string.Concat(Enumerable.Repeat("[", 1_000_000))));
        Refused("nested too deep", Encoding.UTF8.GetBytes(Head + string.Concat(Enumerable.Repeat("{\"a\":", 40)) + "1" + new string('}', 41)));
        Refused("not UTF-8", [.. Encoding.UTF8.GetBytes(Head), (byte)'"', 0xFF, 0xC0, (byte)'"', (byte)'}']);
        Refused("no JSON that can be trusted", Encoding.UTF8.GetBytes(Head + "\"\""));
        Refused("not base64", Encoding.UTF8.GetBytes(Head + "\"@@@@\"}"));
        Refused("no text 'payload'", Encoding.UTF8.GetBytes(Head + "5}"));
        Refused("envelope of something else", Encoding.UTF8.GetBytes(Head.Replace("in-toto", "out-toto", StringComparison.Ordinal) + "\"\"}"));
        Refused("more than 100 signatures", Encoding.UTF8.GetBytes(Head.Replace("[]", "[" + string.Join(',', Enumerable.Repeat("{\"sig\":\"\"}", 101)) + "]", StringComparison.Ordinal) + "\"\"}"));
        Refused("no statement that this version knows", Encoding.UTF8.GetBytes($"{Head}\"{Convert.ToBase64String("[]"u8)}\"}}"));
    }

    [Fact]
    public void One_beyond_all_size_is_not_read()
    {
        ArtifactInput input = Write(Encoding.UTF8.GetBytes("{\"payloadType\":\"x\",\"signatures\":[],\"payload\":\""));
        using (FileStream file = File.OpenWrite(input.Location))
        {
            file.SetLength((64 << 20) + 1);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        ReceiptFile receipt = Assert.IsType<ReceiptFile>(ReceiptFile.Find(input));
        Assert.Contains("larger than 64 MiB", Assert.Throws<StatementException>(() => receipt.Open(null)).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    private void Refused(string says, byte[] content)
    {
        ReceiptFile receipt = Assert.IsType<ReceiptFile>(ReceiptFile.Find(Write(content)));
        string message = Assert.Throws<StatementException>(() => receipt.Open(null)).Message;
        Assert.Contains(says, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    private ArtifactInput Write(byte[] content)
    {
        string path = Path.Combine(_folder, "r.bin");
        File.WriteAllBytes(path, content);
        return new ArtifactInput("r.bin", path);
    }
}
