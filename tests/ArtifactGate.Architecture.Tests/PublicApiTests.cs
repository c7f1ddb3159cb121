using System.Reflection;

namespace ArtifactGate.Architecture.Tests;

/// <summary>What others can call is a decision, so it stands in a text file that a change must touch.</summary>
public sealed class PublicApiTests
{
    public static TheoryData<string> Libraries => [.. Repository.Shipped.Select(a => a.GetName().Name!)];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Public_members_are_the_ones_in_the_file(string library)
    {
        string actual = string.Join('\n', Describe(Repository.Shipped.Single(a => a.GetName().Name == library))) + "\n";
        string file = Path.Combine("tests/ArtifactGate.Architecture.Tests/PublicApi", library + ".txt");
        string current = Path.Combine(Repository.Root, "artifacts", "public-api", library + ".txt");
        Directory.CreateDirectory(Path.GetDirectoryName(current)!);
        File.WriteAllText(current, actual);
        string expected = File.Exists(Path.Combine(Repository.Root, file)) ? Repository.Read(file) : "";
        Assert.True(expected == actual, $"The public members of {library} changed. If that is meant, copy artifacts/public-api/{library}.txt over {file}:\n"
            + string.Join('\n', expected.Split('\n').Except(actual.Split('\n')).Select(l => "- " + l).Concat(actual.Split('\n').Except(expected.Split('\n')).Select(l => "+ " + l))));
    }

    private static IEnumerable<string> Describe(Assembly assembly) =>
        from type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal)
        from line in type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(IsVisible).Select(m => $"{type.FullName}: {m}").Order(StringComparer.Ordinal).Prepend($"{type.FullName} : {type.BaseType?.FullName}")
        select line;

    // What the compiler adds to records says nothing that their properties do not.
    private static bool IsVisible(MemberInfo member) => !member.Name.Contains('<', StringComparison.Ordinal)
        && member.Name is not ("Equals" or "GetHashCode" or "ToString" or "PrintMembers" or "EqualityContract" or "op_Equality" or "op_Inequality" or "Deconstruct")
        && member switch
        {
            MethodBase { IsSpecialName: true, IsConstructor: false } => false,
            MethodBase method => method.IsPublic || method.IsFamily,
            FieldInfo field => field.IsPublic || field.IsFamily,
            PropertyInfo property => property.GetMethod is { } get && (get.IsPublic || get.IsFamily),
            TypeInfo type => type.IsNestedPublic,
            _ => true,
        };
}
