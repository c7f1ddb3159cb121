namespace ArtifactGate.Artifacts.Rpm;

/// <summary>
/// The parts of an rpm package (RPM format version 3 and 4): a lead, the signature header, the header, and the payload, which is a compressed
/// cpio archive of the files.
/// </summary>
/// <param name="Signature">Lengths and digests of what follows it.</param>
/// <param name="Header">Everything that is known of the package, its scripts included.</param>
/// <param name="PayloadLength">Bytes of the payload, which begins behind the header: what the signature says, else the rest of the file.</param>
internal sealed record RpmPackage(RpmHeader Signature, RpmHeader Header, long PayloadLength)
{
    /// <summary>Bytes of the lead.</summary>
    public const int LeadLength = 96;

    private const uint SignatureLongSize = 270;
    private const uint SignatureSize = 1000;

    /// <summary>Where the payload begins.</summary>
    public long PayloadOffset => Header.End;

    /// <summary>Bytes of header and payload that the signature promises, or null.</summary>
    public long? PromisedLength => Signature.Number(SignatureLongSize) ?? Signature.Number(SignatureSize);

    /// <summary>Whether bytes begin a package.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) => head is [0xED, 0xAB, 0xEE, 0xDB, 3 or 4, _, 0, 0 or 1, ..]
        && (head.Length < LeadLength + RpmHeader.Magic.Length || head[LeadLength..].StartsWith(RpmHeader.Magic));

    /// <summary>Reads both headers.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    /// <exception cref="EndOfStreamException">The package is cut off.</exception>
    public static RpmPackage Read(Stream stream)
    {
        RpmHeader signature = RpmHeader.Read(stream, LeadLength);

        // The signature is filled to a multiple of eight.
        RpmHeader header = RpmHeader.Read(stream, (signature.End + 7) & ~7L);
        var package = new RpmPackage(signature, header, stream.Length - header.End);
        return package.PromisedLength is long promised && promised >= header.End - header.Start && promised < stream.Length - header.Start
            ? package with { PayloadLength = promised - (header.End - header.Start) }
            : package;
    }
}
