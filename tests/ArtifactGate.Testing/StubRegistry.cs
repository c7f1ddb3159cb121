using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ArtifactGate.Testing;

/// <summary>A registry that can be told to misbehave. It serves one image layout under every repository and tag.</summary>
public sealed class StubRegistry : IDisposable
{
    private const string Token = "granted";

    private readonly HttpListener _listener = new();
    private readonly IReadOnlyDictionary<string, byte[]> _files;
    private readonly List<string> _requests = [];
    private readonly Lock _lock = new();

    /// <summary>Starts serving.</summary>
    public StubRegistry(IReadOnlyDictionary<string, byte[]> layout)
    {
        _files = layout;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = $"127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        }

        _listener.Prefixes.Add($"http://{Address}/");
        _listener.Start();
        _ = Task.Run(Serve);
    }

    /// <summary>Host and port.</summary>
    public string Address { get; }

    /// <summary>The login that the token service asks for, <c>user:password</c>; null for a registry that asks nobody.</summary>
    public string? Login { get; init; }

    /// <summary>Where the registry says its token service is; null for itself.</summary>
    public string? Realm { get; init; }

    /// <summary>Answers with 503 as many times before anything else.</summary>
    public int Busy { get; set; }

    /// <summary>Breaks the connection after so many bytes of a blob, as many times as <see cref="Breaks"/> says.</summary>
    public int BreakAfter { get; init; } = int.MaxValue;

    /// <summary>How many more connections break.</summary>
    public int Breaks { get; set; }

    /// <summary>Whether a blob can be asked for from its middle on.</summary>
    public bool Ranges { get; init; } = true;

    /// <summary>Changes what is sent for a path.</summary>
    public Func<string, byte[], byte[]?> Change { get; init; } = (_, bytes) => bytes;

    /// <summary>What was asked for: method, path, and what it was authorized with.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Close();

    private async Task Serve()
    {
        while (_listener.IsListening)
        {
            try
            {
                Answer(await _listener.GetContextAsync().ConfigureAwait(false));
            }
            catch (Exception failure) when (failure is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
            {
                // The listener was closed, or the other side went away.
            }
        }
    }

    private void Answer(HttpListenerContext context)
    {
        string path = context.Request.Url!.AbsolutePath;
        string? authorization = context.Request.Headers["Authorization"];
        lock (_lock)
        {
            _requests.Add($"{context.Request.HttpMethod} {path} {authorization?.Split(' ')[0]}".TrimEnd());
        }

        if (Busy > 0)
        {
            Busy--;
            End(context, 503, []);
        }
        else if (path == "/token")
        {
            bool known = authorization == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Login ?? ""));
            End(context, known ? 200 : 401, Encoding.UTF8.GetBytes($$"""{"token":"{{Token}}"}"""));
        }
        else if (Login is not null && authorization != "Bearer " + Token)
        {
            context.Response.Headers["WWW-Authenticate"] = $"Bearer realm=\"{Realm ?? $"http://{Address}/token"}\",service=\"stub\",scope=\"repository:app:pull,push\"";
            End(context, 401, []);
        }
        else
        {
            Send(context, path);
        }
    }

    private void Send(HttpListenerContext context, string path)
    {
        string last = path[(path.LastIndexOf('/') + 1)..];
        string file = last.Contains(':', StringComparison.Ordinal) ? "blobs/" + last.Replace(':', '/') : "index.json";
        if (!_files.TryGetValue(file, out byte[]? bytes) || Change(path, bytes) is not { } sent)
        {
            End(context, 404, []);
            return;
        }

        if (Ranges && context.Request.Headers["Range"] is { } range)
        {
            sent = sent[int.Parse(range["bytes=".Length..^1], System.Globalization.CultureInfo.InvariantCulture)..];
            context.Response.StatusCode = 206;
        }

        if (Breaks > 0 && sent.Length > BreakAfter)
        {
            Breaks--;
            context.Response.ContentLength64 = sent.Length;
            context.Response.OutputStream.Write(sent, 0, BreakAfter);
            context.Response.OutputStream.Flush();
            context.Response.Abort();
            return;
        }

        End(context, context.Response.StatusCode, sent);
    }

    private static void End(HttpListenerContext context, int status, byte[] bytes)
    {
        context.Response.StatusCode = status;
        context.Response.ContentLength64 = bytes.Length;
        context.Response.OutputStream.Write(bytes);
        context.Response.Close();
    }
}
