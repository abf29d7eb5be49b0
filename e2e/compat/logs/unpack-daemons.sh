#!/usr/bin/env bash
# Brings rsyslog and syslog-ng, as Debian has them, to where the tests of senders look for them. They cannot both be installed:
# each is unpacked to a folder. What is installed already is used as it is.
set -euo pipefail
cd "$(dirname "$0")/.."

unpack() {
  local folder=".daemons/$1" archives
  shift
  [ "$(cat "$folder/packages" 2>/dev/null)" != "$*" ] || return 0
  rm -rf "$folder"
  archives="$(mktemp -d)"
  mkdir "$archives/partial"
  apt-get install --download-only -y --no-install-recommends \
    -o Debug::NoLocking=1 -o Dir::Cache::archives="$archives" "$@" >/dev/null
  mkdir -p "$folder"
  for package in "$archives"/*.deb; do dpkg-deb -x "$package" "$folder"; done
  rm -rf "$archives"
  echo "$*" >"$folder/packages"
}

command -v rsyslogd >/dev/null || unpack rsyslogd rsyslog rsyslog-gnutls rsyslog-elasticsearch
command -v syslog-ng >/dev/null || unpack syslog-ng syslog-ng-core syslog-ng-mod-http
