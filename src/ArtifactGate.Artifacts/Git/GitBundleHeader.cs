using System.Buffers;

namespace ArtifactGate.Artifacts.Git;

/// <summary>What a git bundle has before its pack (gitformat-bundle, versions 2 and 3): lines of text that end with an empty one.</summary>
/// <param name="End">Where the pack begins.</param>
/// <param name="AsksForCommits">Whether the receiver must have commits already; what differs from their files is told against them.</param>
internal sealed record GitBundleHeader(long End, bool AsksForCommits)
{
    private const int SignatureLength = 16;
    private const int ChunkSize = 16 * 1024;
    private const int Sha1Digits = 40;
    private const int Sha256Digits = 64;

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>
    /// Whether bytes begin like one: the signature, and behind it a line that may follow. A text about bundles may have the signature as its heading.
    /// </summary>
    public static bool Begins(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("# v2 git bundle\n"u8) && !head.StartsWith("# v3 git bundle\n"u8))
        {
            return false;
        }

        // A capability, a commit that is asked for, a reference, or the pack at once; as much of it as there is.
        ReadOnlySpan<byte> line = head[SignatureLength..];
        return line switch
        {
            [] => true,
            [(byte)'@', ..] => head[3] == '3' && (line.Length == 1 || char.IsAsciiLetterLower((char)line[1])),
            [(byte)'\n', ..] => "PACK"u8.StartsWith(line[1..Math.Min(line.Length, 5)]),
            _ => IsName(line[0] == '-' ? line[1..] : line),
        };
    }

    /// <summary>Finds the end of the lines.</summary>
    /// <exception cref="EndOfStreamException">There is none.</exception>
    public static GitBundleHeader Read(Stream stream, Budget budget)
    {
        byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            stream.Position = 0;
            long start = 0;
            (byte last, bool asks) = (0, false);
            for (int read = stream.Read(chunk); read > 0; read = stream.Read(chunk))
            {
                budget.CheckTime();
                for (int i = 0; i < read; last = chunk[i++])
                {
                    if (last == '\n' && chunk[i] == '\n')
                    {
                        return new GitBundleHeader(start + i + 1, asks);
                    }

                    asks |= last == '\n' && chunk[i] == '-';
                }

                start += read;
            }

            throw new EndOfStreamException();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk, clearArray: true);
        }
    }

    private static bool IsName(ReadOnlySpan<byte> line)
    {
        int digits = line.IndexOfAnyExcept(HexDigits);
        return digits < 0 ? line.Length <= Sha256Digits : digits is Sha1Digits or Sha256Digits && line[digits] is (byte)' ' or (byte)'\n';
    }
}
