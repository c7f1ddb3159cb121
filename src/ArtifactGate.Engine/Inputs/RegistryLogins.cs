using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ArtifactGate.Artifacts.Registry;

namespace ArtifactGate.Engine.Inputs;

/// <summary>
/// The logins that <c>docker login</c>, <c>podman login</c> and <c>skopeo login</c> left behind: in a file, or with a credential helper
/// (docker-credential-helpers, protocol). What they hold goes to the registry and nowhere else.
/// </summary>
/// <param name="variable">Asks for an environment variable.</param>
public sealed class RegistryLogins(Func<string, string?> variable)
{
    // Docker Hub is known by the address that its first interface had.
    private const string DockerHub = "docker.io";
    private const string DockerHubKey = "https://index.docker.io/v1/";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The login for an image, or null where nobody logged in.</summary>
    /// <exception cref="GateException">AG0003: a file that is no such file, or a helper that fails.</exception>
    public RegistryLogin? Find(ImageReference image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Files().Where(File.Exists).Select(file => FindIn(file, image)).FirstOrDefault(login => login is not null);
    }

    private IEnumerable<string> Files()
    {
        if (variable("REGISTRY_AUTH_FILE") is { Length: > 0 } named)
        {
            yield return named;
        }

        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        yield return Path.Combine(variable("DOCKER_CONFIG") is { Length: > 0 } folder ? folder : Path.Combine(home, ".docker"), "config.json");
        if (variable("XDG_RUNTIME_DIR") is { Length: > 0 } runtime)
        {
            yield return Path.Combine(runtime, "containers", "auth.json");
        }

        yield return Path.Combine(home, ".config", "containers", "auth.json");
    }

    private RegistryLogin? FindIn(string file, ImageReference image)
    {
        using JsonDocument document = Read(file);
        JsonElement root = document.RootElement;
        if (Member(root, "credHelpers") is { } helpers && Keys(image).Select(k => Member(helpers, k)?.GetString()).FirstOrDefault(h => h is not null) is { } own)
        {
            return AskHelper(own, image);
        }

        RegistryLogin? stored = Member(root, "auths") is { } logins
            ? Keys(image).Select(k => Member(logins, k)).OfType<JsonElement>().Select(e => Login(e, file)).FirstOrDefault(l => l is not null) : null;
        return stored ?? (Member(root, "credsStore")?.GetString() is { Length: > 0 } store ? AskHelper(store, image) : null);
    }

    // The narrowest first: tools of the containers project keep logins of single repositories apart.
    private static IEnumerable<string> Keys(ImageReference image)
    {
        for (string key = $"{image.Registry}/{image.Repository}"; key.Contains('/', StringComparison.Ordinal); key = key[..key.LastIndexOf('/')])
        {
            yield return key;
        }

        yield return image.Registry;
        yield return "https://" + image.Registry;
        if (image.Registry == DockerHub)
        {
            yield return DockerHubKey;
        }
    }

    private static JsonDocument Read(string file)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(file));
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new GateException("AG0003", "the logins for registries in it cannot be read.", file);
        }
    }

    private static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.Object or JsonValueKind.String ? value : null;

    private static RegistryLogin? Login(JsonElement entry, string file)
    {
        if (Member(entry, "identitytoken")?.GetString() is { Length: > 0 } identity)
        {
            return new RegistryLogin("", identity, isIdentityToken: true);
        }

        if (Member(entry, "auth")?.GetString() is { Length: > 0 } auth)
        {
            var bytes = new byte[auth.Length];
            return Convert.TryFromBase64String(auth, bytes, out int length) && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var user, var password]
                ? new RegistryLogin(user, password.TrimEnd('\0'))
                : throw new GateException("AG0003", "a login for a registry in it is not base64 of user and password.", file);
        }

        return Member(entry, "username")?.GetString() is { Length: > 0 } name && Member(entry, "password")?.GetString() is { } secret ? new RegistryLogin(name, secret) : null;
    }

    private RegistryLogin? AskHelper(string name, ImageReference image)
    {
        string program = "docker-credential-" + name;
        (int exit, string answer) = Run(program, image.Registry == DockerHub ? DockerHubKey : image.Registry);
        try
        {
            if (exit == 0)
            {
                using JsonDocument document = JsonDocument.Parse(answer);
                (string? user, string? secret) = (Member(document.RootElement, "Username")?.GetString(), Member(document.RootElement, "Secret")?.GetString());
                return string.IsNullOrEmpty(secret) ? null : user == "<token>" ? new RegistryLogin("", secret, isIdentityToken: true) : new RegistryLogin(user ?? "", secret);
            }
        }
        catch (JsonException)
        {
            exit = -1;
        }

        // Every helper says this and no more when it holds nothing for the registry.
        return answer.Contains("credentials not found", StringComparison.OrdinalIgnoreCase) ? null
            : throw new GateException("AG0003", $"'{program}' gives no login for {image.Registry} (exit {exit}).");
    }

    // Only on the path: the framework would first look in the working directory, which is what is being scanned.
    private string Locate(string program)
    {
        string[] names = OperatingSystem.IsWindows() ? [program + ".exe", program + ".cmd"] : [program];
        return (variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(Path.IsPathFullyQualified)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(f => Path.GetFileName(program) == program && File.Exists(f))
            ?? throw new GateException("AG0003", $"'{Printable.Line(program)}', which keeps the logins for registries, is not on the path.");
    }

    private (int Exit, string Output) Run(string program, string input)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(Locate(program), ["get"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            Tell(process.StandardInput, input);
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                throw new GateException("AG0003", $"'{program}' gives no answer.");
            }

            return (process.ExitCode, output.GetAwaiter().GetResult());
        }
        catch (Exception failure) when (failure is Win32Exception or IOException)
        {
            throw new GateException("AG0003", $"'{program}', which keeps the logins for registries, cannot be run.");
        }
    }

    // A helper that ends without reading has an exit code that says why.
    private static void Tell(StreamWriter helper, string input)
    {
        try
        {
            helper.Write(input);
            helper.Close();
        }
        catch (IOException)
        {
            helper.BaseStream.Dispose();
        }
    }
}
