using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Leaks;

/// <summary>
/// How credentials really got into what shipped: each test builds one of those cases with values made up on the spot, and asserts the whole
/// result, once with the credential and once with what should have stood there.
/// </summary>
public abstract class LeakTest : IDisposable
{
    /// <summary>What stands in a file where a credential is filled in later.</summary>
    protected const string Nothing = "${SECRET}";

    private const string Characters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    private readonly string _folder = Directory.CreateTempSubdirectory("artifactgate-leaks-").FullName;

    /// <summary>A folder of this test alone.</summary>
    protected string Folder => _folder;

    /// <inheritdoc/>
    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The artifact has exactly these findings with the secret in it, and none with something else in its place.</summary>
    /// <param name="artifact">Its file name.</param>
    /// <param name="secret">The credential.</param>
    /// <param name="build">Makes the artifact.</param>
    /// <param name="expected">Each finding as <c>code path verdict</c>, by path.</param>
    protected IReadOnlyList<Finding> Leaks(string artifact, string secret, Func<string, byte[]> build, params string[] expected)
    {
        GateResult result = Scan(artifact, build(secret));
        Assert.Equal(expected, Described(result));
        Assert.Empty(result.Unread);
        Assert.Empty(Described(Scan("clean-" + artifact, build(Nothing))));
        return result.Findings;
    }

    /// <summary>The findings of a file as <c>code path verdict</c>.</summary>
    protected IReadOnlyList<string> FindingsOf(string artifact, byte[] content) => Described(Scan(artifact, content));

    /// <summary>The findings as <c>code path verdict</c>, the published ones left out.</summary>
    protected static IReadOnlyList<string> Described(GateResult result) =>
        [.. result.Findings.Select(f => $"{f.Rule.Code} {f.Path.Inner} {f.Verdict.ToString().ToLowerInvariant()}")];

    /// <summary>Scans a file.</summary>
    protected GateResult Scan(string artifact, byte[] content)
    {
        string path = Path.Combine(_folder, artifact);
        File.WriteAllBytes(path, content);
        return ScanPath(path);
    }

    /// <summary>Scans a file or folder.</summary>
    protected GateResult ScanPath(string path) => new Gate().Run(new GateOptions
    {
        WorkingDirectory = _folder,
        Now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Artifacts = [new ArtifactInput(Path.GetFileName(path), path)],
    });

    /// <summary>A zip of files.</summary>
    protected static byte[] Zip(params ReadOnlySpan<(string Name, byte[] Content)> files)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in files)
            {
                using Stream entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    /// <summary>A zip of text files.</summary>
    protected static byte[] Zip(params ReadOnlySpan<(string Name, string Text)> files)
    {
        var binary = new (string, byte[])[files.Length];
        for (int i = 0; i < files.Length; i++)
        {
            binary[i] = (files[i].Name, Bytes(files[i].Text));
        }

        return Zip(binary);
    }

    /// <summary>A package with its nuspec.</summary>
    protected static byte[] Package(params ReadOnlySpan<(string Name, byte[] Content)> files) => Zip([("App.nuspec", Bytes("""
        <?xml version="1.0" encoding="utf-8"?>
        <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
          <metadata><id>App</id><version>1.0.0</version><authors>A</authors><description>B</description></metadata>
        </package>
        """)), .. files]);

    /// <summary>A compressed tar of files.</summary>
    protected static byte[] Tgz(params ReadOnlySpan<(string Name, string Text)> files)
    {
        var all = new Dictionary<string, byte[]>();
        foreach ((string name, string text) in files)
        {
            all[name] = Bytes(text);
        }

        return TestImage.Gzip(TestImage.TarOf(all));
    }

    /// <summary>Text in UTF-8.</summary>
    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Text in base64.</summary>
    protected static string Base64(string text) => Convert.ToBase64String(Bytes(text));

    /// <summary>A password that nobody can tell from another: letters of both cases and digits.</summary>
    protected static string Password() => "k7" + RandomNumberGenerator.GetString(Characters, 9) + "4R" + RandomNumberGenerator.GetString(Characters, 9);

    /// <summary>A JSON web token of a build.</summary>
    protected static string WebToken(int seed) => SampleSecrets.Token("json-web-token", seed);

    /// <summary>Bytes without any structure.</summary>
    protected static byte[] Noise(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
