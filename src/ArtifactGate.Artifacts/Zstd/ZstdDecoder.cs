using ArtifactGate.Artifacts.Memory;
using ArtifactGate.Artifacts.Streams;
using SharpCompress.Compressors.ZStandard;

namespace ArtifactGate.Artifacts.Zstd;

/// <summary>
/// The library's decompressor of Zstandard. Its memory is none that the collector knows of, so it must be disposed.
/// </summary>
internal sealed class ZstdDecoder : ForwardStream
{
    private readonly Stream _packed;
    private readonly MemoryLoan _loan;
    private readonly HiddenParts? _hidden;
    private DecompressionStream? _inner;

    private ZstdDecoder(Stream packed, MemoryAccount memory, HiddenParts? hidden) =>
        (_packed, _loan, _hidden) = (packed, new MemoryLoan(memory, isGarbage: false), hidden);

    /// <summary>Decompresses one frame or several.</summary>
    /// <param name="packed">The frames; owned.</param>
    /// <param name="memory">Lends windows.</param>
    /// <param name="hidden">Receives the frames that are skipped.</param>
    public static Stream Open(Stream packed, MemoryAccount memory, HiddenParts? hidden = null)
    {
        var decoder = new ZstdDecoder(packed, memory, hidden);
        return new ForeignStream(decoder, () => decoder);
    }

    public override int Read(Span<byte> buffer)
    {
        _inner ??= new DecompressionStream(new ZstdFraming(_packed, _loan, _hidden), 0, true, leaveOpen: true);
        return _inner.Read(buffer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner?.Dispose();
            _packed.Dispose();
            _loan.Dispose();
        }

        base.Dispose(disposing);
    }
}
