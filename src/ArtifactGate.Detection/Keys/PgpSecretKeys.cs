using System.Globalization;
using System.Text;

namespace ArtifactGate.Detection.Keys;

/// <summary>What the packets of one OpenPGP key tell: a primary key, its subkeys, and whose they are. One in clear decides.</summary>
internal sealed class PgpSecretKeys
{
    /// <summary>More packets than any key has.</summary>
    public const int MostPackets = 1000;

    private const int LongestUserId = 200;

    private KeyFacts? _best;
    private string? _user;
    private int _count;

    /// <summary>Adds a secret key; null for a packet that holds none.</summary>
    public void Add(KeyFacts? facts)
    {
        _count += facts is null ? 0 : 1;
        _best = _best is null || (facts is not null && _best.Encrypted && !facts.Encrypted && !facts.Truncated) ? facts : _best;
    }

    /// <summary>Adds a user ID; the first counts.</summary>
    public void AddUser(ReadOnlySpan<byte> text)
    {
        if (_user is null && text.Length <= LongestUserId)
        {
            _user = Encoding.UTF8.GetString(text);
        }
    }

    /// <summary>The facts about them all; null when there is no secret key.</summary>
    public KeyFacts? Describe() => _best is null ? null : _best with
    {
        Structure = "OpenPGP",
        Account = _user is not null && !_user.Any(char.IsControl) ? _user : null,
        More = [.. _best.More, new("privateKeys", _count.ToString(CultureInfo.InvariantCulture))],
    };
}
