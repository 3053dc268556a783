#!/usr/bin/env bash
# A step of action.yml: lint, with one run of coursewright for all reports, and exit as it does.
#
# Reads COURSEWRIGHT (the command) and the inputs of action.yml as INPUT_NAME, and writes the outputs exit-code,
# markdown-file, sarif-file and html-file. An input is only ever a word of the command: nothing in it is expanded,
# split at spaces or run. Keeps to bash 3.2, which is what macOS has.
set -euo pipefail

export MSYS_NO_PATHCONV=1 # or Git for Windows would take some words for paths, and change them

refuse() {
  printf '::error title=coursewright::%s\n' "$1"
  printf 'exit-code=2\n' >>"$GITHUB_OUTPUT"
  exit 2
}

is_on() {
  case $2 in
    true) return 0 ;;
    false) return 1 ;;
    *) refuse "The input $1 is true or false." ;;
  esac
}

words=()
add_lines() {
  local line
  while IFS= read -r line; do
    line=${line%$'\r'}
    if [ -n "$line" ]; then words+=("$line"); fi
  done <<<"$1"
}

reports=$(mktemp -d "$RUNNER_TEMP/coursewright-reports.XXXXXX")
markdown=$reports/coursewright.md
sarif=$reports/coursewright.sarif
html=

words+=("--format=markdown=$markdown" --no-cache) # what is kept would be of no use: each job installs anew
if is_on annotations "$INPUT_ANNOTATIONS"; then words+=(--format=github); else words+=(--format=text); fi
if is_on sarif "$INPUT_SARIF"; then words+=("--format=sarif=$sarif"); fi
if [ -n "$INPUT_HTML" ]; then
  case $INPUT_HTML in
    .* | *[!A-Za-z0-9._-]*) refuse 'The input html is a file name of letters, digits, dots, dashes and underscores.' ;;
    *.html) html=$reports/$INPUT_HTML ;;
    *) refuse 'The input html is a file name that ends in .html.' ;;
  esac
  words+=("--format=html=$html")
fi
with_summary=false
if is_on summary "$INPUT_SUMMARY"; then with_summary=true; fi
if [ -n "$INPUT_PROFILE" ]; then words+=("--profile=$INPUT_PROFILE"); fi
if [ -n "$INPUT_FAIL_ON" ]; then words+=("--fail-on=$INPUT_FAIL_ON"); fi
if [ -n "$INPUT_CHANGED_SINCE" ]; then words+=("--changed-since=$INPUT_CHANGED_SINCE"); fi
add_lines "$INPUT_ARGS"
words+=(--)
add_lines "$INPUT_PATHS"

code=0
"$COURSEWRIGHT" lint "${words[@]}" </dev/null || code=$?

if [ -f "$sarif" ]; then
  "$(dirname "$COURSEWRIGHT")/python" -I "$GITHUB_ACTION_PATH/.github/action/for_code_scanning.py" "$sarif"
fi

{
  printf 'exit-code=%s\n' "$code"
  # A run that could not start has written none.
  if [ -f "$markdown" ]; then printf 'markdown-file=%s\n' "$markdown"; fi
  if [ -f "$sarif" ]; then printf 'sarif-file=%s\n' "$sarif"; fi
  if [ -n "$html" ] && [ -f "$html" ]; then printf 'html-file=%s\n' "$html"; fi
} >>"$GITHUB_OUTPUT"

# It keeps within what a comment holds, and so within what GitHub shows as a summary.
if "$with_summary" && [ -f "$markdown" ]; then cat "$markdown" >>"$GITHUB_STEP_SUMMARY"; fi
exit "$code"
