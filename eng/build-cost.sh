#!/usr/bin/env bash
# What the gate adds to a build that packs nothing, to packing a small library and a tool and to publishing a web project: the same projects with the
# package, without it, and with a package in its place that is empty (what any package costs), in turn, in a process that is new each time (cold) and in a
# server that has built them all before (warm). Medians of N rounds; only differences inside one record may be compared. The record goes to
# eng/bench/<date>-<cpu>-builds.txt.
#   eng/build-cost.sh [rounds, 15 by default]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
rounds=${1:-15}
work=$(mktemp -d)
name=artifactgate-cost-$$
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDTERMINALLOGGER=off NUGET_CERT_REVOCATION_MODE=offline MSBUILDNODEHANDSHAKESALT=$name SharedCompilationId=$name
end() {
  DOTNET_CLI_USE_MSBUILD_SERVER=1 dotnet build-server shutdown --msbuild > "$work/end.log" 2>&1 || cat "$work/end.log" >&2
  rm -rf "$work"
}
trap end EXIT

version=0.1.0-cost.$(date -u +%Y%m%d%H%M%S)
dotnet build "$root/src/ArtifactGate.Tasks" -c Release -v quiet -nologo
dotnet pack "$root/src/ArtifactGate.Tasks" -c Release --no-build -p:BuildProjectReferences=false -p:PackageVersion="$version" -o "$work/feed" -v quiet -nologo

# The control: a package with the same two files in it, and nothing in them.
mkdir -p "$work/control-package"
cd "$work/control-package"
for file in Directory.Build.props Directory.Build.targets Directory.Packages.props GateControl.props GateControl.targets; do echo '<Project />' > "$file"; done
echo '{}' > global.json
echo '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework><PackageId>GateControl</PackageId><IncludeBuildOutput>false</IncludeBuildOutput><DevelopmentDependency>true</DevelopmentDependency><NoWarn>NU5128</NoWarn></PropertyGroup><ItemGroup><None Include="GateControl.*" Pack="true" PackagePath="build/" /></ItemGroup></Project>' > Control.csproj
dotnet pack -c Release -o "$work/feed" -v quiet -nologo

for side in with control without; do
  mkdir -p "$work/$side"
  cd "$work/$side"
  for file in Directory.Build.props Directory.Packages.props; do echo '<Project />' > "$file"; done
  echo '{}' > global.json
  echo "<configuration><config><add key=\"globalPackagesFolder\" value=\"$work/packages\" /></config><packageSources><clear /><add key=\"local\" value=\"$work/feed\" /></packageSources><fallbackPackageFolders><clear /></fallbackPackageFolders></configuration>" > nuget.config
  reference=""
  [ "$side" = with ] && reference="<PackageReference Include=\"ArtifactGate\" Version=\"$version\" PrivateAssets=\"all\" />"
  [ "$side" = control ] && reference='<PackageReference Include="GateControl" Version="1.0.0" PrivateAssets="all" />'
  echo "<Project><PropertyGroup><NuGetAudit>false</NuGetAudit></PropertyGroup><ItemGroup>$reference</ItemGroup></Project>" > Directory.Build.targets
  dotnet new classlib -o Lib --no-restore > /dev/null
  for i in $(seq 20); do
    echo "namespace Lib; public static class Part$i { public static string Name(int x) => \"part $i of \" + x; public static int Twice(int x) => 2 * x; }" > "Lib/Part$i.cs"
  done
  dotnet new webapp -o Web --no-restore > /dev/null
  dotnet new console -o Tool --no-restore > /dev/null
  sed -i 's#<OutputType>#<PackAsTool>true</PackAsTool><OutputType>#' Tool/Tool.csproj
  for project in Lib Web Tool; do dotnet build "$project" -c Release -v quiet -nologo; done
done

# Milliseconds of one build; those of the gate's own targets go to files.
once() {
  local side=$1 project=$2 start end
  shift 2
  cd "$work/$side/$project"
  rm -f bin/Release/*.nupkg
  start=$(date +%s%N)
  local TIMEFORMAT='%U %S'
  { time dotnet "$@" -c Release --no-restore -nologo -v:q "-clp:PerformanceSummary;Verbosity=quiet" > "$work/log"; } 2> "$work/time" || { cat "$work/log" >&2; exit 1; }
  end=$(date +%s%N)
  awk '{ print int(($1 + $2) * 1000) }' "$work/time" >> "$work/$side.cpu"
  awk -v to="$work/target." '$3 ~ /^ArtifactGate(Pack|Publish|PublishFinal)$/ { print $1 >> (to $3) }' "$work/log"
  echo $(((end - start) / 1000000)) >> "$work/$side.ms"
}
median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : int((v[NR / 2] + v[NR / 2 + 1]) / 2) }'; }
added() { paste "$work/$1.ms" "$work/$2.ms" | awk '{ print $1 - $2 }' > "$work/added"; median "$work/added"; }
compare() {
  local title=$1 i side target sides=(with control without)
  shift
  for side in "${sides[@]}"; do once "$side" "$@"; done
  for side in "${sides[@]}"; do : > "$work/$side.ms"; : > "$work/$side.cpu"; done
  rm -f "$work"/target.*
  for i in $(seq "$rounds"); do
    # Each is the first as often as the last: what is measured after another may be faster or slower for that alone.
    for side in 0 1 2; do once "${sides[(i + side) % 3]}" "$@"; done
  done
  printf '%-34s with %5s ms  without %5s ms  added %4s ms, by an empty package %4s ms (medians of %s differences)' "$title" "$(median "$work/with.ms")" "$(median "$work/without.ms")" \
    "$(added with without)" "$(added control without)" "$rounds"
  # In a server the work is another process's.
  [ "$DOTNET_CLI_USE_MSBUILD_SERVER" = 0 ] && printf '  CPU with %s ms  empty %s ms  without %s ms' "$(median "$work/with.cpu")" "$(median "$work/control.cpu")" "$(median "$work/without.cpu")"
  for target in Publish PublishFinal Pack; do
    [ -s "$work/target.ArtifactGate$target" ] && printf '  %s %s ms' "$target" "$(median "$work/target.ArtifactGate$target")"
  done
  echo
}

cpu=$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | head -n 1 | tr -cs '[:alnum:]' '-' | sed 's/^-*//; s/-*$//')
record=${RECORD:-$root/eng/bench/$(date -u +%Y-%m-%d)-${cpu:-unknown}-builds.txt}
mkdir -p "$root/eng/bench"
{
  echo "what the gate adds to a build, commit $(git -C "$root" rev-parse --short HEAD), load $(cut -d ' ' -f 1 /proc/loadavg) at the start"
  export DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
  compare "build, nothing packed, cold" Lib build
  compare "pack of what is built, cold" Lib pack --no-build
  compare "pack of a tool, cold" Tool pack --no-build
  compare "publish of a web project, cold" Web publish --no-build
  export DOTNET_CLI_USE_MSBUILD_SERVER=1
  unset MSBUILDDISABLENODEREUSE
  compare "build, nothing packed, warm" Lib build
  compare "pack of what is built, warm" Lib pack --no-build
  compare "pack of a tool, warm" Tool pack --no-build
  compare "publish of a web project, warm" Web publish --no-build
} | tee -a "$record"
echo "recorded in ${record#"$root"/}" >&2
