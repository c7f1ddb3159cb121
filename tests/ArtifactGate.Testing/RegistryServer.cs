using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ArtifactGate.Testing;

/// <summary>A real registry (Debian's <c>docker-registry</c>) on a port of this machine, with its storage in a folder of its own.</summary>
public sealed class RegistryServer : IDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private RegistryServer(Process process, string folder, int port) => (_process, _folder, Address) = (process, folder, $"127.0.0.1:{port}");

    /// <summary>Host and port.</summary>
    public string Address { get; }

    /// <summary>Starts one and waits until it answers; null where the program is missing.</summary>
    /// <param name="passwords">A file that <c>htpasswd -B</c> wrote, or null to let everybody in.</param>
    /// <exception cref="InvalidOperationException">It does not start.</exception>
    public static RegistryServer? Start(string? passwords = null)
    {
        if (ProgramRun.Find("docker-registry") is not { } program)
        {
            return null;
        }

        string folder = Directory.CreateTempSubdirectory("artifactgate-registry-").FullName;
        int port = FreePort();
        string authentication = passwords is null ? "" : $"auth:\n  htpasswd:\n    realm: test\n    path: {passwords}\n";
        File.WriteAllText(Path.Combine(folder, "config.yml"),
            $"version: 0.1\nlog:\n  level: error\nstorage:\n  filesystem:\n    rootdirectory: {folder}/data\nhttp:\n  addr: 127.0.0.1:{port}\n{authentication}");
        Process process = Process.Start(new ProcessStartInfo(program, ["serve", Path.Combine(folder, "config.yml")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        })!;
        process.ErrorDataReceived += (_, _) => { };
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var server = new RegistryServer(process, folder, port);
        server.WaitUntilItAnswers(port);
        return server;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void WaitUntilItAnswers(int port)
    {
        for (long started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30); Thread.Sleep(50))
        {
            try
            {
                using var probe = new TcpClient("127.0.0.1", port);
                return;
            }
            catch (SocketException) when (!_process.HasExited)
            {
                // Not yet listening.
            }
        }

        throw new InvalidOperationException("docker-registry does not answer");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
