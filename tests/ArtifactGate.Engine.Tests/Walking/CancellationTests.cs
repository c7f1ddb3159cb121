using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Walking;

/// <summary>Whoever stops a run does not wait for the end of what is being read: content without an end is left after a few more bytes.</summary>
public sealed class CancellationTests
{
    // More than any window, buffer or batch.
    private const long Beyond = 4 << 20;
    private const long Before = 8 << 20;

    public static TheoryData<string> Kinds => ["zeros", "words", "base64", "hex", "json", "utf-16", "utf-32", "gzip", "zip", "tar", "decoded in one run"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_has_no_end_is_left_soon(string kind)
    {
        using var cancellation = new CancellationTokenSource();
        var endless = new Endless(Piece(kind), () => cancellation.Cancel());
        var formats = new FormatBook(FormatBook.Default.Formats.Append(new OneEntry("x", endless)));
        var options = new GateOptions
        {
            WorkingDirectory = Path.GetTempPath(),
            Artifacts = [new ArtifactInput("artifact", "", () => new MemoryStream(Encoding.ASCII.GetBytes(OneEntry.Magic)))],
            Jobs = 1,
            Now = DateTimeOffset.UnixEpoch,
        };
        GateResult result = new Gate(formats: formats).Run(options, null, cancellation.Token);
        Assert.Equal(UnreadReason.Cancelled, Assert.Single(result.Unread).Reason);
        Assert.InRange(endless.Given, Before, Before + Beyond);
    }

    [Fact]
    public void What_comes_as_a_stream_is_left_while_it_is_put_into_a_file()
    {
        using var cancellation = new CancellationTokenSource();
        using var endless = new Endless(Piece("words"), () => cancellation.Cancel());
        var options = new GateOptions { WorkingDirectory = Path.GetTempPath(), Artifacts = [new ArtifactInput("-", "", () => endless)], Now = DateTimeOffset.UnixEpoch };
        Assert.Equal(UnreadReason.Cancelled, Assert.Single(new Gate().Run(options, null, cancellation.Token).Unread).Reason);
        Assert.InRange(endless.Given, Before, Before + Beyond);
    }

    [Fact]
    public void Artifacts_that_were_not_begun_are_not_opened()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        var options = new GateOptions
        {
            WorkingDirectory = Path.GetTempPath(),
            Artifacts = [.. Enumerable.Range(0, 3).Select(i => new ArtifactInput($"{i}", "", () => throw new InvalidOperationException("opened")))],
            Now = DateTimeOffset.UnixEpoch,
        };
        Assert.Equal(["0", "1", "2"], new Gate().Run(options, null, cancellation.Token).Unread.Where(u => u.Reason == UnreadReason.Cancelled).Select(u => u.Path.Artifact));
    }

    private static byte[] Piece(string kind)
    {
        var random = new Random(7);
        byte[] bytes = new byte[48 * 1024];
        random.NextBytes(bytes);
        string words = string.Concat(Enumerable.Range(0, 4000).Select(i => $"word{i} = value{i * 7}\n"));
        return kind switch
        {
            "zeros" => new byte[64 * 1024],
            "words" => Encoding.UTF8.GetBytes(words),
            "base64" => Encoding.UTF8.GetBytes(string.Concat(bytes.Chunk(57).Select(c => Convert.ToBase64String(c) + "\n"))),
            "decoded in one run" => Encoding.UTF8.GetBytes(Convert.ToBase64String(bytes)),
            "hex" => Encoding.UTF8.GetBytes(Convert.ToHexString(bytes)),
            "json" => Encoding.UTF8.GetBytes(string.Concat(words.Select(c => $"\\u{(int)c:x4}"))),
            "utf-16" => Encoding.Unicode.GetBytes(words),
            "utf-32" => Encoding.UTF32.GetBytes(words),
            "gzip" => Packed(bytes, s => new GZipStream(s, CompressionLevel.Fastest, leaveOpen: true)),
            "zip" => new ZipBuilder().Add(new("x", bytes)).ToArray(),
            "tar" => Tar(bytes),
            _ => throw new ArgumentException(kind),
        };
    }

    private static byte[] Packed(byte[] bytes, Func<Stream, Stream> pack)
    {
        using var packed = new MemoryStream();
        using (Stream stream = pack(packed))
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }

    // Without the two empty blocks that end one.
    private static byte[] Tar(byte[] bytes)
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "x") { DataStream = new MemoryStream(bytes) });
        }

        return tar.ToArray()[..^1024];
    }

    // A container of this test's own, whose one entry is the stream.
    private sealed class OneEntry(string name, Stream entry) : IArtifactFormat
    {
        public const string Magic = "one entry without an end";

        public string Name => "one";

        public bool NeedsRandomAccess => false;

        public bool KeepsBytes => false;

        public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) => head.SequenceEqual(Encoding.ASCII.GetBytes(Magic)) ? Fit.Exact : Fit.None;

        public IEnumerable<WalkItem> Open(ContentNode container, Budget budget) => [new WalkItem.Content(new ContentNode(container.Path.Inside(name), () => entry))];
    }

    private sealed class Endless(byte[] piece, Action cancel) : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override int Read(Span<byte> buffer)
        {
            // Whoever goes on all the same is a failure, and no test that never ends.
            if (Given > Before + (8 * Beyond))
            {
                return 0;
            }

            int from = (int)(Given % piece.Length), count = Math.Min(buffer.Length, piece.Length - from);
            piece.AsSpan(from, count).CopyTo(buffer);
            bool now = Given < Before && Given + count >= Before;
            Given += count;
            if (now)
            {
                cancel();
            }

            return count;
        }
    }
}
