using System.Buffers.Binary;
using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Formats;

public sealed class SqliteTests : FormatTest
{
    private static string Text(int seed) => Encoding.UTF8.GetString(Token(seed)).Trim();

    [Theory]
    [InlineData("UTF-8")]
    [InlineData("UTF-16le")]
    [InlineData("UTF-16be")]
    public void A_value_is_put_together_from_its_pages_wherever_they_are_cut(string encoding)
    {
        // Every page ends in another part of a credential.
        string filler = new('-', 37);
        string text = string.Concat(Enumerable.Range(0, 60).Select(i => filler[(i % 7)..] + Text(i) + "\n"));
        GateResult result = Scan(Database($"pragma encoding='{encoding}'; pragma page_size=512; create table notes(id integer primary key, body text); insert into notes(body) values('{text}');"));
        Assert.Equal(60, result.Findings.Count);
        Assert.All(Found(result), path => Assert.Equal("notes", path));
        Assert.Empty(result.Unread);
        Assert.Equal("sqlite", result.Artifacts[0].Kind);
    }

    [Fact]
    public void A_name_gives_its_value_a_meaning()
    {
        GateResult result = Scan(Database($"create table settings(id integer primary key, name text, value text); insert into settings(name, value) values('color', 'green'), ('DD_API_KEY', '{Hex(32)}'), ('size', '{Hex(31)}0');"
            + $"create table account(dd_api_key text); insert into account values('{Hex(30)}ab');"));
        Assert.Equal(["account", "settings"], Found(result));
    }

    [Fact]
    public void Deleted_rows_and_free_pages_are_read_as_bytes()
    {
        byte[] database = Database($"pragma secure_delete=off; create table t(a text); insert into t values('stays'), ('{Text(1)}'); delete from t where a like 'key%';"
            + $"create table gone(a text); insert into gone values('{Text(2)}'); drop table gone;");
        GateResult result = Scan(database);
        Assert.Equal(["", ""], Found(result));
        Assert.Empty(result.Unread);
    }

    [Fact]
    public void A_container_in_a_blob_is_opened_and_tables_without_rowid_are_read()
    {
        File.WriteAllBytes(Path.Combine(Folder, "x.zip"), ArchiveSamples.Zip("dir/canary.txt", System.IO.Compression.CompressionLevel.Optimal));
        GateResult result = Scan(Database($"create table files(id integer primary key, data blob); insert into files values(7, readfile('x.zip')), (8, cast('{Text(3)}' as blob));"
            + $"create table [odd one]([the key] text primary key, note text) without rowid; insert into [odd one] values('k', '{Text(4)}');"));
        Assert.Equal(["", "files/7.data!dir/canary.txt", "odd one"], Found(result));
        Assert.Empty(result.Unread);
    }

    [Fact]
    public void An_overflow_chain_that_is_a_cycle_is_corrupt()
    {
        byte[] database = Database("pragma page_size=512; create table t(a text); insert into t values(hex(zeroblob(5000)));");
        int pages = database.Length / 512;
        for (int page = 3; page < pages; page++)
        {
            database[(page * 512) + 3] = 4;
        }

        Assert.Contains(("t", UnreadReason.Corrupt), Unread(Scan(database)));
    }

    // Nine bytes that are all ones are -1.
    [Fact]
    public void A_record_whose_header_has_a_negative_length_is_corrupt()
    {
        byte[] database = Database($"pragma page_size=512; create table t(a text); insert into t values('{new string('x', 50)}');");
        int cell = BinaryPrimitives.ReadUInt16BigEndian(database.AsSpan(512 + 8));
        database.AsSpan(512 + cell + 2, 9).Fill(0xFF);
        Assert.Contains(("t", UnreadReason.Corrupt), Unread(Scan(database)));
    }

    [Fact]
    public void Tables_that_share_pages_are_not_read_again()
    {
        byte[] database = Database($"create table a(x text); insert into a values('{Text(5)}'); create table b(x text); pragma writable_schema=on; update sqlite_schema set rootpage=2 where name='b';");
        GateResult result = Scan(database);
        Assert.Equal(["a"], Found(result));
        Assert.Equal([("b", UnreadReason.Corrupt)], Unread(result));
    }

    private byte[] Database(string sql)
    {
        File.WriteAllText(Path.Combine(Folder, "make.sql"), sql);
        Run("sqlite3", "made.db", ".read make.sql");
        byte[] database = File.ReadAllBytes(Path.Combine(Folder, "made.db"));
        File.Delete(Path.Combine(Folder, "made.db"));
        return database;
    }
}
