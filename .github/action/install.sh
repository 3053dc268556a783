#!/usr/bin/env bash
# A step of action.yml: install coursewright from the action's own checkout, in an environment of its own.
#
# Reads PYTHON (what python-version set up, or nothing) and INPUT_PACKAGES, and writes the output `coursewright`,
# the path of the command. Python runs isolated (-I), so that no file of the checked repository is imported.
set -euo pipefail

wanted='import sys; sys.exit(sys.version_info < (3, 11))'

python=
candidates=(python3 python)
if [ -n "$PYTHON" ]; then candidates=("$PYTHON"); fi
for candidate in "${candidates[@]}"; do
  if "$candidate" -I -c "$wanted" 2>/dev/null; then
    python=$candidate
    break
  fi
done
if [ -z "$python" ]; then
  echo '::error title=coursewright::There is no Python 3.11 or later here: say which with python-version.'
  exit 2
fi

to_install=("$GITHUB_ACTION_PATH")
while IFS= read -r line; do
  line=${line%$'\r'}
  if [ -n "$line" ]; then to_install+=("$line"); fi
done <<<"$INPUT_PACKAGES"

home=$(mktemp -d "$RUNNER_TEMP/coursewright.XXXXXX")
"$python" -I -m venv "$home"
bin=$home/bin
if [ -d "$home/Scripts" ]; then bin=$home/Scripts; fi # on Windows
"$bin/python" -I -m pip install --quiet --disable-pip-version-check -- "${to_install[@]}"
"$bin/coursewright" --version
printf 'coursewright=%s\n' "$bin/coursewright" >>"$GITHUB_OUTPUT"
