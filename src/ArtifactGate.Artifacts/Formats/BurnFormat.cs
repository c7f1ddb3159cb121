using System.Globalization;
using ArtifactGate.Artifacts.Cab;
using ArtifactGate.Artifacts.Executables;

namespace ArtifactGate.Artifacts.Formats;

/// <summary>
/// A setup program of the WiX toolset: cabinets stand behind it, one with its surface and one or more with what it installs. Each is content at
/// its place, and so is what else stands there: signatures, and what no list names.
/// </summary>
internal sealed class BurnFormat : IArtifactFormat
{
    public string Name => "setup-bundle";

    public bool NeedsRandomAccess => true;

    public bool KeepsBytes => true;

    public Fit Recognize(ReadOnlySpan<byte> head, ContentNode node) => BurnSection.Begins(head) ? Fit.Exact : Fit.None;

    public IEnumerable<WalkItem> Open(ContentNode container, Budget budget)
    {
        using Stream stream = container.Open();
        long end = NativeImage.Read(stream)?.End ?? 0;
        BurnSection section = BurnSection.Read(stream);
        if (!section.IsKnown)
        {
            yield return new WalkItem.Unread(container.Path, UnreadReason.Unsupported, $"a setup bundle of layout {section.Version} with containers of kind {section.Kind}");
        }

        foreach ((long offset, long length, bool isSignature) in Parts(section))
        {
            budget.CheckTime();
            long there = Math.Clamp(stream.Length - offset, 0, length);
            if (Problem(stream, section, offset, length, end, isSignature) is { } problem)
            {
                yield return new WalkItem.Unread(container.Path.Inside(Name(offset)), UnreadReason.Corrupt, problem);
            }

            // What lies over something else is read as part of that, and what follows it as bytes that no list names.
            if (offset < end || there == 0)
            {
                continue;
            }

            foreach (WalkItem item in HiddenBytes.Between(container, stream, end, offset, budget))
            {
                yield return item;
            }

            end = offset + there;
            IEnumerable<WalkItem> part = isSignature ? HiddenBytes.Between(container, stream, offset, end, budget)
                : [new WalkItem.HandedOut(offset, there), new WalkItem.Content(new ContentNode(container.Path.Inside(Name(offset)), container, offset, there))];
            foreach (WalkItem item in part)
            {
                yield return item;
            }
        }

        foreach (WalkItem item in HiddenBytes.Between(container, stream, end, stream.Length, budget))
        {
            yield return item;
        }

        static string Name(long offset) => string.Create(CultureInfo.InvariantCulture, $"@{offset}");
    }

    private static IEnumerable<(long Offset, long Length, bool IsSignature)> Parts(BurnSection section) => section.IsKnown
        ? section.Containers().Select(c => (c.Offset, c.Length, false)).Concat(section.Signatures.Where(s => s.Offset > 0).Select(s => (s.Offset, s.Length, true))).OrderBy(p => p.Item1).ThenBy(p => p.Length)
        : [];

    // What Windows keeps of an installed bundle ends behind the first container and its signature: none of the others is there at all.
    private static string? Problem(Stream stream, BurnSection section, long offset, long length, long end, bool isSignature)
    {
        if (isSignature || length == 0 || (end == stream.Length && offset >= end && offset > section.ProgramLength))
        {
            return null;
        }

        if (offset < end || offset + length > stream.Length)
        {
            return offset < end ? "a container that lies over something else" : $"cut off: {length} bytes are promised, {Math.Max(0, stream.Length - offset)} are there";
        }

        Span<byte> head = stackalloc byte[CabHeader.Length];
        stream.Position = offset;
        return CabHeader.Begins(head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)]) ? null : "a container that is no cabinet";
    }
}
