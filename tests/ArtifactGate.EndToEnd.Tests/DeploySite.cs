using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ArtifactGate.EndToEnd.Tests;

/// <summary>A site on this machine that takes a zip as App Service does, and counts them.</summary>
internal sealed class DeploySite : IDisposable
{
    private readonly HttpListener _listener = new();
    private int _deployed;

    public DeploySite()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = $"http://localhost:{((IPEndPoint)free.LocalEndpoint).Port}/";
        }

        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = Task.Run(Serve);
    }

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    /// <summary>How many zips were uploaded.</summary>
    public int Deployed => Volatile.Read(ref _deployed);

    public void Dispose() => _listener.Close();

    private async Task Serve()
    {
        while (_listener.IsListening)
        {
            try
            {
                HttpListenerContext call = await _listener.GetContextAsync();
                using var content = new MemoryStream();
                await call.Request.InputStream.CopyToAsync(content);
                if (call.Request.HttpMethod == "POST" && content.Length > 4 && content.GetBuffer() is [(byte)'P', (byte)'K', ..])
                {
                    Interlocked.Increment(ref _deployed);
                }

                // The state of a deployment that has succeeded.
                call.Response.ContentType = "application/json";
                call.Response.OutputStream.Write(Encoding.UTF8.GetBytes("""{ "id": "1", "status": 4, "complete": true }"""));
                call.Response.Close();
            }
            catch (Exception failure) when (failure is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
