using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Xz;

/// <summary>The check over the content of a block (format 2.1.1.2 and 3.4).</summary>
internal sealed class XzCheck : IDisposable
{
    private readonly Crc32? _crc32;
    private readonly Crc64? _crc64;
    private readonly IncrementalHash? _sha256;

    /// <summary>Begins a check.</summary>
    /// <param name="type">Its number in the header of the stream.</param>
    /// <exception cref="InvalidDataException">One that no program writes.</exception>
    public XzCheck(int type)
    {
        switch (type)
        {
            case 0:
                break;
            case 1:
                (_crc32, Length) = (new Crc32(), sizeof(uint));
                break;
            case 4:
                (_crc64, Length) = (new Crc64(), sizeof(ulong));
                break;
            case 10:
                (_sha256, Length) = (IncrementalHash.CreateHash(HashAlgorithmName.SHA256), SHA256.HashSizeInBytes);
                break;
            default:
                throw new InvalidDataException("an xz check that is not known");
        }
    }

    /// <summary>Bytes that it takes behind the block.</summary>
    public int Length { get; }

    /// <summary>Takes content.</summary>
    public void Append(ReadOnlySpan<byte> content)
    {
        _crc32?.Append(content);
        _crc64?.Append(content);
        _sha256?.AppendData(content);
    }

    /// <summary>Reads the check and compares it.</summary>
    /// <exception cref="InvalidDataException">It is another.</exception>
    public void Verify(StrictInput input)
    {
        Span<byte> told = stackalloc byte[SHA256.HashSizeInBytes], taken = stackalloc byte[SHA256.HashSizeInBytes];
        told = told[..Length];
        input.ReadExactly(told);
        if (_crc32 is not null)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(taken, _crc32.GetCurrentHashAsUInt32());
        }
        else if (_crc64 is not null)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(taken, _crc64.Value);
        }
        else
        {
            _sha256?.GetHashAndReset(taken);
        }

        if (!told.SequenceEqual(taken[..Length]))
        {
            throw new InvalidDataException("an xz block has another checksum");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _sha256?.Dispose();
}
