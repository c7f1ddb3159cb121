using System.Buffers.Text;
using System.Text;

namespace ArtifactGate.Detection.Tests.Proofs;

/// <summary>What a token of PyPI tells of itself.</summary>
public sealed class PyPiMacaroonTests
{
    private static readonly PyPiMacaroonProof Proof = new("pypi-", "pypi.org");

    [Fact]
    public void The_user_whose_token_it_is()
    {
        ProofResult result = Proof.Check(Token("[3, \"0d4b0f4a-2f3c-4a57-9d0e-0a3a4d1b9c11\"]"));
        Assert.Equal((ProofOutcome.Holds, "0d4b0f4a-2f3c-4a57-9d0e-0a3a4d1b9c11", "every project of the user"), (result.Outcome, result.Account, result.Scope));
    }

    [Theory]
    [InlineData("{\"version\": 1, \"permissions\": {\"projects\": [\"contoso\", \"fabrikam\"]}}", "projects contoso, fabrikam")]
    [InlineData("[1, [\"contoso\"]]", "projects contoso")]
    [InlineData("[2, [\"1\", \"2\"]]", "projects 2 by id")]
    public void The_projects_it_is_for(string caveat, string scope) => Assert.Equal(scope, Proof.Check(Token(caveat)).Scope);

    [Fact]
    public void When_it_ends() => Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000), Proof.Check(Token("[0, 1800000000, 1700000000]")).Expires);

    [Fact]
    public void Another_registry_or_a_cut_signature_proves_nothing()
    {
        Assert.Equal(ProofOutcome.Unknown, Proof.Check(Token("[3, \"x\"]", "test.pypi.org")).Outcome);
        Assert.Equal(ProofOutcome.Unknown, Proof.Check(Token("[3, \"x\"]").AsSpan()[..^4]).Outcome);
    }

    private static string Token(string caveat, string location = "pypi.org")
    {
        static byte[] Field(byte type, string text) => [type, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
        byte[] bytes =
        [
            2, .. Field(1, location), .. Field(2, "8b11d0b5-5f9a-4a4e-9c0f-7f1f0f0e0d0c"), 0, .. Field(2, caveat), 0, 0, 6, 32, .. Enumerable.Range(7, 32).Select(i => (byte)(i * 37)),
        ];
        return "pypi-" + Base64Url.EncodeToString(bytes);
    }
}
