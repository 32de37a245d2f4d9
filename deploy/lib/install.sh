# shellcheck shell=bash
# The Debian packages that Stet needs, each with its reason; installs only what is missing.

# package|why, in the order in which a person would ask
readonly RUN_PACKAGES='
postgresql|the embedded database
postgresql-contrib|extensions: btree_gist, pg_trgm, unaccent
libpq-dev|the database client is built on libpq
libargon2-dev|passwords are hashed with Argon2id
libcmark-gfm-dev|reads Markdown
libcmark-gfm-extensions-dev|reads tables in Markdown
zlib1g-dev|compresses cached pages
poppler-utils|draws the pages of PDF evidence
libvips-tools|draws pictures anew that people send
pkg-config|finds those libraries for the Swift build
python3|deploy/fetch-assets is written in it
python3-pip|fetches the front-end libraries
ca-certificates|downloads are made over TLS'
readonly FAST_PACKAGES='
shellcheck|lints the scripts in deploy/
python3-venv|keeps apart what tests download'
readonly CHECK_PACKAGES='
chromium|the browser of the journey tests
nginx-light|the yardstick of the page benchmarks
wrk|measures them'

# missing_packages run|fast|check: one package|why a line.
missing_packages() {
    local wanted=$RUN_PACKAGES present package why
    case $1 in
        fast) wanted+=$FAST_PACKAGES ;;
        check) wanted+=$FAST_PACKAGES$CHECK_PACKAGES ;;
    esac
    present=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p')
    while IFS='|' read -r package why; do
        [[ -z $package ]] || grep -qxF -- "$package" <<<"$present" || printf '%s|%s\n' "$package" "$why"
    done <<<"$wanted"
}

# install_step run|fast|check: says what is missing and why, then installs it as the step "install".
install_step() {
    local missing package why packages=()
    command -v dpkg-query >/dev/null || fail "$BAD_CONFIGURATION" \
        "installs Debian packages, and this is not Debian: see deploy/lib/install.sh for what is needed"
    require_swift
    missing=$(missing_packages "$1")
    while IFS='|' read -r package why; do
        [[ -n $package ]] || continue
        say "missing: $package ($why)"
        packages+=("$package")
    done <<<"$missing"
    if ((${#packages[@]})); then authorize "install ${#packages[@]} Debian packages"; fi
    must install install_packages "${packages[@]}"
}

install_packages() {
    if (($# == 0)); then
        note "nothing is missing"
        return
    fi
    as_root bash -s -- "$@" <"$ROOT/deploy/lib/apt-install.sh"
    note "installed $*"
}

# The toolchain is the one thing that is not in Debian.
require_swift() {
    local said found
    command -v swift >/dev/null || fail "$BAD_CONFIGURATION" \
        "found no 'swift': install a Swift toolchain, 6.2 or newer (https://www.swift.org/install/linux), and put it on PATH"
    said=$(swift --version 2>&1 || true)
    found=$(sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' <<<"$said" | head -n 1)
    [[ -n $found ]] || fail "$BAD_CONFIGURATION" "'swift --version' does not work here: $said"
    [[ $(printf '%s\n' 6.2 "$found" | sort -V | head -n 1) == 6.2 ]] || fail "$BAD_CONFIGURATION" \
        "found Swift $found, needs 6.2 or newer (https://www.swift.org/install/linux)"
}
