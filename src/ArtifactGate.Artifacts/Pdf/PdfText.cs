namespace ArtifactGate.Artifacts.Pdf;

/// <summary>Looks for words in a file, forward, through one window.</summary>
internal sealed class PdfText(Stream stream, Budget budget)
{
    private const int WindowLength = 64 * 1024;

    private readonly byte[] _window = new byte[WindowLength];
    private long _start;
    private int _length;

    /// <summary>Where a word begins next, from a place on and before an end; -1 for nowhere.</summary>
    public long IndexOf(ReadOnlySpan<byte> word, long from, long end)
    {
        for (long at = from; at < end;)
        {
            if (at < _start || at + word.Length > _start + _length)
            {
                Load(at);
            }

            ReadOnlySpan<byte> here = _window.AsSpan((int)(at - _start), (int)(_start + _length - at));
            int found = here.IndexOf(word);
            if (found >= 0)
            {
                return at + found < end ? at + found : -1;
            }

            if (_start + _length >= stream.Length || here.Length < word.Length)
            {
                return -1;
            }

            at += here.Length - word.Length + 1;
        }

        return -1;
    }

    /// <summary>Reads some bytes, fewer at the end.</summary>
    public byte[] Read(long from, int length)
    {
        var bytes = new byte[(int)Math.Clamp(stream.Length - from, 0, length)];
        stream.Position = from;
        stream.ReadExactly(bytes);
        return bytes;
    }

    private void Load(long at)
    {
        budget.CheckTime();
        stream.Position = at;
        _start = at;
        _length = stream.ReadAtLeast(_window, WindowLength, throwOnEndOfStream: false);
    }
}
