using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Zip;

/// <summary>
/// What a decompressor of the library gives, which must have taken all of its input by then: nobody would see what stands behind the data. Owns both.
/// </summary>
/// <param name="content">The decompressor.</param>
/// <param name="input">What it reads from.</param>
internal sealed class WholeInputStream(Stream content, StrictInput input) : ForwardStream
{
    /// <exception cref="InvalidDataException">The data is damaged, or something follows it.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read = content.Read(buffer);
        return read > 0 || buffer.IsEmpty || input.TakeByte() < 0 ? read : throw new InvalidDataException("something else follows the data");
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

        public override int Read(Span<byte> buffer) => input.Read(buffer[..(int)Math.Min(Math.Max(1, length - Last - input.Position), buffer.Length)]);
    }
}
