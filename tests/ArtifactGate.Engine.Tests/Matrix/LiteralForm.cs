using System.Globalization;

namespace ArtifactGate.Engine.Tests.Matrix;

/// <summary>One way in which a C# program has a value.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Declaration">The member, on one line: <c>{n}</c> stands for its number, <c>{value}</c> for the literal, <c>{bytes}</c> for its bytes.</param>
/// <param name="Member">What the report calls it.</param>
public sealed record LiteralForm(string Name, string Declaration, string Member)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<LiteralForm> All { get; } =
    [
        new("literal", "static string Literal{n}() => {value};", "App.Client.Literal{n}()"),
        new("constant", "const string Constant{n} = {value};", "App.Client.Constant{n}"),
        new("field", "static readonly string Field{n} = {value};", "App.Client..cctor()"),
        new("attribute", "[System.Obsolete({value})] static void Attribute{n}() { }", "App.Client.Attribute{n}()"),
        new("named argument", "[System.Obsolete(\"\", UrlFormat = {value})] class Named{n} { }", "App.Client.Named{n}"),
        new("default", "static void Default{n}(string value = {value}) { }", "App.Client.Default{n}()"),
        new("text as bytes", "static System.ReadOnlySpan<byte> Text{n}() => {value}u8;", "App.Client.Text{n}()"),
        new("bytes", "static readonly byte[] Bytes{n} = [{bytes}];", "App.Client..cctor()"),
    ];

    /// <summary>The declaration of one value.</summary>
    public string Declare(int number, string literal, string bytes) => Numbered(Declaration, number)
        .Replace("{value}", literal, StringComparison.Ordinal).Replace("{bytes}", bytes, StringComparison.Ordinal);

    /// <summary>The name of that member.</summary>
    public string MemberOf(int number) => Numbered(Member, number);

    private static string Numbered(string text, int number) => text.Replace("{n}", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
