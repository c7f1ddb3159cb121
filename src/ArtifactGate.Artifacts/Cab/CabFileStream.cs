using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Cab;

/// <summary>The content of one file, taken from its folder when its turn comes.</summary>
/// <param name="folder">The folder, not owned.</param>
/// <param name="offset">Where in it the file begins; what comes before is left out.</param>
/// <param name="length">Its bytes.</param>
/// <param name="goesOn">Whether the rest of it is in the next volume.</param>
internal sealed class CabFileStream(CabFolderStream folder, long offset, long length, bool goesOn) : ForwardStream
{
    private const int SkipLength = 4096;

    private long _left = length;
    private bool _checked;

    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="EndOfStreamException">It is cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        Skip();
        int read = folder.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
        _left -= read;
        if (read == 0 && !buffer.IsEmpty && !_checked)
        {
            _checked = true;
            if (folder.Damage is not null || (_left > 0 && !goesOn))
            {
                throw folder.Damage is InvalidDataException ? new InvalidDataException("a damaged cabinet") : new EndOfStreamException();
            }
        }

        return read;
    }

    private void Skip()
    {
        if (folder.Position >= offset)
        {
            return;
        }

        var skipped = new byte[SkipLength];
        while (folder.Position < offset && folder.Read(skipped.AsSpan(0, (int)Math.Min(SkipLength, offset - folder.Position))) > 0)
        {
        }

        Array.Clear(skipped);
    }
}
