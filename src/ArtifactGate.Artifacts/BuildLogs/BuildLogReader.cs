using System.Buffers.Binary;

namespace ArtifactGate.Artifacts.BuildLogs;

/// <summary>
/// The records of a binary build log of MSBuild, unpacked: from version 18 on, each is a kind, the length of its content (both 7 bits a byte), and
/// the content. Older logs do not say how long their records are.
/// </summary>
/// <param name="stream">The log, buffered: it is read byte by byte.</param>
internal sealed class BuildLogReader(BufferedStream stream)
{
    /// <summary>The first version whose records say their length.</summary>
    public const int Framed = 18;

    /// <summary>The newest version that is known; a newer one that an older reader may read is framed alike.</summary>
    private const int Known = 27;
    private const int HeaderLength = 8;
    private const int LongestNumber = 5;

    private readonly long _length = stream.Length;

    /// <summary>Why reading ended before the last record, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>The first byte behind the last record.</summary>
    public long End { get; private set; } = HeaderLength;

    /// <summary>The version of a log, or null when the bytes do not begin like one. The name helps only with versions that say too little.</summary>
    public static int? VersionOf(ReadOnlySpan<byte> head, string name)
    {
        if (head.Length < 2 * HeaderLength || head[0] == 0 || head[1] != 0 || head[2] != 0 || head[3] != 0)
        {
            return null;
        }

        int version = head[0];
        if (version < Framed)
        {
            return name.EndsWith(".binlog", StringComparison.OrdinalIgnoreCase) && head[4] is BuildLogRecord.BuildStarted or BuildLogRecord.Text ? version : null;
        }

        return LeastReaderOf(head) is >= Framed and int least && least <= version && BeginsLikeRecords(head[HeaderLength..]) ? version : null;
    }

    /// <summary>Whether a log can only be read by programs that know more than this one.</summary>
    public static bool IsTooNew(ReadOnlySpan<byte> head) => LeastReaderOf(head) > Known;

    /// <summary>The records up to the last one or the first damage.</summary>
    public IEnumerable<BuildLogRecord> Read(Budget budget)
    {
        long at = stream.Position = HeaderLength;
        while (true)
        {
            budget.CheckTime();
            if (Number(ref at) is not int kind || kind >= BuildLogRecord.Beyond)
            {
                Problem = at >= _length ? "ends before its last record" : "a record of no kind there is";
                yield break;
            }

            if (kind == BuildLogRecord.End)
            {
                End = at;
                yield break;
            }

            if (Number(ref at) is not int length || length > _length - at)
            {
                Problem = "a record that is longer than the log";
                yield break;
            }

            yield return new BuildLogRecord(kind, at, length);
            End = at += length;
            stream.Position = at;
        }
    }

    // Enough to tell a log from bytes that only begin with two small numbers: three records whose kinds are known and whose texts are text.
    private static bool BeginsLikeRecords(ReadOnlySpan<byte> bytes)
    {
        bool hasText = false;
        for (int i = 0; i < 3; i++)
        {
            if (!TryNumber(ref bytes, out int kind) || kind is < 0 or >= BuildLogRecord.Beyond)
            {
                return false;
            }

            if (kind == BuildLogRecord.End)
            {
                // So short a log has text in it, or nothing behind it.
                return i > 0 && (hasText || bytes.IsEmpty);
            }

            if (!TryNumber(ref bytes, out int length) || length < 0)
            {
                return false;
            }

            ReadOnlySpan<byte> content = bytes[..Math.Min(length, bytes.Length)];
            if (kind == BuildLogRecord.Text && content.ContainsAnyInRange((byte)0, (byte)8))
            {
                return false;
            }

            hasText |= kind == BuildLogRecord.Text && length > 0;
            if (length >= bytes.Length)
            {
                return i > 0 || kind == BuildLogRecord.Text;
            }

            bytes = bytes[length..];
        }

        return true;
    }

    private static int LeastReaderOf(ReadOnlySpan<byte> head) => BinaryPrimitives.ReadInt32LittleEndian(head[4..]);

    private static bool TryNumber(ref ReadOnlySpan<byte> bytes, out int number)
    {
        number = 0;
        for (int i = 0; i < Math.Min(LongestNumber, bytes.Length); i++)
        {
            number |= (bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return true;
            }
        }

        return false;
    }

    private int? Number(ref long at)
    {
        int number = 0;
        for (int i = 0; i < LongestNumber; i++)
        {
            int next = stream.ReadByte();
            if (next < 0)
            {
                at = _length;
                return null;
            }

            at++;
            number |= (next & 0x7F) << (7 * i);
            if (next < 0x80)
            {
                return number >= 0 ? number : null;
            }
        }

        return null;
    }
}
