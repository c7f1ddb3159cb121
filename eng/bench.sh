#!/usr/bin/env bash
# Measures the gate against merely unpacking the same packages: all that the local NuGet cache holds.
# The record goes to eng/bench/<date>-<cpu>.txt; only ratios inside one record may be compared.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cache=${NUGET_PACKAGES:-$HOME/.nuget/packages}
project=$root/tests/ArtifactGate.Benchmarks
list=$(mktemp)
trap 'rm -f "$list"' EXIT

dotnet build "$project" -c Release -v quiet -nologo
find "$cache" -name '*.nupkg' -type f | LC_ALL=C sort > "$list"
if [ ! -s "$list" ]; then
  echo "There is no package below $cache." >&2
  exit 1
fi

cpu=$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | head -n 1 | tr -cs '[:alnum:]' '-' | sed 's/^-*//; s/-*$//')
record=$root/eng/bench/$(date -u +%Y-%m-%d)-${cpu:-unknown}.txt
mkdir -p "$root/eng/bench"
run() { dotnet "$project/bin/Release/net10.0/ArtifactGate.Benchmarks.dll" "$@"; }
{
  echo "commit         $(git -C "$root" rev-parse --short HEAD)"
  run inflate-and-gate "$list"
  echo
  run anchors
  echo
  run scan
} | tee "$record"
echo "recorded in ${record#"$root"/}" >&2
