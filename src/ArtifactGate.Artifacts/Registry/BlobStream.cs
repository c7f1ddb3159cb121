using System.Net;
using ArtifactGate.Artifacts.Streams;

namespace ArtifactGate.Artifacts.Registry;

/// <summary>A blob or manifest as it comes from the registry. A connection that breaks is taken up again where it broke.</summary>
/// <param name="client">Asks the registry.</param>
/// <param name="path">What for, below the repository.</param>
/// <param name="name">What messages call it.</param>
/// <param name="accept">The media types that are understood; empty for anything.</param>
internal sealed class BlobStream(RegistryClient client, string path, string name, IReadOnlyList<string>? accept = null) : ForwardStream
{
    private byte[] _buffer = [];
    private HttpResponseMessage? _response;
    private Stream? _content;
    private long _read;
    private int _broken;

    /// <summary>Whether the registry has it. Asked once, before anything is read.</summary>
    /// <exception cref="RegistryException">The registry does not say.</exception>
    public bool Exists() => (_response = client.Get(path, accept ?? [])) is not null;

    /// <exception cref="RegistryException">There is no such blob, or it stops for good.</exception>
    public override int Read(Span<byte> buffer)
    {
        // The framework waits for the network in memory, not in a span.
        if (_buffer.Length < buffer.Length)
        {
            Array.Clear(_buffer);
            _buffer = new byte[buffer.Length];
        }

        while (true)
        {
            try
            {
                int read = client.Read(_content ??= Connect(), _buffer.AsMemory(0, buffer.Length));
                _buffer.AsSpan(0, read).CopyTo(buffer);
                _read += read;
                return read;
            }
            catch (Exception failure) when (failure is HttpRequestException || (failure is IOException && failure is not RegistryException))
            {
                Disconnect();
                if (!client.PauseBefore(++_broken))
                {
                    throw new RegistryException($"the registry stopped sending {name}");
                }
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Array.Clear(_buffer);
            Disconnect();
        }

        base.Dispose(disposing);
    }

    private Stream Connect()
    {
        _response ??= client.Get(path, accept ?? [], _read) ?? throw new RegistryException($"the registry does not have {name}");
        return _read == 0 || _response.StatusCode == HttpStatusCode.PartialContent ? _response.Content.ReadAsStream()
            : throw new RegistryException($"the registry stopped sending {name}, and cannot go on where it stopped");
    }

    private void Disconnect()
    {
        _content?.Dispose();
        _response?.Dispose();
        (_content, _response) = (null, null);
    }
}
