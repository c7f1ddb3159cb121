using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Zip;

/// <summary>
/// What a decompressor of the library gives, which must have taken all of its input by then: nobody would see what stands behind the data. Owns both.
/// </summary>
/// <param name="content">The decompressor.</param>
/// <param name="input">What it reads from.</param>
/// <param name="hidden">Receives where the data ends, if something follows it.</param>
/// <param name="endOf">Gives the least that the data takes, where the decompressor takes its input in blocks; null where it takes no more than it needs.</param>
/// <param name="slack">Bytes that may follow: programs of long ago wrote one too many now and then.</param>
internal sealed class WholeInputStream(Stream content, StrictInput input, HiddenParts hidden, Func<long>? endOf = null, int slack = 0) : ForwardStream
{
    private bool _ended;

    /// <exception cref="InvalidDataException">The data is damaged, or something follows it.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read = _ended ? 0 : content.Read(buffer);
        if (read > 0 || buffer.IsEmpty || _ended)
        {
            return read;
        }

        _ended = true;
        long end = endOf?.Invoke() ?? input.Position;
        for (int left = slack; left >= 0 && input.TakeByte() >= 0; left--)
        {
            if (left == 0)
            {
                hidden.EndAt(end);
                throw new InvalidDataException("something else follows the data");
            }
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
            input.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>
    /// Hands the last of the input out byte by byte, so that a decompressor that takes it in blocks has no more than it needs. One that needs none of
    /// that has ended too early, whatever it took before.
    /// </summary>
    /// <param name="input">The input, from its first byte on.</param>
    /// <param name="length">Its bytes.</param>
    internal sealed class Sparing(StrictInput input, long length) : ForwardStream
    {
        private const int Last = 64 * 1024;

        /// <summary>Where the block began that was taken last: the data ends nowhere before it.</summary>
        public long LastTaken { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            LastTaken = input.Position;
            return input.Read(buffer[..(int)Math.Min(Math.Max(1, length - Last - input.Position), buffer.Length)]);
        }
    }
}
