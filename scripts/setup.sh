#!/usr/bin/env bash
# Installs what the tests need and the build does not: real servers, linters of pages, Python readers of expositions.
# Safe to run again: what is there is left alone. As root, or with sudo, Debian's packages are installed; without either
# they are unpacked below .tools, where scripts/test.sh finds them.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: error: %s\n' "$1" >&2; shift; printf 'setup: help: %s\n' "$@" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

mkdir -p .tools
export PATH="$PWD/.tools/debian/usr/bin:$PATH"

# ---- Rust: rust-toolchain.toml names the version, and rustup fetches it ------------------------------------
have cargo || fail "there is no cargo" "install Rust with rustup: https://rustup.rs"

# ---- Debian packages: command and package ------------------------------------------------------------------
as_root=
if [ "$(id -u)" = 0 ]; then as_root=env; elif have sudo && sudo -n true 2>/dev/null; then as_root="sudo"; fi

apt() { # apt PACKAGE…: installs them, or unpacks them if nobody here may install
  have apt-get || fail "packages are missing: $*" "this script knows Debian's apt-get only; install them by hand, then run it again"
  if [ -n "$as_root" ]; then
    say "installing $*"
    # Some of these packages are services. The tests start their own, so those must not run.
    local masked=()
    if [ -d /run/systemd/system ]; then
      for unit in prometheus prometheus-alertmanager victoria-metrics; do
        case " $* " in *" $unit "*) masked+=("$unit.service") ;; esac
      done
      [ ${#masked[@]} = 0 ] || $as_root systemctl mask --quiet "${masked[@]}"
    fi
    $as_root apt-get update -qq
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
    if [ ${#masked[@]} != 0 ]; then
      $as_root systemctl unmask --quiet "${masked[@]}"
      $as_root systemctl disable --quiet "${masked[@]}"
    fi
    return
  fi
  say "neither root nor sudo: unpacking $* below .tools/debian"
  local state="$PWD/.tools/apt"
  mkdir -p "$state/lists/partial" "$state/archives/partial" .tools/debian
  local options=(-qq -o "Dir::State::lists=$state/lists" -o "Dir::Cache=$state" -o "Debug::NoLocking=1")
  apt-get "${options[@]}" update || fail "apt-get cannot read the lists of packages" "is there a network?"
  (cd "$state" && apt-get "${options[@]}" download "$@") || fail "cannot download: $*" "ask an administrator to install them"
  local deb
  for deb in "$state"/*.deb; do dpkg-deb -x "$deb" .tools/debian; done
  rm -f "$state"/*.deb
}

missing=()
need() { have "$1" || missing+=("$2"); }
need cc gcc
need c++ g++
need git git
need promtool prometheus
need amtool prometheus-alertmanager
need victoria-metrics victoria-metrics
need vmalert victoria-metrics
need valgrind valgrind
need node nodejs
need npm npm
need python3 python3
if [ ${#missing[@]} != 0 ]; then
  mapfile -t missing < <(printf '%s\n' "${missing[@]}" | sort -u)
  apt "${missing[@]}"
fi
python3 -c 'import ensurepip' 2>/dev/null || apt python3-venv

# ---- npm and pip, into .tools; the versions work with Node 18 and Python 3.9 ----------------------------------
node_packages=(markdownlint-cli@0.41.0 remark-cli@12.0.1 remark-validate-links@13.0.1)
if [ "$(cat .tools/node.versions 2>/dev/null)" != "${node_packages[*]}" ]; then
  say "installing ${node_packages[*]}"
  npm install --prefix .tools --no-save --no-audit --no-fund --loglevel=error "${node_packages[@]}"
  printf '%s' "${node_packages[*]}" > .tools/node.versions
fi

python_packages=(prometheus_client==0.22.1 jsonschema==4.25.1 pyyaml==6.0.3)
if [ "$(cat .tools/python.versions 2>/dev/null)" != "${python_packages[*]}" ]; then
  say "installing ${python_packages[*]}"
  [ -x .tools/venv/bin/python ] || python3 -m venv .tools/venv
  .tools/venv/bin/python -m pip install --quiet --disable-pip-version-check "${python_packages[@]}"
  printf '%s' "${python_packages[*]}" > .tools/python.versions
fi

for tool in promtool amtool victoria-metrics vmalert valgrind node npm git cc c++; do
  have "$tool" || fail "\`$tool\` is still missing" "install it by hand, then run this script again"
done
say "ready"
