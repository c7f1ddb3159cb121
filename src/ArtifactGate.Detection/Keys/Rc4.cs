namespace ArtifactGate.Detection.Keys;

/// <summary>The stream cipher RC4, which the framework has no more and old key files still use.</summary>
internal static class Rc4
{
    /// <summary>Encrypts or decrypts in place.</summary>
    public static void Apply(ReadOnlySpan<byte> key, Span<byte> data)
    {
        Span<byte> state = stackalloc byte[256];
        for (int i = 0; i < 256; i++)
        {
            state[i] = (byte)i;
        }

        byte j = 0;
        for (int i = 0; i < 256; i++)
        {
            j += (byte)(state[i] + key[i % key.Length]);
            (state[i], state[j]) = (state[j], state[i]);
        }

        byte a = 0, b = 0;
        for (int i = 0; i < data.Length; i++)
        {
            b += state[++a];
            (state[a], state[b]) = (state[b], state[a]);
            data[i] ^= state[(byte)(state[a] + state[b])];
        }
    }
}
