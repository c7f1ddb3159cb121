using System.Text;
using ArtifactGate.Engine.Walking;

namespace ArtifactGate.Engine.Tests.Walking;

public sealed class EscapeSweepTests
{
    // Blocks have 64 bytes, and chunks 32 blocks: each place around their borders, in bytes that end right behind or much later.
    public static TheoryData<string, string> Escapes => new()
    {
        { "name%3D", "value" },
        { "name\\u003d", "value" },
        { "name&#61;", "value" },
    };

    [Theory]
    [MemberData(nameof(Escapes))]
    public void An_escape_is_found_wherever_it_stands(string before, string after)
    {
        byte[] text = Encoding.ASCII.GetBytes(before + after);
        int sign = before.IndexOfAny(['%', '\\', '&']);
        var marks = new List<EscapeMark>();
        foreach (int at in Enumerable.Range(0, 140).Concat(Enumerable.Range(2048 - 80, 160)).Concat(Enumerable.Range(4096 - 80, 160)))
        {
            foreach (int behind in new[] { 0, 1, 51, 64, 3000 })
            {
                var bytes = new byte[at + text.Length + behind];
                bytes.AsSpan().Fill((byte)' ');
                text.CopyTo(bytes, at);
                marks.Clear();
                EscapeSweep.Find(bytes, bigEndian: false, mayBeMail: true, marks);
                Assert.Equal((at + sign, at + before.Length), (Assert.Single(marks).Start, marks[0].End));
            }
        }
    }

    [Theory]
    [InlineData("a=3D", true)]
    [InlineData("a=\r\n", true)]
    [InlineData("a = b", false)]
    [InlineData("a=xyz", false)]
    public void Only_an_equals_sign_that_could_escape_is_told_of(string text, bool told)
    {
        foreach (int at in new[] { 0, 30, 62, 63, 64, 2047 })
        {
            byte[] bytes = Encoding.ASCII.GetBytes(new string('.', at) + text + new string('.', 100));
            Assert.Equal(told, EscapeSweep.Find(bytes, bigEndian: false, mayBeMail: true, []));
            Assert.False(EscapeSweep.Find(bytes, bigEndian: false, mayBeMail: false, []));
        }
    }
}
