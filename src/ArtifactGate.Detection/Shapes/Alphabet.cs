using System.Buffers;

namespace ArtifactGate.Detection;

/// <summary>The characters that a part of a value is made of. ASCII only.</summary>
public sealed class Alphabet
{
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";

    private static readonly Dictionary<string, Alphabet> Named = new(StringComparer.Ordinal)
    {
        ["base62"] = new(Digits + Upper + Lower),
        ["alpha"] = new(Upper + Lower),
        ["upper"] = new(Upper),
        ["lower"] = new(Lower),
        ["digit"] = new(Digits),
        ["upper36"] = new(Digits + Upper),
        ["lower36"] = new(Digits + Lower),
        ["hex"] = new(Digits + "abcdef"),
        ["HEX"] = new(Digits + "ABCDEF"),
        ["anyhex"] = new(Digits + "abcdefABCDEF"),
        ["base32"] = new(Lower + "234567"),
        ["BASE32"] = new(Upper + "234567"),
        ["base64"] = new(Digits + Upper + Lower + "+/"),
        ["base64url"] = new(Digits + Upper + Lower + "-_"),
        ["word"] = new(Digits + Upper + Lower + "_"),
    };

    // One object for each set: most patterns are made of the same few, and a search is costly to prepare.
    private static readonly Dictionary<string, Alphabet> Unions = new(StringComparer.Ordinal);

    // Two numbers, not UInt128, which is compiled anew in every process.
    private readonly ulong _low;
    private readonly ulong _high;
    private SearchValues<char>? _values;

    /// <summary>An alphabet of exactly these characters.</summary>
    public Alphabet(string characters)
    {
        ArgumentException.ThrowIfNullOrEmpty(characters);
        foreach (char c in characters)
        {
            _low |= c < 64 ? 1UL << c : 0;
            _high |= c is >= (char)64 and < (char)128 ? 1UL << (c - 64) : 0;
        }

        Characters = InOrder(_low, _high);
    }

    /// <summary>Every character once, in code order.</summary>
    public string Characters { get; }

    /// <summary>Whether <paramref name="c"/> is one of them.</summary>
    public bool Contains(char c) => c < 128 && (((c < 64 ? _low : _high) >> c) & 1) != 0;

    /// <summary>How many characters at the start of <paramref name="text"/> belong to the alphabet.</summary>
    public int RunLength(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExcept(Values);
        return end < 0 ? text.Length : end;
    }

    /// <summary>How many characters at the end of <paramref name="text"/> belong to the alphabet.</summary>
    public int RunLengthBackward(ReadOnlySpan<char> text) => text.Length - 1 - text.LastIndexOfAnyExcept(Values);

    /// <summary>The alphabet that holds the characters of both.</summary>
    public Alphabet Union(Alphabet other)
    {
        (ulong low, ulong high) = (_low | other._low, _high | other._high);
        if (low == _low && high == _high)
        {
            return this;
        }

        if (low == other._low && high == other._high)
        {
            return other;
        }

        string characters = InOrder(low, high);
        lock (Unions)
        {
            if (!Unions.TryGetValue(characters, out Alphabet? union))
            {
                Unions[characters] = union = new Alphabet(characters);
            }

            return union;
        }
    }

    /// <summary>
    /// A named alphabet (<c>base62</c>, <c>hex</c>, <c>HEX</c>, <c>anyhex</c>, <c>base64</c>, <c>base64url</c>, <c>base32</c>,
    /// <c>BASE32</c>, <c>digit</c>, <c>upper</c>, <c>lower</c>, <c>alpha</c>, <c>upper36</c>, <c>lower36</c>, <c>word</c>) or a class
    /// in brackets such as <c>[a-z2-7_]</c>.
    /// </summary>
    /// <exception cref="FormatException">The name is unknown or the class is not closed.</exception>
    public static Alphabet Get(string name)
    {
        if (Named.TryGetValue(name, out Alphabet? alphabet))
        {
            return alphabet;
        }

        if (name is not ['[', .., ']'])
        {
            throw new FormatException($"'{name}' is neither a named alphabet nor a class in brackets.");
        }

        var characters = new System.Text.StringBuilder();
        for (int i = 1; i < name.Length - 1; i++)
        {
            // A hyphen between two characters is a range; first or last it stands for itself.
            if (i + 2 < name.Length - 1 && name[i + 1] == '-')
            {
                for (char c = name[i]; c <= name[i + 2]; c++)
                {
                    characters.Append(c);
                }

                i += 2;
            }
            else
            {
                characters.Append(name[i]);
            }
        }

        return new Alphabet(characters.ToString());
    }

    /// <summary>A random text of <paramref name="length"/> characters.</summary>
    public string Sample(Random random, int length) =>
        string.Create(length, (this, random), static (span, state) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = state.Item1.Characters[state.random.Next(state.Item1.Characters.Length)];
            }
        });

    private SearchValues<char> Values => _values ??= SearchValues.Create(Characters);

    private static string InOrder(ulong low, ulong high)
    {
        Span<char> characters = stackalloc char[128];
        int count = 0;
        for (int c = 0; c < 128; c++)
        {
            if ((((c < 64 ? low : high) >> c) & 1) != 0)
            {
                characters[count++] = (char)c;
            }
        }

        return characters[..count].ToString();
    }
}
