using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Pdf;

/// <summary>
/// Undoes what is done to rows before they are compressed: TIFF's difference to the byte before, or one of PNG's five, which the first byte of
/// each row tells.
/// </summary>
internal sealed class PredictorStream(Stream content, int predictor, int step, int rowLength) : ForwardStream
{
    private byte[] _row = new byte[rowLength];
    private byte[] _above = new byte[rowLength];
    private int _at;
    private int _length;

    public override int Read(Span<byte> buffer)
    {
        if (_at == _length && !buffer.IsEmpty)
        {
            ReadRow();
        }

        int count = Math.Min(buffer.Length, _length - _at);
        _row.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Array.Clear(_row);
            Array.Clear(_above);
            content.Dispose();
        }

        base.Dispose(disposing);
    }

    private void ReadRow()
    {
        (_row, _above) = (_above, _row);
        int kind = predictor == 2 ? 1 : content.ReadByte();
        _at = 0;
        _length = kind < 0 ? 0 : content.ReadAtLeast(_row, rowLength, throwOnEndOfStream: false);
        for (int i = 0; i < _length; i++)
        {
            byte left = i >= step ? _row[i - step] : (byte)0, above = _above[i], corner = i >= step ? _above[i - step] : (byte)0;
            _row[i] += kind switch
            {
                0 => 0,
                1 => left,
                2 => predictor == 2 ? left : above,
                3 => (byte)((left + above) / 2),
                4 => Paeth(left, above, corner),
                _ => throw new InvalidDataException("a row of no kind"),
            };
        }
    }

    private static byte Paeth(int left, int above, int corner)
    {
        int estimate = left + above - corner;
        (int toLeft, int toAbove, int toCorner) = (Math.Abs(estimate - left), Math.Abs(estimate - above), Math.Abs(estimate - corner));
        return (byte)(toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner);
    }
}
