# shellcheck shell=sh disable=SC2154
# Sourced by the launchers: finds a Java 25, builds what is missing in a checkout, starts the program.
# POSIX sh, and of programs only what every Debian has. Needs: $here (the folder of the launcher),
# $name, $module, $version, $main, $heap. Ends with exec.

needed=25
jvm_dir=${TIDEGATE_JVM_DIR:-/usr/lib/jvm}

say() { printf '%s\n' "$*" >&2; }
fail() { say "$name: $1"; exit 2; }

# The feature release of the Java in folder $1, or nothing.
release_of() {
  [ -x "$1/bin/java" ] || return 0
  if [ -f "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/java" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p'
  fi
}

# Is the Java in folder $1 new enough, and does it have the program $2?
suits() {
  found=$(release_of "$1")
  [ "${found:-0}" -ge "$needed" ] && [ -x "$1/bin/$2" ]
}

# The first Java that is new enough and has the program $1: JAVA_HOME, PATH, then the usual folder.
find_java() {
  if [ -n "${JAVA_HOME:-}" ] && suits "$JAVA_HOME" "$1"; then
    printf '%s' "$JAVA_HOME"
    return
  fi
  on_path=$(command -v java 2>/dev/null) && on_path=$(readlink -f -- "$on_path")
  if [ -n "${on_path:-}" ] && suits "${on_path%/bin/java}" "$1"; then
    printf '%s' "${on_path%/bin/java}"
    return
  fi
  for candidate in "$jvm_dir"/*; do
    if suits "$candidate" "$1"; then
      printf '%s' "$candidate"
      return
    fi
  done
}

where_to_get() {
  say "  Debian 13, Raspberry Pi OS (64 bit): apt install openjdk-25-$1-headless"
  say "  Debian 12 has no Java 25: unpack a Temurin JDK 25 under /usr/lib/jvm."
  exit 2
}

# True when nothing has been built, or a source is newer than the package, which is built last.
build_needed() {
  [ -f "$root/$module/target/$module-$version.jar" ] && [ -f "$built" ] || return 0
  [ -n "$(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main -newer "$built" 2>/dev/null | head -n 1)" ]
}

writable() { mkdir -p -- "$1" 2>/dev/null && [ -w "$1" ]; }

# Maven keeps its libraries in the home folder; without a usable one they go into the checkout.
maven() {
  if [ -n "${HOME:-}" ] && writable "$HOME/.m2"; then
    ./mvnw "$@"
  else
    MAVEN_USER_HOME=$root/target/m2 ./mvnw -Duser.home="$root/target" \
      -Dmaven.repo.local="$root/target/m2/repository" "$@"
  fi
}

build() {
  jdk=$(find_java javac)
  if [ -z "$jdk" ]; then
    say "$name: has to be built first, and that needs a JDK $needed; ${java_home:-no folder} has no compiler."
    where_to_get jdk
  fi
  for folder in "$root/firmware-bridge/target" "$root/device-sim/target" "$root/gateway/target"; do
    writable "$folder" ||
      fail "has to be built first, but $(id -un) may not write $folder. Build it as its owner, or copy the checkout."
  done
  say "$name: building (the first time this fetches libraries and takes a minute or two) ..."
  started=$(date +%s)
  log=$root/gateway/target/build.log
  # jars of an earlier version would stay on the class path
  rm -rf -- "$root/gateway/target/dependency" "$root/device-sim/target/dependency"
  trap 'say "$name: the build was interrupted"; exit 130' INT
  (cd -- "$root" && JAVA_HOME=$jdk maven -q -ntp -DskipTests package </dev/null >"$log" 2>&1) || {
    tail -n 20 -- "$log" >&2
    fail "the build failed; all that it said is in $log"
  }
  trap - INT
  say "$name: built in $(($(date +%s) - started)) s"
}

# Two starts at once build once: the second waits for the first.
build_alone() {
  if command -v flock >/dev/null 2>&1 && writable "$root/target"; then
    exec 9>"$root/target/build.lock"
    flock 9
    if build_needed; then build; fi
    exec 9>&-
  else
    build
  fi
}

# The Java raises its own limit of open files to the hard one; a hard one this low is worth a word.
# shellcheck disable=SC3045
open_files=$(ulimit -H -n)
if [ "$open_files" != unlimited ] && [ "$open_files" -lt 512 ]; then
  say "$name: only $open_files open files are allowed here (ulimit -H -n); the gateway wants 512."
fi

java_home=$(find_java java)
if [ -z "$java_home" ]; then
  say "$name: needs Java $needed or newer; found none in JAVA_HOME${JAVA_HOME:+ ($JAVA_HOME)}, PATH or $jvm_dir."
  where_to_get jdk
fi

if [ -f "$here/../lib/$module-$version.jar" ]; then
  home=$(CDPATH='' cd -- "$here/.." && pwd)
  class_path="$home/lib/*"
  native="$home/lib/native"
else
  root=$(CDPATH='' cd -- "$here/../.." && pwd)
  built="$root/gateway/target/tidegate-$version.tar.gz"
  if build_needed; then build_alone; fi
  class_path="$root/$module/target/$module-$version.jar:$root/$module/target/dependency/*"
  native="$root/gateway/target/native/Linux"
fi

# A small heap and the simple collector: see $heap in the launcher.
# shellcheck disable=SC2086
exec "$java_home/bin/java" -XX:+UseSerialGC "-Xmx${TIDEGATE_HEAP:-$heap}" -Xss512k \
  "-XX:TieredStopAtLevel=${TIDEGATE_TIER:-4}" -Xshare:auto --enable-native-access=ALL-UNNAMED \
  -Dfile.encoding=UTF-8 "-DjSerialComm.library.path=$native" ${TIDEGATE_JAVA_OPTS:-} \
  -cp "$class_path" "$main" "$@"
