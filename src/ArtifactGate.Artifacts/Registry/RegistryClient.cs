using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace ArtifactGate.Artifacts.Registry;

/// <summary>
/// Pulls from one repository (OCI distribution specification 1.1). Encrypted, but for a registry on this machine; a login goes to the registry
/// and to the token service that it names, and to nobody that either redirects to.
/// </summary>
internal sealed class RegistryClient : IDisposable
{
    private const int Attempts = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    private readonly HttpClient _http;
    private readonly ImageReference _image;
    private readonly RegistryLogin? _login;
    private readonly CancellationToken _cancellation;
    private readonly Lock _lock = new();
    private AuthenticationHeaderValue? _authorization;
    private string _scheme = Uri.UriSchemeHttps;

    /// <summary>A client for the repository of <paramref name="image"/>.</summary>
    /// <param name="image">Registry and repository.</param>
    /// <param name="login">What to log in with when the registry asks; null to stay anonymous.</param>
    /// <param name="userAgent">The name and version of this program.</param>
    /// <param name="cancellation">Ends every wait.</param>
    public RegistryClient(ImageReference image, RegistryLogin? login, string userAgent, CancellationToken cancellation)
    {
        (_image, _login, _cancellation) = (image, login, cancellation);

        // The handler takes the login off a request that is redirected, and follows none from https to http.
        _http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = Patience, AutomaticDecompression = DecompressionMethods.None, UseCookies = false })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("artifactgate", userAgent));
    }

    /// <summary>Asks for something of the repository, logging in where the registry wants that.</summary>
    /// <param name="path">Below <c>/v2/repository/</c>.</param>
    /// <param name="accept">The media types that are understood; empty for anything.</param>
    /// <param name="from">The first byte that is wanted.</param>
    /// <exception cref="RegistryException">The registry cannot be reached, or refuses; <see langword="null"/> means that there is no such thing.</exception>
    public HttpResponseMessage? Get(string path, IReadOnlyList<string> accept, long from = 0)
    {
        HttpResponseMessage response = SendAgain(path, accept, from);
        if (response.StatusCode == HttpStatusCode.Unauthorized && Authenticate(response))
        {
            response.Dispose();
            response = SendAgain(path, accept, from);
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        HttpStatusCode status = response.StatusCode;
        response.Dispose();
        return status switch
        {
            HttpStatusCode.NotFound => null,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => throw new RegistryException(_login is null
                ? $"{_image.Registry} wants a login for {_image.Repository}, and there is none (docker login {_image.Registry})"
                : $"{_image.Registry} does not let this login read {_image.Repository}"),
            _ => throw new RegistryException($"{_image.Registry} answered {(int)status}"),
        };
    }

    /// <summary>Waits before attempt <paramref name="attempt"/> (from 0 on); false when there have been enough.</summary>
    public bool PauseBefore(int attempt)
    {
        if (attempt >= Attempts)
        {
            return false;
        }

        _cancellation.WaitHandle.WaitOne(FirstPause * Math.Pow(2, attempt - 1));
        _cancellation.ThrowIfCancellationRequested();
        return true;
    }

    /// <summary>Reads, but does not wait for ever for a registry that says nothing more.</summary>
    /// <exception cref="IOException">The connection broke, or nothing came.</exception>
    public int Read(Stream stream, Memory<byte> buffer) => WithPatience(token => stream.ReadAsync(buffer, token).AsTask());

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private HttpResponseMessage SendAgain(string path, IReadOnlyList<string> accept, long from)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                HttpResponseMessage response = SendOnce(path, accept, from);
                if (!(response.StatusCode == HttpStatusCode.TooManyRequests || (int)response.StatusCode >= 500) || !PauseBefore(attempt))
                {
                    return response;
                }

                response.Dispose();
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException)
            {
                if (!PauseBefore(attempt) || failure is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError })
                {
                    throw new RegistryException($"{_image.Registry} cannot be reached ({Why(failure)})");
                }
            }
        }
    }

    // A registry on this machine mostly speaks no TLS. What it speaks shows at the first request.
    private HttpResponseMessage SendOnce(string path, IReadOnlyList<string> accept, long from)
    {
        try
        {
            return Send(path, accept, from);
        }
        catch (HttpRequestException) when (_image.IsLoopback && _scheme == Uri.UriSchemeHttps)
        {
            _scheme = Uri.UriSchemeHttp;
            return Send(path, accept, from);
        }
    }

    private HttpResponseMessage Send(string path, IReadOnlyList<string> accept, long from)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"{_scheme}://{_image.ApiHost}/v2/{_image.Repository}/{path}");
        foreach (string type in accept)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        }

        request.Headers.Range = from > 0 ? new RangeHeaderValue(from, null) : null;
        request.Headers.Authorization = _authorization;
        return WithPatience(token => _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token));
    }

    private bool Authenticate(HttpResponseMessage response)
    {
        RegistryChallenge? challenge = RegistryChallenge.Of(response.Headers.WwwAuthenticate);
        if (challenge is null || (!challenge.IsBearer && (_login is null || _login.IsIdentityToken)))
        {
            return false;
        }

        lock (_lock)
        {
            AuthenticationHeaderValue answer = challenge.IsBearer
                ? new AuthenticationHeaderValue("Bearer", new RegistryTokens(_image, _login).Ask(challenge, r => WithPatience(t => _http.SendAsync(r, t))))
                : Basic(_login!);
            _authorization = answer;
        }

        return true;
    }

    /// <summary>User and password as RFC 7617 writes them.</summary>
    internal static AuthenticationHeaderValue Basic(RegistryLogin login) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login.User}:{login.Secret}")));

    private T WithPatience<T>(Func<CancellationToken, Task<T>> work)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        patience.CancelAfter(Patience);
        try
        {
            return work(patience.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (!_cancellation.IsCancellationRequested)
        {
            throw new IOException("nothing came for a long time");
        }
    }

    private static string Why(Exception failure) => failure switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "no such host",
        HttpRequestException { InnerException: AuthenticationException } => "its certificate is not trusted, or it speaks no TLS",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "its certificate is not trusted, or it speaks no TLS",
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => "connection refused",
        HttpRequestException => "the connection failed",
        _ => failure.Message,
    };
}
