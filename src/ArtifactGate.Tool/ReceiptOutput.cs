using ArtifactGate.Engine;
using ArtifactGate.Engine.Receipts;

namespace ArtifactGate.Tool;

/// <summary>
/// The file that a receipt goes to. It exists only behind a run that passed: one of an earlier run is taken away before anything is scanned,
/// so that also a run that is killed leaves none.
/// </summary>
internal sealed class ReceiptOutput : IDisposable
{
    private static readonly StringComparison Comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private readonly string _path;
    private readonly string _shown;
    private readonly SigningKey? _key;
    private readonly bool _hadOlder;

    private ReceiptOutput(string path, string shown, SigningKey? key, bool hadOlder) => (_path, _shown, _key, _hadOlder) = (path, shown, key, hadOlder);

    /// <summary>Makes room.</summary>
    /// <exception cref="UsageException">The folder is missing, or something else than a receipt is in the way.</exception>
    public static ReceiptOutput Prepare(string path, string shown, SigningKey? key)
    {
        if (Directory.Exists(path) || !Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw new UsageException($"--receipt '{shown}': {(Directory.Exists(path) ? "that is a folder" : "the folder does not exist")}.");
        }

        bool older = File.Exists(path);
        if (older && new FileInfo(path).Length > 0 && !ReceiptVerification.IsReceipt(new ArtifactInput(shown, path)))
        {
            // A name that was mistyped must not cost somebody a package.
            throw new UsageException($"--receipt '{shown}': there is a file of that name that is no receipt; it stays as it is.");
        }

        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--receipt '{shown}': the older one cannot be removed.");
        }

        return new ReceiptOutput(path, shown, key, older);
    }

    /// <summary>Refuses the place of a report, which would be written over the receipt.</summary>
    /// <exception cref="UsageException">Both have one name.</exception>
    public void KeepApartFrom(IEnumerable<ReportFile> reports)
    {
        if (reports.Any(r => string.Equals(r.Path, _path, Comparison)))
        {
            throw new UsageException($"--receipt '{_shown}' and --report name the same file.");
        }
    }

    /// <summary>Refuses a place inside what is scanned: the receipt would change it.</summary>
    /// <exception cref="UsageException">It is in an artifact.</exception>
    public void KeepOutOf(IReadOnlyList<ArtifactInput> artifacts)
    {
        foreach (ArtifactInput artifact in artifacts.Where(a => a.Form == ArtifactForm.Folder))
        {
            string folder = Path.TrimEndingDirectorySeparator(artifact.Location) + Path.DirectorySeparatorChar;
            if (_path.StartsWith(folder, Comparison))
            {
                throw new UsageException($"--receipt '{_shown}' is in the artifact '{artifact.Name}', which it would change; write it somewhere else.");
            }
        }
    }

    /// <summary>Writes the receipt of a run that passed; false when it cannot be written.</summary>
    public bool TryWrite(GateResult result) => Receipt.Of(result) is not { } receipt || TryWrite(receipt);

    /// <summary>Writes a receipt; false when it cannot be written.</summary>
    public bool TryWrite(Receipt receipt)
    {
        byte[] statement = ReceiptWriter.Write(receipt);
        string temporary = _path + ".new";
        try
        {
            File.WriteAllBytes(temporary, _key?.Sign(statement) ?? statement);
            File.Move(temporary, _path, overwrite: true);
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Takes the receipt back: the run did not end as it says.</summary>
    public void Withdraw() => File.Delete(_path);

    /// <summary>Says in one line why there is no receipt.</summary>
    public string Missing(string why) => $"artifactgate: no receipt: {why}; '{_shown}' was not written{(_hadOlder ? ", and an older one was removed" : "")}.";

    /// <summary>Whether there was one of an earlier run.</summary>
    public bool HadOlder => _hadOlder;

    /// <inheritdoc/>
    public void Dispose() => _key?.Dispose();
}
