#!/usr/bin/env bash
# eng/fuzz.sh [SECONDS [SEED [FOLDER]]]: damages samples of every format and scans them; what is not survived is kept in artifacts/fuzz.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/ArtifactGate.Fuzzing -c Release -v quiet -nologo
dotnet tests/ArtifactGate.Fuzzing/bin/Release/net10.0/ArtifactGate.Fuzzing.dll "${@:-60}"
