#!/bin/sh
# Starts PoseGuide on macOS by a double click, as start.sh does.
exec sh "$(dirname -- "$0")/start.sh"
