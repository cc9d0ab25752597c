# Sourced by the launchers: finds a Java 25, builds what is missing in a checkout, starts the program.
# POSIX sh. Needs: $here (the folder of the launcher), $module, $main. Ends with exec.

needed=25
say() { printf '%s\n' "$*" >&2; }
fail() { say "$name: $1"; exit 2; }

# The feature release of the Java in folder $1, or nothing.
release_of() {
  [ -x "$1/bin/java" ] && sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

suits() {
  found=$(release_of "$1")
  [ -n "$found" ] && [ "$found" -ge "$needed" ]
}

# JAVA_HOME, then PATH, then the usual folder: the first that is new enough.
find_java() {
  if [ -n "${JAVA_HOME:-}" ] && suits "$JAVA_HOME"; then printf '%s' "$JAVA_HOME"; return; fi
  on_path=$(command -v java 2>/dev/null) && on_path=$(readlink -f "$on_path") &&
    suits "${on_path%/bin/java}" && { printf '%s' "${on_path%/bin/java}"; return; }
  for candidate in "${TIDEGATE_JVM_DIR:-/usr/lib/jvm}"/*; do
    [ -L "$candidate" ] || { suits "$candidate" && [ -x "$candidate/bin/javac" ] && { printf '%s' "$candidate"; return; }; }
  done
  for candidate in "${TIDEGATE_JVM_DIR:-/usr/lib/jvm}"/*; do
    suits "$candidate" && { printf '%s' "$candidate"; return; }
  done
}

explain_no_java() {
  say "$name: needs Java $needed or newer; found none in JAVA_HOME${JAVA_HOME:+ ($JAVA_HOME)}, PATH or /usr/lib/jvm."
  say "  Debian 13, Raspberry Pi OS (64 bit): apt install openjdk-25-jdk-headless"
  say "  Debian 12 has no Java 25: unpack a Temurin JDK 25 under /usr/lib/jvm."
  exit 2
}

# True when nothing has been built or a source is newer than the last build.
build_needed() {
  [ -f "$stamp" ] || return 0
  [ -n "$(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main -newer "$stamp" -type f 2>/dev/null | head -n 1)" ]
}

build() {
  [ -x "$java_home/bin/javac" ] ||
    fail "building needs a JDK $needed, and $java_home has no compiler. apt install openjdk-25-jdk-headless (Debian 12 has none: unpack a Temurin JDK 25 under /usr/lib/jvm)."
  mkdir -p "$root/$module/target" 2>/dev/null && [ -w "$root/$module/target" ] ||
    fail "has to be built first, but $root may not be written by $(id -un). Build it as its owner, or copy the checkout."
  say "$name: building (the first time this fetches libraries and takes a minute or two) ..."
  started=$(date +%s)
  (cd "$root" && JAVA_HOME=$java_home $(maven) -q -ntp -DskipTests package </dev/null >"$root/$module/target/build.log" 2>&1) || {
    tail -n 20 "$root/$module/target/build.log" >&2
    fail "the build failed; all of it is in $root/$module/target/build.log"
  }
  touch "$stamp"
  say "$name: built in $(($(date +%s) - started)) s"
}

# The wrapper needs curl or wget, and unzip; where they are missing a Maven on PATH does as well.
maven() {
  if { command -v curl || command -v wget; } >/dev/null 2>&1 && command -v unzip >/dev/null 2>&1; then
    printf './mvnw'
  elif [ -d "${MAVEN_USER_HOME:-${HOME:-/nonexistent}/.m2}/wrapper/dists" ]; then
    printf './mvnw'
  elif command -v mvn >/dev/null 2>&1; then
    printf 'mvn'
  else
    say "$name: building needs curl or wget, and unzip: apt install curl unzip"
    printf 'false'
  fi
}

java_home=$(find_java)
[ -n "$java_home" ] || explain_no_java

if [ -f "$here/../lib/tidegate.marker" ]; then
  home=$(CDPATH= cd -- "$here/.." && pwd)
  class_path="$home/lib/*"
  native="$home/lib/native"
else
  root=$(CDPATH= cd -- "$here/../.." && pwd)
  stamp="$root/$module/target/built.stamp"
  if build_needed; then build; fi
  class_path="$root/$module/target/$module-$version.jar:$root/$module/target/dependency/*"
  native="$root/$module/target/native"
fi

# A small heap and the simple collector: a Pi Zero 2 W has 512 MB for everything.
# shellcheck disable=SC2086
exec "$java_home/bin/java" -XX:+UseSerialGC -Xmx${TIDEGATE_HEAP:-48m} -Xss512k \
  -XX:TieredStopAtLevel=${TIDEGATE_TIER:-4} -Xshare:auto --enable-native-access=ALL-UNNAMED \
  -Dfile.encoding=UTF-8 -DjSerialComm.library.path="$native" ${TIDEGATE_JAVA_OPTS:-} \
  -cp "$class_path" "$main" "$@"
