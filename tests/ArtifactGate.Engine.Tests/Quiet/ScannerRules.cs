using static ArtifactGate.Engine.Tests.Quiet.RandomText;

namespace ArtifactGate.Engine.Tests.Quiet;

/// <summary>Rule files as other scanners ship them: patterns of credentials, and the words around them.</summary>
internal static class ScannerRules
{
    // Beginnings that tell an issuer; what follows in a rule is a pattern.
    private static readonly string[] Beginnings =
        ["ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "npm_", "pypi-AgEIcHlwaS5vcmc", "xoxb-", "sk_live_", "AKIA", "AIza", "SG\\.", "dop_v1_", "hvs\\.", "shpat_", "oy2", "rubygems_", "AGE-SECRET-KEY-1", "eyJ", "sk-ant-api03-", "dckr_pat_", "-----BEGIN (?:RSA |EC )?PRIVATE KEY-----"];

    private static readonly string[] Alphabets = ["[0-9a-zA-Z]", "[a-z0-9]", "[A-Za-z0-9_-]", "\\w", "[A-Z2-7]", "[0-9a-f]", "[\\w.=-]"];

    public static string Any(Random random) => random.Next(3) switch
    {
        0 => string.Concat(Enumerable.Range(0, 20).Select(_ => $"[[rules]]\nid = \"{Letters(random, 8)}-api-token\"\ndescription = \"Uncovered a token, password or secret key\"\nregex = '''(?i)(?:key|api|token|secret|password)(?:[0-9a-z\\-_\\t .]{{0,20}})(?:[\\s|']|[\\s|\"]){{0,3}}(?:=|>|:=|\\|\\|:|<=|=>|:)(?:'|\\\"|\\s|=|\\x60){{0,5}}({Pattern(random)})(?:['|\\\"|\\n|\\r|\\s|\\x60|;]|$)'''\nentropy = {random.Next(2, 5)}.5\nkeywords = [\"{Pick(random, Beginnings).TrimEnd('\\', '.')}\", \"client_secret\", \"apikey\"]\n\n")),
        1 => "patterns:\n" + string.Concat(Enumerable.Range(0, 20).Select(_ => $"  - pattern:\n      name: {Letters(random, 9)}\n      regex: \"{Pattern(random).Replace("\\", "\\\\", StringComparison.Ordinal)}\"\n      confidence: high\n  - pattern:\n      name: Generic Password\n      regex: \"(password|passwd|pwd)\\\\s*[=:]\\\\s*['\\\"][^'\\\"]{{{random.Next(4, 9)},}}['\\\"]\"\n")),
        _ => "{ " + string.Join(", ", Enumerable.Range(0, 20).Select(_ => $"\"{Letters(random, 9)} URL with password\": \"[a-zA-Z]{{3,10}}:\\\\/\\\\/[^\\\\/\\\\s:@]{{3,20}}:[^\\\\/\\\\s:@]{{3,20}}@.{{1,100}}[\\\"'\\\\s]\", \"{Letters(random, 5)}\": \"{Pattern(random).Replace("\\", "\\\\", StringComparison.Ordinal)}\"")) + " }",
    };

    private static string Pattern(Random random) => $"{Pick(random, Beginnings)}{Pick(random, Alphabets)}{{{random.Next(16, 40)}{Pick(random, "", ",", ",90")}}}";
}
