using System.Text;
using System.Text.RegularExpressions;
using ArtifactGate.Testing;

namespace ArtifactGate.Engine.Tests.Known;

/// <summary>
/// The environments that build servers document, each line a variable. <c>+</c> before it: its value is looked for; <c>-</c>: its name says
/// secret and its value is refused. What stands in braces is generated.
/// </summary>
internal static partial class BuildServerVariables
{
    private const string GitHub = """
          CI=true
          GITHUB_ACTIONS=true
          GITHUB_ACTION=__run_3
          GITHUB_ACTION_REPOSITORY=
          GITHUB_ACTOR=octocat
          GITHUB_ACTOR_ID={digits 7}
          GITHUB_API_URL=https://api.github.com
          GITHUB_ENV=/home/runner/work/_temp/_runner_file_commands/set_env_{guid}
          GITHUB_EVENT_PATH=/home/runner/work/_temp/_github_workflow/event.json
          GITHUB_GRAPHQL_URL=https://api.github.com/graphql
          GITHUB_OUTPUT=/home/runner/work/_temp/_runner_file_commands/set_output_{guid}
          GITHUB_PATH=/home/runner/work/_temp/_runner_file_commands/add_path_{guid}
          GITHUB_REF=refs/heads/main
          GITHUB_REPOSITORY=contoso/app
          GITHUB_REPOSITORY_ID={digits 9}
          GITHUB_RUN_ID={digits 11}
          GITHUB_SHA={hex 40}
          GITHUB_STEP_SUMMARY=/home/runner/work/_temp/_runner_file_commands/step_summary_{guid}
        + GITHUB_TOKEN=ghs_{letters 36}
          GITHUB_TOKEN_ID={letters 32}
          GITHUB_WORKFLOW_REF=contoso/app/.github/workflows/release.yml@refs/heads/main
          GITHUB_WORKFLOW_SHA={hex 40}
          GITHUB_WORKSPACE=/home/runner/work/app/app
          ACTIONS_CACHE_SERVICE_V2=True
          ACTIONS_CACHE_URL=https://artifactcache.actions.githubusercontent.com/{letters 50}/
        + ACTIONS_ID_TOKEN_REQUEST_TOKEN={jwt}
          ACTIONS_ID_TOKEN_REQUEST_URL=https://pipelines.actions.githubusercontent.com/{letters 50}/{guid}/_apis/distributedtask/hubs/Actions/plans/{guid}/jobs/{guid}/idtoken?api-version=2.0
          ACTIONS_ORCHESTRATION_ID={guid}.build.__default
          ACTIONS_RESULTS_URL=https://results-receiver.actions.githubusercontent.com/
        + ACTIONS_RUNTIME_TOKEN={jwt}
          ACTIONS_RUNTIME_URL=https://pipelinesghubeus1.actions.githubusercontent.com/{letters 50}/
          ACCEPT_EULA=Y
          AGENT_TOOLSDIRECTORY=/opt/hostedtoolcache
          DOTNET_MULTILEVEL_LOOKUP=0
          ImageOS=ubuntu24
          ImageVersion=20261115.58.1
          INVOCATION_ID={hex 32}
          JAVA_HOME_17_X64=/usr/lib/jvm/temurin-17-jdk-amd64
          MEMORY_PRESSURE_WATCH=/sys/fs/cgroup/system.slice/hosted-compute-agent.service/memory.pressure
          MEMORY_PRESSURE_WRITE=c29tZSAyMDAwMDAgMjAwMDAwMAA=
          PATH=/snap/bin:/home/runner/.local/bin:/opt/pipx_bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin
          RUNNER_TEMP=/home/runner/work/_temp
          RUNNER_TRACKING_ID=github_{guid}
          XDG_RUNTIME_DIR=/run/user/1001
        - GOOGLE_APPLICATION_CREDENTIALS=/home/runner/work/app/app/gha-creds-{hex 16}.json
        - GPG_PRIVATE_KEY=
        - NODE_AUTH_TOKEN=XXXXX-XXXXX-XXXXX-XXXXX
        + NUGET_API_KEY=oy2{lower 43}
        """;

