using System.Text;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Leaks;

/// <summary>Archives in archives under other names, and applications of telephones, which are archives too.</summary>
public sealed class ArchiveLeakTests : LeakTest
{
    [Fact]
    public void The_content_decides_and_not_the_name()
    {
        byte[] Text(string token) => Bytes($"token={token}\n");
        string token = SampleSecrets.GitHub(1);
        Leaks("readme.txt", token, t => Zip(("a.txt", Text(t))), "AG1001 a.txt block");
        Leaks("photo.jpg", token, t => TestImage.Gzip(TestImage.TarOf(("a/b.txt", Text(t)))), "AG1001 a/b.txt block");
        Leaks("app.nupkg", token, t => Package(("tools/data.bin", Zip(("inner.dat", TestImage.TarOf(("x", Text(t))))))), "AG1001 tools/data.bin!inner.dat!x block");
        Leaks("a.zip", token, t => Zip(("b.zip", Zip(("c.tar.gz", TestImage.Gzip(TestImage.TarOf(("d.zip", Zip(("e.txt", Text(t)))))))))), "AG1001 b.zip!c.tar.gz!d.zip!e.txt block");
    }

    [Fact]
    public void What_the_directory_of_a_zip_does_not_show_is_read()
    {
        string token = SampleSecrets.GitHub(8);
        byte[] Inner(string value) => Zip(("hidden.txt", $"token={value}\n"));
        byte[] Outer(params string[] names) => Zip([.. names.Select(n => (n, new string('x', 2000) + n))]);

        // Before the archive, and behind its end record as a comment that the record promises.
        Leaks("stub.exe", token, t => [.. Bytes($"#!/bin/sh\n# {t}\n"), .. Outer("a.txt")], "AG1001 @0 block");
        Leaks("joined.zip", token, t => [.. Inner(t), .. Outer("a.txt")], "AG1001 @0 block");
        byte[] whole = Outer("a.txt", "b.txt");
        Leaks("behind.zip", token, t => [.. whole, .. Bytes($"token={t}\n")], $"AG1001 @{whole.Length} block");
        Leaks("comment.zip", token, t => [.. whole[..^2], (byte)Bytes(t).Length, 0, .. Bytes(t)], $"AG1001 @{whole.Length} block");

        // An entry that the directory leaves out, and one that it names twice.
        byte[] Without(string value) => WithoutFirstInDirectory(Zip(("hidden.txt", $"token={value}\n"), ("a.txt", new string('x', 2000))));
        Leaks("left-out.zip", token, Without, "AG1001 @0 block");
        Leaks("twice.zip", token, t => Zip(("a.txt", $"token={t}\n"), ("a.txt", "nothing")), "AG1001 a.txt block");
    }

    [Fact]
    public void An_archive_in_text_is_opened_too() => Leaks("settings.yaml", SampleSecrets.GitHub(2),
        t => Bytes($"archive: {Convert.ToBase64String(Zip(("a.txt", $"token={t}\n")))}\n"), "AG1001 a.txt block");

    [Theory]
    [InlineData("apk", "res/")]
    [InlineData("aab", "base/")]
    [InlineData("ipa", "Payload/App.app/")]
    public void Applications_of_telephones_hold_their_strings_in_pools(string extension, string folder)
    {
        string one = SampleSecrets.GitHub(3), two = SampleSecrets.Token("google-api-key", 4);
        byte[] Build(string secret) => Zip(
            (folder + "resources.arsc", StringPool(secret, wide: false)),
            (folder + "wide.arsc", StringPool(secret, wide: true)),
            (folder + "assets/config.json", Bytes($$"""{"key":"{{secret}}"}""")),
            (folder + "lib/arm64-v8a/libapp.so", [0x7F, (byte)'E', (byte)'L', (byte)'F', .. Noise(5000, 5), 0, .. Bytes(secret), 0, .. Noise(500, 6)]),
            (folder + "classes.dex", [.. Bytes("dex\n039\0"), .. Noise(100, 7), (byte)secret.Length, .. Bytes(secret), 0, 5, .. Bytes("hello"), 0]),
            (folder + "Info.plist", [.. Bytes("bplist00"), 0xD1, 1, 2, 0x53, .. Bytes("key"), 0x5F, 0x10, (byte)secret.Length, .. Bytes(secret), 0x5F, 0x10, 0x14, .. Bytes("NSUserTrackingUsageDe")]));
        string[] places = ["Info.plist", "assets/config.json", "classes.dex", "lib/arm64-v8a/libapp.so", "resources.arsc", "wide.arsc"];
        Leaks("app." + extension, one, Build, [.. places.Select(p => $"AG1001 {folder}{p} block")]);
        Leaks("app2." + extension, two, Build, [.. places.Select(p => $"AG1111 {folder}{p} block")]);
    }

    // Drops the first record of the central directory and mends the end record.
    private static byte[] WithoutFirstInDirectory(byte[] zip)
    {
        int end = zip.Length - 22, start = BitConverter.ToInt32(zip, end + 16);
        int first = 46 + BitConverter.ToUInt16(zip, start + 28) + BitConverter.ToUInt16(zip, start + 30) + BitConverter.ToUInt16(zip, start + 32);
        byte[] mended = [.. zip.AsSpan(0, start), .. zip.AsSpan(start + first)];
        end = mended.Length - 22;
        BitConverter.GetBytes((ushort)(BitConverter.ToUInt16(zip, zip.Length - 14) - 1)).CopyTo(mended, end + 8);
        BitConverter.GetBytes((ushort)(BitConverter.ToUInt16(zip, zip.Length - 12) - 1)).CopyTo(mended, end + 10);
        BitConverter.GetBytes(end - start).CopyTo(mended, end + 12);
        return mended;
    }

    // Strings with their lengths before them, as Android's resource tables hold them: characters and bytes in UTF-8, characters in UTF-16.
    private static byte[] StringPool(string secret, bool wide)
    {
        var pool = new List<byte>([1, 0, 0x1C, 0, 0, 0, 0, 0]);
        foreach (string text in (string[])["app_name", "Contoso", secret, "ok"])
        {
            pool.AddRange(wide ? [(byte)text.Length, 0, .. Encoding.Unicode.GetBytes(text), 0, 0] : [(byte)text.Length, (byte)text.Length, .. Bytes(text), 0]);
        }

        return [.. pool];
    }
}
