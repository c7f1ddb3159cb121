namespace ArtifactGate.Artifacts.Tests;

public sealed class MaterializerTests
{
    private static readonly string[] Before = Spools();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64 * 1024)]
    [InlineData(Materializer.InMemory - 1)]
    [InlineData(Materializer.InMemory)]
    [InlineData(Materializer.InMemory + 1)]
    [InlineData((3 * Materializer.InMemory) + 17)]
    public void Content_of_every_size_reads_the_same_in_any_order(int length)
    {
        byte[] content = Bytes(length);
        var budget = new Budget(new Limits { MaxSpool = length });
        using (Materialized held = Materializer.Materialize(new Trickle(content), Node(), budget))
        {
            Assert.Equal(length, held.Node.Length);
            using Stream one = held.Node.Open(), other = held.Node.Open();
            one.Seek(-Math.Min(length, 5), SeekOrigin.End);
            Assert.Equal(content[^Math.Min(length, 5)..], Rest(one));
            Assert.True(content.AsSpan().SequenceEqual(Rest(other)));
            Assert.Empty(Left());
        }

        // Everything was given back.
        budget.AddSpool(length);
    }

    [Fact]
    public void Many_readers_read_a_spooled_node_at_once()
    {
        byte[] content = Bytes(Materializer.InMemory + 100_000);
        using Materialized held = Materializer.Materialize(new MemoryStream(content), Node(), new Budget(new Limits()));
        Parallel.For(0, 4, _ =>
        {
            using Stream stream = held.Node.Open();
            Assert.True(content.AsSpan().SequenceEqual(Rest(stream)));
        });
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(Materializer.InMemory + 1000)]
    public void Too_much_is_refused_and_leaves_nothing(int length)
    {
        var budget = new Budget(new Limits { MaxSpool = length - 1 });
        BudgetExceededException failure = Assert.Throws<BudgetExceededException>(() => Materializer.Materialize(new MemoryStream(new byte[length]), Node(), budget));
        Assert.Equal(UnreadReason.Spool, failure.Reason);
        Assert.Empty(Left());
        budget.AddSpool(length - 1);
    }

    [Fact]
    public void A_stream_that_fails_gives_what_it_had_and_leaves_nothing()
    {
        var budget = new Budget(new Limits { MaxSpool = Materializer.InMemory * 2 });
        using (Materialized held = Materializer.Materialize(new Trickle(Bytes(Materializer.InMemory + 50_000), fails: true), Node(), budget))
        {
            Assert.Throws<InvalidDataException>(() => held.Failure?.Throw());
            using Stream kept = held.Node.Open();
            Assert.InRange(kept.Length, 1, Materializer.InMemory + 50_000);
        }

        Assert.Empty(Left());
        budget.AddSpool(Materializer.InMemory * 2);
    }

    // Another program that spools here has its file for a moment before it takes the name away.
    private static IReadOnlyList<string> Left()
    {
        string[] left = [.. Spools().Except(Before)];
        if (left.Length > 0)
        {
            Thread.Sleep(TimeSpan.FromSeconds(1));
        }

        return [.. left.Where(File.Exists)];
    }

    private static string[] Spools() => Directory.GetFiles(Path.GetTempPath(), "artifactgate-*");

    private static ContentNode Node() => new(new ArtifactPath("a"), () => Stream.Null);

    private static byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Rest(Stream stream)
    {
        var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>Gives less than it is asked for, and at its end fails if it should.</summary>
    private sealed class Trickle(byte[] content, bool fails = false) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = base.Read(buffer, offset, Math.Min(count, 50_000));
            return read > 0 || !fails ? read : throw new InvalidDataException();
        }
    }
}
