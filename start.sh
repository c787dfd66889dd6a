#!/bin/sh
# Starts PoseGuide in the browser, on Linux and macOS, from wherever it is called. Nothing needs to be installed before:
# uv brings Python and the parts of PoseGuide into this folder.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")"

# The installer puts it where a PATH that is older than it does not lead.
find_uv() { PATH=$PATH:${XDG_BIN_HOME:-$HOME/.local/bin}:$HOME/.cargo/bin command -v uv; }

fetch_uv() {
  echo "PoseGuide needs uv, which is fetched now from https://astral.sh/uv/install.sh and put into your home folder."
  # The settings of your terminal stay as they are.
  export UV_NO_MODIFY_PATH=1
  if command -v curl >/dev/null; then
    curl -LsSf https://astral.sh/uv/install.sh | sh
  elif command -v wget >/dev/null; then
    wget -qO- https://astral.sh/uv/install.sh | sh
  else
    echo "There is neither curl nor wget to fetch it with. Install one of them, or uv: https://docs.astral.sh/uv/" >&2
    return 1
  fi
}

start() {
  uv=$(find_uv) || { fetch_uv && uv=$(find_uv); } || return 1
  if [ ! -d .venv ]; then echo "The first start fetches Python and the parts of PoseGuide from the internet: some minutes, about 1 GB of disk."; fi
  "$uv" run poseguide app
}

status=0
start || status=$?
# A window that was opened by a double click would close with what went wrong; Ctrl-C is no mistake.
if [ "$status" != 0 ] && [ "$status" != 130 ] && [ -t 0 ]; then
  printf 'PoseGuide did not start. Press Enter to close this window. '
  read -r _
fi
exit "$status"
