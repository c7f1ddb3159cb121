using System.CommandLine;
using ArtifactGate.Engine;
using ArtifactGate.Engine.Receipts;

namespace ArtifactGate.Tool;

/// <summary><c>--receipt FILE</c> and <c>--sign KEY</c>.</summary>
internal sealed class ReceiptOptions
{
    private const string Password = "ARTIFACTGATE_SIGN_PASSWORD";

    private readonly Option<string?> _receipt = new("--receipt") { Description = "Write what was looked at to a file when the run passes, for 'artifactgate verify'. An older one is removed.", HelpName = "FILE" };

    private readonly Option<string?> _sign = new("--sign")
    {
        Description = $"Sign the receipt with the private key in a PEM file (ECDSA, P-256); the password of an encrypted one is in {Password}.",
        HelpName = "KEY",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_receipt);
        command.Add(_sign);
    }

    /// <summary>What was asked for, or null. Removes the receipt of an earlier run.</summary>
    /// <exception cref="UsageException">A place where no receipt can be, or a signature of nothing.</exception>
    /// <exception cref="GateException">A key that cannot sign.</exception>
    public ReceiptOutput? Read(ParseResult parsed, ToolHost host)
    {
        (string? file, string? key) = (parsed.GetValue(_receipt), parsed.GetValue(_sign));
        if (file is null)
        {
            return key is null ? null : throw new UsageException($"{_sign.Name} signs a receipt, and there is none: add {_receipt.Name} FILE.");
        }

        if (file.Length == 0)
        {
            throw new UsageException($"{_receipt.Name} takes the name of a file, not an empty one.");
        }

        SigningKey? signer = key is null ? null : SigningKey.Read(Path.GetFullPath(key, host.WorkingDirectory), key, host.Variables(Password));
        try
        {
            return ReceiptOutput.Prepare(Path.GetFullPath(file, host.WorkingDirectory), file, signer);
        }
        catch
        {
            signer?.Dispose();
            throw;
        }
    }
}
