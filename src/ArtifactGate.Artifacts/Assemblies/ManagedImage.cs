namespace ArtifactGate.Artifacts.Assemblies;

/// <summary>The PE file of a managed assembly, whatever it is shipped as.</summary>
internal static class ManagedImage
{
    private const int HeadLength = 256;

    /// <summary>Opens the PE file; null when the file is none. An offset in it and <paramref name="shift"/> are an offset in the file.</summary>
    /// <exception cref="InvalidDataException">Its headers are damaged.</exception>
    public static Stream? Open(ContentNode node, out long shift)
    {
        shift = 0;
        Stream stream = node.Open();
        try
        {
            Span<byte> head = stackalloc byte[HeadLength];
            head = head[..stream.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false)];
            stream.Position = 0;
            if (head is [(byte)'M', (byte)'Z', ..])
            {
                return stream;
            }

            if (WebcilImage.Begins(head))
            {
                WebcilImage image = WebcilImage.Read(stream);
                shift = image.Shift;
                return image.AsPe(stream);
            }

            stream.Dispose();
            return null;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }
}
