namespace ArtifactGate.Artifacts.Cab;

/// <summary>Unpacks the blocks of one folder, each from what the ones before it left. Disposing clears what was unpacked.</summary>
internal interface IBlockDecoder : IDisposable
{
    /// <summary>Unpacks the next block.</summary>
    /// <param name="packed">Its data.</param>
    /// <param name="length">Bytes it must give.</param>
    /// <returns>Those bytes, valid until the next call.</returns>
    /// <exception cref="InvalidDataException">The data is damaged.</exception>
    /// <exception cref="EndOfStreamException">The data ends too early.</exception>
    ReadOnlyMemory<byte> Decode(ReadOnlySpan<byte> packed, int length);
}
