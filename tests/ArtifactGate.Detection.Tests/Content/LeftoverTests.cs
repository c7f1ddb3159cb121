namespace ArtifactGate.Detection.Tests.Content;

/// <summary>What developers, their programs and build agents leave beside what is shipped.</summary>
public sealed class LeftoverTests
{
    private static readonly Detector Detector = new(RuleBook.Default);

    public static TheoryData<string, string> Places
    {
        get
        {
            var places = new TheoryData<string, string>();
            foreach (FileRule rule in RuleBook.Default.Rules.OfType<FileRule>())
            {
                foreach (string place in rule.Places)
                {
                    places.Add(rule.Code, place);
                }
            }

            return places;
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void A_file_is_known_by_its_place(string code, string place)
    {
        string path = place.Replace("*", "a", StringComparison.Ordinal);
        foreach (string there in new[] { path, $"root/{path}", $"Users/x/{path.ToUpperInvariant()}", $"C:\\{path.Replace('/', '\\')}" })
        {
            Match match = Assert.Single(Detector.MatchKind(there, "x"u8, null));
            Assert.Equal((code, Evidence.Context), (match.Rule.Code, match.Evidence));
        }

        Assert.Empty(Detector.MatchKind($"root/{path}", [], null));
        Assert.Empty(Detector.MatchKind($"root/{path}/more.txt", "x"u8, null));
        Assert.True(place.EndsWith('*') || Detector.MatchKind($"root/{path}x.md", "x"u8, null) is []);
    }

    [Theory]
    [InlineData("git/HEAD")]
    [InlineData("x.git/HEAD")]
    [InlineData("HEAD")]
    [InlineData(".git")]
    [InlineData("docs/bash_history")]
    [InlineData("credentials")]
    [InlineData("my.aws/credentials")]
    [InlineData("cache/a.json")]
    [InlineData("config.toml")]
    [InlineData("Properties/PublishProfiles/site.pubxml")]
    [InlineData(".idea/workspace.xml")]
    public void Another_place_is_none(string path) => Assert.Empty(Detector.MatchKind(path, "x"u8, null));

    [Fact]
    public void Every_user_secret_counts_in_their_folder_and_elsewhere_those_whose_names_say_so()
    {
        string one = ContentScan.Secret(), two = ContentScan.Secret(), three = ContentScan.Secret();
        string file = $$"""
            {
              // of this machine
              "Upload:Pin": "{{one}}",
              "Mail": { "Password": "{{two}}", "Host": "https://mail.example", "Port": "5871234", "ClientId": "{{Guid.NewGuid()}}" },
              "Google:ClientSecret": "{{three}}",
              "Later:Token": "<your-token>",
            }
            """;
        string id = Guid.NewGuid().ToString();
        foreach (string path in new[] { $"AppData/Roaming/Microsoft/UserSecrets/{id}/secrets.json", "root/.microsoft/usersecrets/app/secrets.json" })
        {
            List<Match> all = [.. ContentScan.Of(path, file).Where(m => m.Rule.Code == "AG3024")];
            Assert.Equal(4, all.Count);
            Assert.All(all, m => Assert.Equal(Evidence.Format, m.Evidence));
        }

        Assert.Equal([two, three], ContentScan.Values("app/secrets.json", file));
        Assert.All(ContentScan.Of("app/secrets.json", file), m => Assert.Equal(Evidence.Context, m.Evidence));
        Assert.DoesNotContain(ContentScan.Of("app/settings.json", file), m => m.Rule.Code == "AG3024");
    }
}
