using System.Text.Json;
using ArtifactGate.Detection;
using ArtifactGate.Engine.Tests.Results;

namespace ArtifactGate.Engine.Tests.Reports;

public sealed class JsonReportTests
{
    [Fact]
    public void The_report_is_the_contract_to_the_letter()
    {
        Finding finding = Sample.Finding("tools/in%ner.zip!deep/x.json") with
        {
            Source = new SourceLocation("src/App/Client.cs", 42, 13),
            Location = new FindingLocation(9, 3, null, "App.Client.Connect()"),
            Identity = new Identity("Sample", "access token", null, "read", new DateTimeOffset(2027, 1, 2, 3, 4, 5, TimeSpan.Zero)),
            Encoding = "base64 > utf-8",
            Fix = "Take it out.",
        };
        GateResult result = Sample.Result(RunVerdict.Blocked, finding, Sample.Finding("", Verdict.Allowed) with { Evidence = Evidence.Context, Length = null, Preview = "", Allowance = "why" }) with
        {
            Unread = [Sample.Unread(Artifacts.UnreadReason.Encrypted)],
            Policies = [new PolicyReference("artifactgate.json", new string('c', 64), "repository")],
            Notices = [new Notice("AG0007", "Only observes.")],
        };

        const string Expected = """
            {
              "schemaVersion": 1,
              "verdict": "blocked",
              "tool": {
                "name": "ArtifactGate",
                "version": "0.1.0",
                "rules": {
                  "count": 1,
                  "digest": "sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
                }
              },
              "run": {
                "startedUtc": "2026-03-01T12:00:00Z",
                "revision": null,
                "ciRunId": null,
                "keyId": "documented:abcdefgh",
                "environment": null
              },
              "policies": [
                {
                  "path": "artifactgate.json",
                  "sha256": "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc",
                  "role": "repository"
                }
              ],
              "artifacts": [
                {
                  "path": "out/App.1.0.0.nupkg",
                  "kind": "nupkg",
                  "form": "file",
                  "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                  "size": 2048,
                  "verdict": "blocked",
                  "coverage": {
                    "nodes": 12,
                    "bytes": 4096,
                    "unread": 0,
                    "tolerated": 0
                  }
                }
              ],
              "findings": [
                {
                  "code": "AG1001",
                  "rule": "github-pat",
                  "title": "Sample access token",
                  "verdict": "block",
                  "evidence": "proven",
                  "artifact": "out/App.1.0.0.nupkg",
                  "path": "tools/in%25ner.zip!deep/x.json",
                  "segments": [
                    "tools/in%ner.zip",
                    "deep/x.json"
                  ],
                  "encoding": "base64 > utf-8",
                  "location": {
                    "offset": 9,
                    "line": 3,
                    "column": null,
                    "member": "App.Client.Connect()"
                  },
                  "source": {
                    "file": "src/App/Client.cs",
                    "line": 42,
                    "column": 13
                  },
                  "fingerprint": "v1:abcdefghijklmnopqrstuvwxyz",
                  "group": "v1:abcdefghijklmnopqrstuvwxyz",
                  "preview": "smpl_…",
                  "length": 41,
                  "identity": {
                    "issuer": "Sample",
                    "kind": "access token",
                    "account": null,
                    "scope": "read",
                    "expires": "2027-01-02T03:04:05Z"
                  },
                  "details": {
                    "checksum": "valid"
                  },
                  "fix": "Take it out.",
                  "allowance": null
                },
                {
                  "code": "AG1001",
                  "rule": "github-pat",
                  "title": "Sample access token",
                  "verdict": "allowed",
                  "evidence": "context",
                  "artifact": "out/App.1.0.0.nupkg",
                  "path": "",
                  "segments": [],
                  "encoding": "utf-16le",
                  "location": {
                    "offset": 1234,
                    "line": null,
                    "column": null,
                    "member": null
                  },
                  "source": null,
                  "fingerprint": "v1:abcdefghijklmnopqrstuvwxyz",
                  "group": "v1:abcdefghijklmnopqrstuvwxyz",
                  "preview": "",
                  "length": null,
                  "identity": {
                    "issuer": "Sample",
                    "kind": "access token",
                    "account": null,
                    "scope": null,
                    "expires": null
                  },
                  "details": {
                    "checksum": "valid"
                  },
                  "fix": "",
                  "allowance": "why"
                }
              ],
              "unread": [
                {
                  "artifact": "out/App.1.0.0.nupkg",
                  "path": "inner.zip",
                  "reason": "encrypted",
                  "detail": "no password is known",
                  "verdict": "block",
                  "sha256": null,
                  "allowance": null
                }
              ],
              "statistics": {
                "nodes": 12,
                "bytes": 4096,
                "seconds": 1.25
              },
              "notices": [
                {
                  "code": "AG0007",
                  "message": "Only observes.",
                  "file": null
                }
              ],
              "knownValues": null
            }

            """;
        Assert.Equal(Expected, ReportAcceptanceTests.Text("json", result));
    }

    [Fact]
    public void Names_come_back_as_they_were()
    {
        const string Name = "a\u001b[2J\u202e\u2028\"\\<&+>é…\U000E0001";
        using JsonDocument report = JsonDocument.Parse(ReportAcceptanceTests.Text("json", Sample.Result(RunVerdict.Blocked, Sample.Finding(Name))));

        Assert.Equal(Name, report.RootElement.GetProperty("findings")[0].GetProperty("segments")[0].GetString());
    }

    [Fact]
    public void A_long_report_comes_in_pieces_and_stays_whole()
    {
        string[] names = [.. Enumerable.Range(0, 3000).Select(i => $"é\u202e\u2028…\U0001F511\U000E0001{new string('x', i % 7)}/{i}")];
        string text = ReportAcceptanceTests.Text("json", Sample.Result(RunVerdict.Blocked, [.. names.Select(n => Sample.Finding(n))]));
        using JsonDocument report = JsonDocument.Parse(text);

        Assert.Equal(names, report.RootElement.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("segments")[0].GetString()!));
        Assert.DoesNotContain('\u202e', text);
        Assert.Contains("é", text, StringComparison.Ordinal);
    }
}