    private const string Azure = """
          TF_BUILD=True
          AGENT_BUILDDIRECTORY=/home/vsts/work/1
          AGENT_CLOUDID=
          AGENT_ID=8
          AGENT_JOBNAME=Build and pack the libraries
          AGENT_MACHINENAME=fv-az1234-567
          AGENT_TEMPDIRECTORY=D:\a\_temp
          AGENT_USEWORKSPACEID=true
          AZURE_HTTP_USER_AGENT=VSTS_{guid}_build_12_0
          BUILD_BUILDID={digits 6}
          BUILD_BUILDNUMBER=20261125.3
          BUILD_BUILDURI=vstfs:///Build/Build/{digits 6}
          BUILD_CONTAINERID={digits 8}
          BUILD_DEFINITIONNAME=contoso.app (release)
          BUILD_REPOSITORY_ID={guid}
          BUILD_REPOSITORY_URI=https://contoso@dev.azure.com/contoso/app/_git/app
          BUILD_REQUESTEDFOREMAIL=someone@contoso.com
          BUILD_SOURCEVERSION={hex 40}
          BUILD_SOURCEVERSIONMESSAGE=Merge the fix of the token cache
          SYSTEM=build
        + SYSTEM_ACCESSTOKEN={jwt}
          SYSTEM_COLLECTIONID={guid}
          SYSTEM_COLLECTIONURI=https://dev.azure.com/contoso/
          SYSTEM_DEFINITIONID=12
        - SYSTEM_ENABLEACCESSTOKEN=SecretVariable
          SYSTEM_JOBID={guid}
          SYSTEM_OIDCREQUESTURI=https://dev.azure.com/contoso/{guid}/_apis/distributedtask/hubs/build/plans/{guid}/jobs/{guid}/oidctoken
          SYSTEM_PLANID={guid}
          SYSTEM_TEAMPROJECTID={guid}
          SYSTEM_TIMELINEID={guid}
        + VSS_NUGET_ACCESSTOKEN={jwt}
        + VSS_NUGET_EXTERNAL_FEED_ENDPOINTS={"endpointCredentials":[{"endpoint":"https://pkgs.dev.azure.com/contoso/_packaging/feed/nuget/v3/index.json","username":"VssSessionToken","password":"{lower 52}"}]}
          VSS_NUGET_URI_PREFIXES=https://pkgs.dev.azure.com/contoso/;https://contoso.pkgs.visualstudio.com/
          VSTS_PUBLIC_VARIABLES=["system","build.buildId","agent.name"]
          VSTS_SECRET_VARIABLES=["system.accessToken","SigningPassword"]
        - MAPPEDSECRET=$(NotDefinedInThisPipeline)
        + SIGNINGPASSWORD={letters 24}
        - KEYVAULT_SECRET={guid}
        - CONNECTIONSTRINGS__DEFAULT=Server=(localdb)\mssqllocaldb;Database=app;Trusted_Connection=True
        - APPINSIGHTS_CONNECTIONSTRING=InstrumentationKey={guid};IngestionEndpoint=https://westeurope-5.in.applicationinsights.azure.com/
        """;

