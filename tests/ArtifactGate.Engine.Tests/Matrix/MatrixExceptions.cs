using ArtifactGate.Detection;
using ArtifactGate.Testing.Formats;

namespace ArtifactGate.Engine.Tests.Matrix;

/// <summary>The samples that another rule tells of, or none, each with the reason.</summary>
internal static class MatrixExceptions
{
    private static readonly Carries[] Nameless = [Carries.Contents, Carries.Content, Carries.Cells];

    private static readonly (Carries[] Carriers, string Rule, string ToldAs, string Reason)[] All =
    [
        (Nameless, "AG3005", "AG1213", ".git-credentials is known by its name; without one its lines are addresses with a password"),
        (Nameless, "AG3006", "AG1215", ".netrc is known by its name; without one it is a login in a text"),
        (Nameless, "AG3007", "AG4001", ".pypirc is known by its name; without one it is a password in a text"),
        (Nameless, "AG3013", "AG4002", ".env is known by its name; without one it is a secret in a text"),
        (Nameless, "AG3024", "AG4002", "secrets.json is known by its name; without one it is a secret in a text"),
        (Nameless, "AG3025", "", ".pgpass is known by its name; without one its lines are words with colons between"),
        (Nameless, "AG3028", "", "Cargo's credentials are known by their name; without one a line of them is a token of nobody"),
        (Nameless, "AG3029", "", ".bundle/config is known by its name; without one a line of it is a name and two words"),
        ([Carries.Cells], "AG3001", "AG4001", "known by how the file begins; a password is one in any text"),
        .. Cells("AG3003", "AG3011", "AG3012", "AG3014", "AG3026", "AG3027"),
        ([Carries.Cells], "AG3009", "AG1609", "known by how the file begins; its password is known by its attribute as well"),
        ([Carries.Cells], "AG3010", "AG2001", "known by how the file begins; the key in it is one anywhere"),
        ([Carries.Cells], "AG3017", "AG1612", "known by how the file begins; a token in it is one under its name as well"),
        .. RuleBook.Default.Rules.OfType<ContextRule>().Select(r => (new[] { Carries.Strings }, r.Code, "", "in the bytes of a program nothing says that a word has to do with what stands beside it")),
    ];

    /// <summary>What is told of a sample instead of its rule: another rule, or nothing. Null where there is no exception.</summary>
    public static string? ToldAs(string rule, Carries carries) =>
        All.Where(e => e.Rule == rule && e.Carriers.Contains(carries)).Select(e => e.ToldAs).SingleOrDefault();

    private static IEnumerable<(Carries[], string, string, string)> Cells(params string[] rules) =>
        rules.Select(r => (new[] { Carries.Cells }, r, "", "known by how the file begins, and in a table the name of the column comes first"));
}
