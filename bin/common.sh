# Sourced by run, test and dev, never run by itself: finds the machine's tools and says in a sentence what is missing.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
called_from="$PWD"
target="$root/target"
application="$target/application/jinye.jar"

# file names and console output are UTF-8 also where no language is set
export LC_ALL=C.UTF-8

# few pools of native memory: each keeps what it once took, and two cores need no more
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"

# Maven on a newer Java, without its warnings
export MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

say() {
  printf '%s\n' "$*"
}

# An account without a usable home still needs a place where npm keeps what it downloads.
if [ ! -w "${HOME:-/nonexistent}" ]; then
  mkdir -p "$target/home"
  export HOME="$target/home"
fi

java_version() {
  "$1" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p'
}

# Sets JAVA_HOME to a JDK of version 25 or newer: what JAVA_HOME names, else one of the usual places, else the one on the PATH.
find_jdk() {
  local candidate found
  found="$(command -v javac || true)"
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* \
    ${found:+"$(dirname "$(dirname "$(readlink -f "$found")")")"}; do
    if [ -n "$candidate" ] && [ -x "$candidate/bin/javac" ] \
      && [ "$(java_version "$candidate/bin/java" || echo 0)" -ge 25 ] 2>/dev/null; then
      export JAVA_HOME="$candidate"
      return
    fi
  done
  fail "Jinye needs a JDK 25 or newer and none was found: install one (for example Eclipse Temurin 25, package temurin-25-jdk) or set JAVA_HOME to it."
}

# older VERSION LEAST: succeeds when VERSION is older than LEAST
older() {
  [ "$1" != "$2" ] && [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]
}

check_maven() {
  command -v mvn >/dev/null \
    || fail "Jinye is built with Maven 3.8 or newer and mvn was not found: install it (Debian: apt-get install maven)."
  local version
  version="$(mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p' | head -n 1)"
  if older "${version:-0}" 3.8; then
    fail "Jinye is built with Maven 3.8 or newer and this is Maven ${version:-of unknown version}: install a newer one (Debian: apt-get install maven)."
  fi
}

check_node() {
  [ -f "$root/web/package.json" ] || return 0
  command -v node >/dev/null \
    || fail "The workspace is built with Node 20.19 or newer and node was not found: install it (for example the package nodejs of Node's own Debian repository)."
  local version
  version="$(node --version | sed 's/^v//')"
  if older "$version" 20.19; then
    fail "The workspace is built with Node 20.19 or newer and this is Node $version: install a newer one."
  fi
  command -v npm >/dev/null || fail "The workspace is built with npm and it was not found: install it (Debian: apt-get install npm)."
}

# One line that changes when anything that goes into the application changes.
fingerprint_of_sources() {
  (
    cd "$root"
    find pom.xml src/main web fonts bin/common.sh \
      \( -name node_modules -o -path web/dist \) -prune -o -type f -print0 2>/dev/null \
      | LC_ALL=C sort -z | xargs -0 sha256sum
    "$JAVA_HOME/bin/java" -version 2>&1
    [ ! -f web/package.json ] || node --version
  ) | sha256sum | cut -d ' ' -f 1
}

# The flags of every start. The heap is small because PostgreSQL, beside it, caches the data; the young part is fixed, because it
# would otherwise grow with the old one and keep what it once took. What compiling took from the system is given back as well.
java_flags() {
  printf '%s\n' -XX:+UseCompactObjectHeaders -XX:+UseSerialGC -Xms96m -Xmx256m -Xmn52m -XX:SurvivorRatio=5 -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=30 -XX:TrimNativeHeapInterval=30000 -Xss512k -XX:+ExitOnOutOfMemoryError \
    -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Duser.timezone=Asia/Shanghai
}

# Builds the application into target/application unless the sources are those of the last build.
build() {
  find_jdk
  local stamp="$target/application.stamp" fingerprint
  if [ ! -f "$root/web/package.json" ] || command -v node >/dev/null; then
    fingerprint="$(fingerprint_of_sources)"
    if [ -f "$application" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$fingerprint" ]; then
      return
    fi
  fi
  check_maven
  check_node
  say "正在构建，首次构建需下载依赖，约几分钟 / Building; the first time takes some minutes …"
  rm -f "$stamp"
  (cd "$root" && mvn -q -B -Dmaven.test.skip=true package) || fail "The build failed; the lines above say why."
  rm -rf "$target/application"
  "$JAVA_HOME/bin/java" -Djarmode=tools -jar "$target/jinye.jar" extract --destination "$target/application" >/dev/null \
    || fail "The application could not be unpacked into $target/application."
  printf '%s\n' "$fingerprint" >"$stamp"
}

# A start in a throw-away folder shows Java which classes are needed; later starts read them ready-made from one file.
# The file fits one build and one Java only, so it lives and dies with target/application.
prepare_fast_start() {
  local cache="$target/application/jinye.aot" scratch
  [ ! -f "$cache" ] && [ ! -f "$cache.failed" ] || return 0
  say "正在为快速启动做准备，仅此一次 / Preparing faster starts, once for this build …"
  scratch="$(mktemp -d "${TMPDIR:-/tmp}/jinye-XXXXXX")"
  # shellcheck disable=SC2046
  if timeout 300 "$JAVA_HOME/bin/java" $(java_flags) -XX:AOTCacheOutput="$cache.new" -Dspring.context.exit=onRefresh \
    -jar "$application" --jinye.data="$scratch/data" --jinye.demo=false --server.port=0 >"$target/fast-start.log" 2>&1 \
    && [ -s "$cache.new" ]; then
    mv "$cache.new" "$cache"
  else
    # starts work without it, only slower; the next build tries again
    touch "$cache.failed"
  fi
  rm -rf "$scratch"
}
