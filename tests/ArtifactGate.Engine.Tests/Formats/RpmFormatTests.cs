using System.Security.Cryptography;
using System.Text;
using ArtifactGate.Artifacts;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Formats;

public sealed class RpmFormatTests : FormatTest
{
    [Theory]
    [InlineData("w9.gzdio")]
    [InlineData("w2.xzdio")]
    [InlineData("w9.bzdio")]
    [InlineData("w3.zstdio")]
    [InlineData("w2.lzdio")]
    [InlineData("w.ufdio")]
    public void Files_hang_under_the_package_whatever_compresses_them(string payload)
    {
        GateResult result = Scan("x.rpm", Package(payload));
        Assert.Equal(["usr/share/dir/canary.txt"], AllFound(result));
        Assert.Equal("rpm", result.Artifacts[0].Kind);
    }

    [Fact]
    public void A_package_in_a_package_keeps_its_own_paths()
    {
        byte[] zip = Zipped("pool/app.rpm", Package("w9.gzdio"));
        Assert.Equal(["pool/app.rpm!usr/share/dir/canary.txt"], AllFound(Scan("x.zip", zip)));
    }

    [Fact]
    public void Scripts_are_bytes_of_the_package()
    {
        byte[] package = new RpmBuilder { Files = [("/usr/", "a.txt", 0x81A4, "x"u8.ToArray())], Script = Encoding.ASCII.GetString(Token(1)) }.Build();
        Assert.Equal([""], AllFound(Scan("x.rpm", package)));
    }

    [Fact]
    public void Files_without_a_header_of_their_own_are_named_by_the_package()
    {
        var builder = new RpmBuilder
        {
            Stripped = true,
            Files = [("/usr/bin/", "folder", 0x41ED, []), ("/usr/bin/", "app", 0x81A4, Token(1)), ("/etc/", "link", 0xA1FF, "../usr/bin/app"u8.ToArray()), ("/etc/", "app.conf", 0x81A4, Token(1))],
        };
        Assert.Equal(["etc/app.conf", "usr/bin/app"], AllFound(Scan("x.rpm", builder.Build())));
    }

    [Fact]
    public void An_entry_that_the_package_does_not_describe_is_corrupt()
    {
        var builder = new RpmBuilder { Stripped = true, Files = [("/usr/", "a", 0x81A4, Token(1))], FirstNumber = 7 };
        Assert.Equal(("", UnreadReason.Corrupt), Assert.Single(Unread(Scan("x.rpm", builder.Build()))));
    }

