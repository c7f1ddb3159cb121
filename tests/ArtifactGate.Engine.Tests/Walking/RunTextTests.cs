using System.Buffers;
using System.Text;
using ArtifactGate.Detection;
using ArtifactGate.Engine.Walking;

namespace ArtifactGate.Engine.Tests.Walking;

/// <summary>What is passed over without decoding would have come to nothing.</summary>
public sealed class RunTextTests
{
    private const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    [Theory]
    [InlineData(TextForm.Utf8)]
    [InlineData(TextForm.Utf16LittleEndian)]
    [InlineData(TextForm.Utf16BigEndian)]
    public void Passes_over_only_what_decodes_to_nothing(TextForm form)
    {
        var random = new Random(1);
        int passedOver = 0;
        for (int round = 0; round < 20_000; round++)
        {
            string text = Sample(random);
            bool hides = RunText.Decode(Encoding.ASCII.GetBytes(text), new ArrayBufferWriter<byte>()) is not null;
            bool asked = RunText.CanHide(Bytes(text, form), new EncodedRun(0, text.Length, form, false));
            Assert.True(asked || !hides, $"round {round}: {text.Length} characters");
            passedOver += asked ? 0 : 1;
        }

        Assert.True(passedOver > 5_000, $"Only {passedOver} of 20000 were passed over.");
    }

    [Fact]
    public void Looks_into_everything_that_may_go_on() =>
        Assert.True(RunText.CanHide("aVeryLongNameThatGoesOnAndOn"u8, new EncodedRun(0, 28, TextForm.Utf8, true)));

    // Noise, names, hexadecimal digits, and readable text at every place of noise.
    private static string Sample(Random random)
    {
        int length = random.Next(24, 64);
        string noise = string.Concat(Enumerable.Range(0, length).Select(_ => Characters[random.Next(64)]));
        switch (random.Next(4))
        {
            case 0:
                return noise;
            case 1:
                return string.Concat(noise.Select(c => "0123456789abcdef"[c % 16]));
            case 2:
                return string.Concat(noise.Select(c => (char)('a' + (c % 26))));
            default:
                byte[] bytes = Convert.FromBase64String(noise[..(length / 4 * 4)]);
                int readable = Math.Min(bytes.Length, random.Next(14, 20));
                int at = random.Next(bytes.Length - readable + 1);
                for (int i = at; i < at + readable; i++)
                {
                    bytes[i] = (byte)random.Next(0x20, 0x7F);
                }

                return Convert.ToBase64String(bytes).TrimEnd('=');
        }
    }

    private static byte[] Bytes(string text, TextForm form) => form switch
    {
        TextForm.Utf16LittleEndian => Encoding.Unicode.GetBytes(text),
        TextForm.Utf16BigEndian => Encoding.BigEndianUnicode.GetBytes(text),
        _ => Encoding.ASCII.GetBytes(text),
    };
}
