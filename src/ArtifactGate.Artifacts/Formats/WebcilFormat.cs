using System.Reflection.PortableExecutable;
using ArtifactGate.Artifacts.Assemblies;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>A managed assembly for the browser (Webcil 0 and 1), in its WebAssembly module or bare: opened like any assembly.</summary>
internal sealed class WebcilFormat : IArtifactFormat
{
    public string Name => "webcil";

    public bool NeedsRandomAccess => true;

    public bool KeepsBytes => true;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) => WebcilImage.Begins(head) ? Fit.Exact : Fit.None;

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        using Stream stream = container.Open();
        WebcilImage image = WebcilImage.Read(stream);
        using Stream file = image.AsPe(container.Open());
        using var reader = new PEReader(file, PEStreamOptions.LeaveOpen);
        return AssemblyContent.Items(container, reader, file, image.Shift);
    }
}