    private const string GitLab = """
          CI=true
          GITLAB_CI=true
          CI_API_V4_URL=https://gitlab.com/api/v4
          CI_BUILDS_DIR=/builds
          CI_COMMIT_AUTHOR=Some One <someone@example.com>
          CI_COMMIT_BEFORE_SHA=0000000000000000000000000000000000000000
          CI_COMMIT_SHA={hex 40}
          CI_COMMIT_TIMESTAMP=2026-11-25T02:30:13+00:00
          CI_CONFIG_PATH=.gitlab-ci.yml
        + CI_DEPENDENCY_PROXY_PASSWORD=glcbt-64_{letters 20}
          CI_DEPENDENCY_PROXY_SERVER=gitlab.com:443
          CI_DEPENDENCY_PROXY_USER=gitlab-ci-token
        + CI_DEPLOY_PASSWORD=gldt-{letters 20}
          CI_DEPLOY_USER=gitlab+deploy-token-1
          CI_JOB_ID={digits 10}
          CI_JOB_NAME=build-job
        + CI_JOB_TOKEN=glcbt-64_{letters 20}
          CI_JOB_URL=https://gitlab.com/group/app/-/jobs/{digits 10}
          CI_PIPELINE_ID={digits 10}
          CI_PROJECT_DIR=/builds/group/app
          CI_PROJECT_PATH_SLUG=group-app
          CI_REGISTRY=registry.gitlab.com
          CI_REGISTRY_IMAGE=registry.gitlab.com/group/app
        + CI_REGISTRY_PASSWORD=glcbt-64_{letters 20}
          CI_REGISTRY_USER=gitlab-ci-token
          CI_REPOSITORY_URL=https://gitlab-ci-token:[MASKED]@gitlab.com/group/app.git
          CI_RUNNER_DESCRIPTION=3-blue.saas-linux-small-amd64.runners-manager.gitlab.com/default
          CI_RUNNER_EXECUTABLE_ARCH=linux/amd64
        - CI_RUNNER_SHORT_TOKEN={letters 9}
          CI_SERVER_TLS_CA_FILE=/builds/group/app.tmp/CI_SERVER_TLS_CA_FILE
          CI_SERVER_URL=https://gitlab.com
          FF_USE_NEW_BASH_EVAL_STRATEGY=false
          GITLAB_FEATURES=audit_events,blocked_issues,board_iteration_lists,code_owners,code_review_analytics
          GITLAB_USER_EMAIL=someone@example.com
          GITLAB_USER_ID={digits 7}
        + DOCKER_AUTH_CONFIG={"auths":{"registry.example.com":{"auth":"{letters 44}"}}}
        + SIGNING_KEY_PASSWORD={letters 20}
          SIGNING_KEY_PATH=/builds/group/app.tmp/SIGNING_KEY_PATH
          SIGNING_TOKEN_ISSUER=https://gitlab.com
        - TOKENIZERS_PARALLELISM=false
        """;

    private static readonly Dictionary<string, string> Servers = new() { ["GitHub"] = GitHub, ["Azure"] = Azure, ["GitLab"] = GitLab };

    /// <summary>The names of the build servers.</summary>
    public static IEnumerable<string> Names => Servers.Keys;

    /// <summary>The variables of one, and of each what is expected: <c>+</c>, <c>-</c> or a blank.</summary>
    public static IReadOnlyList<(char Expected, string Name, string Value)> Of(string server) =>
    [
        .. from line in Servers[server].Split('\n').Select((text, i) => (Text: text.TrimEnd('\r'), Seed: i))
           let split = line.Text.IndexOf('=', StringComparison.Ordinal)
           select (line.Text[0], line.Text[2..split], Generated().Replace(line.Text[(split + 1)..], m => Make(m, (server.Length * 1000) + line.Seed + m.Index))),
    ];

    private static string Make(Match shape, int seed)
    {
        int length = int.TryParse(shape.Groups["length"].Value, out int given) ? given : 0;
        return shape.Groups["kind"].Value switch
        {
            "guid" => BuildSecrets.Guid(seed),
            "hex" => BuildSecrets.Of("0123456789abcdef", seed, length),
            "digits" => BuildSecrets.Of("123456789", seed, length),
            "lower" => BuildSecrets.Of("abcdefghijklmnopqrstuvwxyz234567", seed, length),
            "jwt" => $"{Base64Url("""{"typ":"JWT","alg":"RS256"}""")}.{Base64Url($$"""{"nameid":"{{BuildSecrets.Guid(seed)}}","exp":1795573813}""")}.{BuildSecrets.Token(seed, 342)}",
            _ => BuildSecrets.Token(seed, length),
        };
    }

    private static string Base64Url(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    [GeneratedRegex(@"\{(?<kind>guid|jwt|hex|digits|lower|letters)( (?<length>\d+))?\}")]
    private static partial Regex Generated();
}
