#!/usr/bin/env bash
# What the gate adds to a build that packs nothing and to packing a small library: the same two projects, one with the package and one without, in turn,
# in a process that is new each time (cold) and in a server that has built both before (warm). Medians of N rounds; only differences inside one record
# may be compared. The record goes to eng/bench/<date>-<cpu>-builds.txt.
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

for side in with without; do
  mkdir -p "$work/$side"
  cd "$work/$side"
  for file in Directory.Build.props Directory.Build.targets Directory.Packages.props; do echo '<Project />' > "$file"; done
  echo '{}' > global.json
  echo "<configuration><config><add key=\"globalPackagesFolder\" value=\"$work/packages\" /></config><packageSources><clear /><add key=\"local\" value=\"$work/feed\" /></packageSources><fallbackPackageFolders><clear /></fallbackPackageFolders></configuration>" > nuget.config
  reference=""
  [ "$side" = with ] && reference="<ItemGroup><PackageReference Include=\"ArtifactGate\" Version=\"$version\" PrivateAssets=\"all\" /></ItemGroup>"
  echo "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>$reference</Project>" > Lib.csproj
  for i in $(seq 20); do
    echo "namespace Lib; public static class Part$i { public static string Name(int x) => \"part $i of \" + x; public static int Twice(int x) => 2 * x; }" > "Part$i.cs"
  done
  dotnet build -c Release -v quiet -nologo
done

# Milliseconds of one build; those of the gate's own task go to a file.
once() {
  local side=$1 start end
  shift
  cd "$work/$side"
  rm -f bin/Release/*.nupkg
  start=$(date +%s%N)
  local TIMEFORMAT='%U %S'
  { time dotnet "$@" -c Release --no-restore -nologo -v:q "-clp:PerformanceSummary;Verbosity=quiet" > "$work/log"; } 2> "$work/time" || { cat "$work/log" >&2; exit 1; }
  end=$(date +%s%N)
  awk '{ print int(($1 + $2) * 1000) }' "$work/time" >> "$work/$side.cpu"
  awk '$3 ~ /ScanPackages$/ { print $1 }' "$work/log" >> "$work/task"
  echo $(((end - start) / 1000000))
}
median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : int((v[NR / 2] + v[NR / 2 + 1]) / 2) }'; }
compare() {
  local title=$1 i side
  shift
  for side in with without; do once "$side" "$@" > /dev/null; : > "$work/$side.ms"; : > "$work/$side.cpu"; done
  : > "$work/task"
  for i in $(seq "$rounds"); do
    for side in with without; do once "$side" "$@" >> "$work/$side.ms"; done
  done
  paste "$work/with.ms" "$work/without.ms" | awk '{ print $1 - $2 }' > "$work/added"
  printf '%-34s with %5s ms  without %5s ms  added %4s ms (median of %s differences)' "$title" "$(median "$work/with.ms")" "$(median "$work/without.ms")" "$(median "$work/added")" "$rounds"
  # In a server the work is another process's.
  [ "$DOTNET_CLI_USE_MSBUILD_SERVER" = 0 ] && printf '  CPU with %s ms  without %s ms' "$(median "$work/with.cpu")" "$(median "$work/without.cpu")"
  [ -s "$work/task" ] && printf '  the task itself %s ms' "$(median "$work/task")"
  echo
}

cpu=$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | head -n 1 | tr -cs '[:alnum:]' '-' | sed 's/^-*//; s/-*$//')
record=${RECORD:-$root/eng/bench/$(date -u +%Y-%m-%d)-${cpu:-unknown}-builds.txt}
mkdir -p "$root/eng/bench"
{
  echo "what the gate adds to a build, commit $(git -C "$root" rev-parse --short HEAD), load $(cut -d ' ' -f 1 /proc/loadavg) at the start"
  export DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
  compare "build, nothing packed, cold" build
  compare "pack of what is built, cold" pack --no-build
  export DOTNET_CLI_USE_MSBUILD_SERVER=1
  unset MSBUILDDISABLENODEREUSE
  compare "build, nothing packed, warm" build
  compare "pack of what is built, warm" pack --no-build
} | tee -a "$record"
echo "recorded in ${record#"$root"/}" >&2