    [Fact]
    public void Digests_and_lengths_are_verified()
    {
        byte[] package = Package("w9.gzdio");

        // The name in the lead is nobody's; a byte of a script or of the payload is the signature's.
        byte[] lead = [.. package];
        lead[12] ^= 1;
        Assert.Equal(RunVerdict.Blocked, Scan("x.rpm", lead).Verdict);
        Assert.Empty(Scan("x.rpm", lead).Unread);
        byte[] description = [.. package];
        description[description.AsSpan().IndexOf("Nothing."u8)] ^= 1;
        Assert.Equal(("", UnreadReason.Corrupt), Assert.Single(Unread(Scan("x.rpm", description))));
        byte[] payload = [.. package];
        payload[^20] ^= 1;
        Assert.Contains(Scan("x.rpm", payload).Unread, u => u.Detail == "the payload has another digest");
        Assert.Contains(Scan("x.rpm", package[..^40]).Unread, u => u.Detail.Contains("cut off", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(10)]
    public void A_file_of_another_digest_than_the_header_says_is_corrupt(int kind)
    {
        string Right(byte[] content)
        {
            using var hash = IncrementalHash.CreateHash(kind == 1 ? HashAlgorithmName.MD5 : kind == 8 ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA512);
            hash.AppendData(content);
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }

        GateResult Of(Func<byte[], string> digest, int more = 0, byte[]? other = null, bool stripped = false) => Scan("x.rpm", new RpmBuilder
        {
            Files = [("/usr/", "a", 0x81A4, Token(1)), ("/usr/", "b", 0x81A4, other ?? Token(2)), ("/usr/", "folder", 0x41ED, [])],
            Digest = digest,
            DigestKind = (uint)kind,
            More = more,
            Stripped = stripped,
        }.Build());

        Assert.Equal(["usr/a", "usr/b"], AllFound(Of(Right)));
        Assert.Equal(["usr/a", "usr/b"], AllFound(Of(Right, stripped: true)));
        Assert.Equal(["usr/a"], AllFound(Of(Right, other: [])));
        GateResult wrong = Of(content => content.AsSpan().SequenceEqual(Token(2)) ? Right(Token(3)) : Right(content));
        Assert.Equal([("usr/b", UnreadReason.Corrupt)], Unread(wrong));
        Assert.Equal(["usr/a", "usr/b"], Found(wrong));
        Assert.Equal([("usr/b", UnreadReason.Corrupt)], Unread(Of(content => content.AsSpan().SequenceEqual(Token(2)) ? "no digest" : Right(content))));
        Assert.Equal([("usr/a", UnreadReason.Corrupt), ("usr/b", UnreadReason.Corrupt)], Unread(Of(Right, more: 1)));
        Assert.Equal([("usr/a", UnreadReason.Corrupt), ("usr/b", UnreadReason.Corrupt)], Unread(Of(Right, more: 1, other: [])));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(10)]
    public void Digests_of_files_that_rpmbuild_wrote_hold_also_of_those_with_several_names(int kind)
    {
        File.WriteAllText(Path.Combine(Folder, "app.spec"), $"""
            Name: app
            Version: 1
            Release: 1
            Summary: nothing
            License: MIT
            BuildArch: noarch
            %description
            Nothing.
            %install
            mkdir -p %buildroot/opt
            cp {Write("key.txt", Token(4))} %buildroot/opt/key.txt
            ln %buildroot/opt/key.txt %buildroot/opt/again.txt
            ln -s key.txt %buildroot/opt/link.txt
            touch %buildroot/opt/empty.txt %buildroot/opt/ghost.txt
            %files
            /opt/key.txt
            /opt/again.txt
            /opt/link.txt
            /opt/empty.txt
            %ghost /opt/ghost.txt
            """);
        byte[] package = Make("top/RPMS/noarch/app-1-1.noarch.rpm", "rpmbuild", "-bb", "--define", $"_topdir {Folder}/top", "--define", "_binary_payload w.ufdio",
            "--define", $"_binary_filedigest_algorithm {kind}", "app.spec");
        string path = Assert.Single(AllFound(Scan("x.rpm", package)));
        package[package.AsSpan().LastIndexOf("key = "u8)] ^= 1;
        Assert.Contains((path, UnreadReason.Corrupt), Unread(Scan("x.rpm", package)));
    }

    [Fact]
    public void A_list_of_files_that_is_damaged_is_said_and_the_payload_is_read()
    {
        byte[] package = new RpmBuilder { Files = [("/usr/", "a", 0x81A4, Token(1))], Digest = _ => "00" }.Build();

        // The number of digests, in their entry of the index.
        package[package.AsSpan().IndexOf((ReadOnlySpan<byte>)[0, 0, 4, 11, 0, 0, 0, 8]) + 13] = 1;
        GateResult result = Scan("x.rpm", package);
        Assert.Equal([("", UnreadReason.Corrupt)], Unread(result));
        Assert.Equal(["usr/a"], Found(result));
    }

    [Fact]
    public void What_follows_the_payload_is_read()
    {
        byte[] package = Package("w9.gzdio");
        Assert.Equal([$"@{package.Length}", "usr/share/dir/canary.txt"], AllFound(Scan("x.rpm", [.. package, .. "behind "u8, .. Token(1)])));
    }

    [Fact]
    public void Another_payload_is_said_and_read()
    {
        byte[] package = new RpmBuilder { Files = [], Payload = [.. "no archive "u8, .. Token(1)] }.Build();
        GateResult result = Scan("x.rpm", package);
        Assert.Equal(("", UnreadReason.Unsupported), Assert.Single(Unread(result)));
        Assert.StartsWith("@", Assert.Single(result.Findings).Path.Inner, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    public void Counts_that_lie_are_corrupt(int at)
    {
        byte[] package = new RpmBuilder { Files = [("/usr/", "a", 0x81A4, Token(1))] }.Build();
        foreach (int start in new[] { 96, 96 + 16 })
        {
            byte[] lying = [.. package];
            lying.AsSpan(start + at, 4).Fill(0xFF);
            Assert.Contains(Scan("x.rpm", lying).Unread, u => u.Reason == UnreadReason.Corrupt);
        }
    }

    private byte[] Package(string payload)
    {
        FormatSample? sample = UnixSamples.Rpm(Folder, payload, [FormatSamples.Makers["rpm, gzip"].CanaryItem]);
        Assert.SkipWhen(sample is null, "rpmbuild is not installed");
        return sample.Content;
    }

    private static byte[] Zipped(string name, byte[] content)
    {
        var stream = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create))
        {
            using Stream entry = zip.CreateEntry(name).Open();
            entry.Write(content);
        }

        return stream.ToArray();
    }
}
