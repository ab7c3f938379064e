# shellcheck shell=bash
# What the launcher makes ready, each thing once: a JDK, fonts, a private Python environment, the build.
# Stamps under .parley/ hold the hash of each step's inputs, so that an unchanged tree needs no Maven and no network.

launcher="$PARLEY_HOME/launcher"
# shellcheck disable=SC2034 # the launcher's shell reads it
imports="$PARLEY_HOME/kernel-ext/src/main/resources/dev/parley/kernel/imports.jsh"
private="$PARLEY_HOME/.parley"
venv_python="$private/venv/bin/python"
# BLAS on one thread: parties run side by side, one a core.
export OMP_NUM_THREADS=1

say() { printf 'parley: %s\n' "$*" >&2; }
die() {
    say "$*"
    exit 1
}

# Whether a log's failure is that nothing could be fetched.
network_failed() {
    grep -qE 'Could not transfer|Unknown host|Network is unreachable|Connection (refused|timed out)|offline mode|name resolution|NewConnectionError|ReadTimeout' "$1"
}

hash_of_stdin() {
    if command -v sha256sum >/dev/null 2>&1; then sha256sum; else shasum -a 256; fi | cut -d ' ' -f 1
}

# As root on Debian or Ubuntu installs the packages; says whether it did.
debian_installs() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 1
    say "installing $*"
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; } >/dev/null 2>&1
}

