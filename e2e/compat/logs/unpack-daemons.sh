#!/usr/bin/env bash
# Brings rsyslog and syslog-ng, as Debian has them, to where the tests of senders look for them. They cannot both be installed:
# each is unpacked to a folder. What is installed already is used as it is.
set -euo pipefail
cd "$(dirname "$0")/.."

unpack() {
  local folder=".daemons/$1" archives
  shift
  [ ! -d "$folder" ] || return 0
  archives="$(mktemp -d)"
  mkdir "$archives/partial"
  apt-get install --download-only -y --no-install-recommends \
    -o Debug::NoLocking=1 -o Dir::Cache::archives="$archives" "$@" >/dev/null
  mkdir -p "$folder"
  for package in "$archives"/*.deb; do dpkg-deb -x "$package" "$folder"; done
  rm -rf "$archives"
}

command -v rsyslogd >/dev/null || unpack rsyslogd rsyslog
command -v syslog-ng >/dev/null || unpack syslog-ng syslog-ng-core syslog-ng-mod-http
