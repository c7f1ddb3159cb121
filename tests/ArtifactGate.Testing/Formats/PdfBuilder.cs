using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace ArtifactGate.Testing.Formats;

/// <summary>Writes PDF files whose streams are given as they stand.</summary>
public sealed class PdfBuilder
{
    private readonly List<byte> _file = [.. "%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n"u8];
    private readonly List<int> _places = [];

    /// <summary>Begins with what every file has.</summary>
    public PdfBuilder()
    {
        Object("<< /Type /Catalog /Pages 2 0 R >>"u8.ToArray());
        Object("<< /Type /Pages /Kids [] /Count 0 >>"u8.ToArray());
    }

    /// <summary>The number of the next object.</summary>
    public int Next => _places.Count + 1;

    /// <summary>zlib as FlateDecode wants it.</summary>
    public static byte[] Flate(byte[] content, CompressionLevel level = CompressionLevel.Optimal)
    {
        var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, level, leaveOpen: true))
        {
            zlib.Write(content);
        }

        return stream.ToArray();
    }

    /// <summary>Adds an object.</summary>
    public PdfBuilder Object(byte[] body)
    {
        _places.Add(_file.Count);
        _file.AddRange([.. Ascii($"{_places.Count} 0 obj\n"), .. body, .. "\nendobj\n"u8]);
        return this;
    }

    /// <summary>Adds a stream.</summary>
    /// <param name="entries">What its dictionary says beside the length.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="length">What it says of its length; null for the truth.</param>
    public PdfBuilder Stream(string entries, byte[] content, string? length = null) =>
        Object([.. Ascii($"<< {entries} /Length {length ?? content.Length.ToString(CultureInfo.InvariantCulture)} >>\nstream\n"), .. content, .. "\nendstream"u8]);

    /// <summary>The file.</summary>
    /// <param name="trailer">More entries of the trailer.</param>
    public byte[] Build(string trailer = "")
    {
        string index = string.Concat(_places.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p:D10} 00000 n \n")));
        return [.. _file, .. Ascii($"xref\n0 {_places.Count + 1}\n0000000000 65535 f \n{index}trailer\n<< /Size {_places.Count + 1} /Root 1 0 R {trailer} >>\nstartxref\n{_file.Count}\n%%EOF\n")];
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