# Sets JAVA_HOME, java_version (a number) and java_flags.
need_java() {
    local java settings wanted="install JDK 17 or newer (on Debian or Ubuntu: apt-get install openjdk-17-jdk-headless)"
    if [ -n "${JAVA_HOME:-}" ]; then java="$JAVA_HOME/bin/java"; else java=$(command -v java || true); fi
    [ -n "$java" ] && [ -x "$java" ] || die "no Java found${JAVA_HOME:+ in JAVA_HOME=$JAVA_HOME}: $wanted"
    settings=$("$java" -XshowSettings:properties -version 2>&1) || die "$java does not start: $wanted"
    java_version=$(sed -n 's/^ *java\.specification\.version = //p' <<<"$settings")
    java_version=${java_version#1.}
    [ "${java_version%%.*}" -ge 17 ] || die "found Java $java_version at $java: $wanted"
    JAVA_HOME=$(sed -n 's/^ *java\.home = //p' <<<"$settings")
    [ -x "$JAVA_HOME/bin/jshell" ] || die "$JAVA_HOME is a Java runtime without its tools: $wanted"
    export JAVA_HOME
    java_flags=(-Djava.awt.headless=true)
    # Vectors and images are not in the heap of Java objects, which a collector for large ones would let grow for nothing:
    # the serial one keeps a training of 1000 rounds as small as one of 50. Whoever names another has it.
    [[ "${JAVA_TOOL_OPTIONS:-} ${JDK_JAVA_OPTIONS:-}" == *-XX:+Use*GC* ]] || java_flags+=(-XX:+UseSerialGC)
    # From 23 on the JVM warns of each native library and of Unsafe, which ND4J is made of.
    [ "$java_version" -lt 23 ] || java_flags+=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
    export PARLEY_JAVA_FLAGS="${java_flags[*]}"
}

have_fonts() {
    [ "$(uname -s)" = Linux ] || return 0
    # Not grep -q: it would leave early, and pipefail take the broken pipe for an absent library.
    { ldconfig -p 2>/dev/null || /sbin/ldconfig -p; } | grep 'libfontconfig\.so' >/dev/null || return 1
    [ -n "$(find -L /usr/share/fonts /usr/local/share/fonts "${HOME:-/root}/.fonts" "${HOME:-/root}/.local/share/fonts" -name '*.[to]tf' -print -quit 2>/dev/null)" ]
}

need_fonts() {
    have_fonts || debian_installs libfontconfig1 fonts-dejavu-core || true
    have_fonts || die "charts need fonts: install them (on Debian or Ubuntu: apt-get install libfontconfig1 fonts-dejavu-core)"
}

python_environment() {
    local python candidate stamp
    for candidate in "${PARLEY_PYTHON:-}" python3 python; do
        python=$(command -v "${candidate:-none}" || true)
        [ -n "$python" ] && "$python" -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null && break
        python=""
    done
    [ -n "$python" ] || die "Python 3.9 or newer is needed: install it (on Debian or Ubuntu: apt-get install python3 python3-venv)"
    stamp=$({ "$python" -c 'import sys; print(sys.version, sys.base_prefix)'; cat "$launcher/requirements.txt"; } | hash_of_stdin)
    [ "$(cat "$private/python.stamp" 2>/dev/null)" = "$stamp" ] && [ -x "$venv_python" ] && return 0

    say "making a private Python environment (once)"
    mkdir -p "$private"
    rm -rf "$private/venv"
    "$python" -m venv "$private/venv" >"$private/python.log" 2>&1 \
        || { debian_installs python3-venv && "$python" -m venv --clear "$private/venv" >"$private/python.log" 2>&1; } \
        || die "Python cannot make an environment: install venv (on Debian or Ubuntu: apt-get install python3-venv); see $private/python.log"
    "$venv_python" -m pip install -q -r "$launcher/requirements.txt" >>"$private/python.log" 2>&1 || {
        ! network_failed "$private/python.log" \
            || die "Jupyter could not be fetched: the first run needs the network (Python's package index); see $private/python.log"
        tail -n 5 "$private/python.log" >&2
        die "Jupyter could not be installed; see $private/python.log"
    }
    printf '%s\n' "$stamp" >"$private/python.stamp"
}

# Adds a list of packages to the private environment, once: python_adds LIST WHAT.
python_adds() {
    local stamp
    stamp=$(hash_of_stdin <"$launcher/requirements-$1.txt")
    [ "$(cat "$private/venv/$1.stamp" 2>/dev/null)" != "$stamp" ] || return 0
    say "adding $2 (once)"
    "$venv_python" -m pip install -q -r "$launcher/requirements-$1.txt" >>"$private/python.log" 2>&1 \
        || die "$2 could not be fetched (Python's package index); see $private/python.log"
    printf '%s\n' "$stamp" >"$private/venv/$1.stamp"
}

# Other tools that the tests open files with, in the private environment.
need_readers() { python_adds tests "what reads weights in Python"; }

# What drives a browser, in the private environment; and the browser, which is the system's own.
need_browser() {
    python_adds browser "what drives a browser"
    # Where there is none, the tests that need it say so, and fail.
    command -v "${PARLEY_CHROMIUM:-chromium}" >/dev/null || command -v chromium-browser >/dev/null \
        || command -v google-chrome >/dev/null || debian_installs chromium || true
}

# Every file the jars are made of, by content: tests and documentation do not count.
build_stamp() {
    (
        cd "$PARLEY_HOME" || exit 1
        find pom.xml .mvn datasets dsl/pom.xml dsl/src/main kernel-ext/pom.xml kernel-ext/src/main notebooks/pom.xml \
            -name target -prune -o -type f -print | LC_ALL=C sort | tr '\n' '\0' | xargs -0 cat -- | hash_of_stdin
        find datasets dsl/src/main kernel-ext/src/main -name target -prune -o -type f -print | LC_ALL=C sort | hash_of_stdin
        # The class path names this folder, so a copy of it is built anew.
        uname -sm && pwd -P
    ) | hash_of_stdin
}

class_path() { cat "$PARLEY_HOME/notebooks/target/classpath.txt"; }

class_path_whole() {
    local entries entry
    [ -s "$PARLEY_HOME/notebooks/target/classpath.txt" ] || return 1
    IFS=: read -r -a entries <"$PARLEY_HOME/notebooks/target/classpath.txt"
    for entry in "${entries[@]}"; do [ -e "$entry" ] || return 1; done
}

build() {
    local stamp
    stamp=$(build_stamp)
    [ "$(cat "$private/build.stamp" 2>/dev/null)" = "$stamp" ] && class_path_whole && return 0
    say "building"
    mkdir -p "$private"
    (cd "$PARLEY_HOME" && ./mvnw -B -Dmaven.test.skip=true package) >"$private/build.log" 2>&1 || {
        ! network_failed "$private/build.log" \
            || die "the build could not fetch its libraries: the first build needs the network (Maven's central repository); see $private/build.log"
        grep -vE '^\[INFO\]|^$' "$private/build.log" | head -n 40 >&2
        die "the build failed; see $private/build.log"
    }
    printf '%s\n' "$stamp" >"$private/build.stamp"
}

# The engine on Spark and Spark's jars, about 280 MB; only where they are asked for.
build_spark() {
    local stamp spark="$PARLEY_HOME/engines/spark"
    stamp=$({ build_stamp; find "$spark/pom.xml" "$spark/src/main" -type f -print0 | LC_ALL=C sort -z | xargs -0 cat --; } | hash_of_stdin)
    [ "$(cat "$private/spark.stamp" 2>/dev/null)" = "$stamp" ] && [ -s "$spark/target/classpath.txt" ] && return 0
    say "building the engine on Spark"
    (cd "$PARLEY_HOME" && ./mvnw -B -Pspark -DskipTests -pl engines/spark -am package) >"$private/spark.log" 2>&1 || {
        ! network_failed "$private/spark.log" || die "Spark could not be fetched (Maven's central repository); see $private/spark.log"
        grep -vE '^\[INFO\]|^$' "$private/spark.log" | head -n 40 >&2
        die "the build of the engine on Spark failed; see $private/spark.log"
    }
    printf '%s\n' "$stamp" >"$private/spark.stamp"
}

ready_for_spark() {
    ready_for_notebooks
    build_spark
    "$venv_python" "$launcher/kernelspec.py" spark
}

ready_for_notebooks() {
    need_java
    need_fonts
    python_environment
    build
    "$venv_python" "$launcher/kernelspec.py"
    # The private kernel comes before one of the same name in the user's home.
    export JUPYTER_PREFER_ENV_PATH=1 JUPYTER_RUNTIME_DIR="$private/runtime"
}
