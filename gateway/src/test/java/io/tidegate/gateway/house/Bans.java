package io.tidegate.gateway.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Calls and classes that some code, or all code, may not use.
final class Bans {
  /// One rule: what is banned (a member as [Compiled#uses] spells it, or a class), and what to do.
  record Ban(Pattern what, String instead) {
    Ban(String what, String instead) {
      this(Pattern.compile(what), instead);
    }
  }

  static final Set<String> PURE =
      Set.of("audit", "bridge", "core", "device", "i2c", "pin", "topic", "spool", "uplink");

  private static final String THREADS =
      "pure packages have no threads: take an input, return what should happen";
  private static final String CLOCKS = "time comes in: take nowNanos or a WallTime as an argument";
  private static final String CHANCE = "take the RandomGenerator that the core was given";
  private static final String IO = "pure packages touch nothing outside: use a port of core";
  private static final String LOGS = "pure packages log through core's Journal";

  static final List<Ban> IN_PURE =
      List.of(
          new Ban("java\\.lang\\.(Thread|ThreadLocal|InheritableThreadLocal)(\\$.*)?", THREADS),
          new Ban("java\\.util\\.concurrent\\.(?!TimeUnit$).*", THREADS),
          new Ban("java\\.util\\.Timer.*", THREADS),
          new Ban("java\\.lang\\.Object\\.(wait|notify|notifyAll)\\(.*", THREADS),
          new Ban("java\\.lang\\.System\\.(nanoTime|currentTimeMillis)\\(.*", CLOCKS),
          new Ban("java\\.time\\.(Clock|InstantSource|ZoneId)(\\..*)?", CLOCKS),
          new Ban("java\\.time\\..*\\.now\\(.*", CLOCKS),
          new Ban("java\\.util\\.Date\\.<init>\\(\\)V", CLOCKS),
          new Ban("java\\.util\\.(Random|SplittableRandom)", CHANCE),
          new Ban("java\\.security\\.SecureRandom", CHANCE),
          new Ban("java\\.util\\.random\\.RandomGenerator\\.(of|getDefault)\\(.*", CHANCE),
          new Ban("java\\.util\\.random\\.RandomGeneratorFactory", CHANCE),
          new Ban("java\\.util\\.UUID\\.randomUUID\\(.*", CHANCE),
          new Ban("java\\.io\\.(?!(ByteArrayOutputStream|Serializable|IOException)\\b).*", IO),
          new Ban("java\\.nio\\.(file|channels)\\..*", IO),
          new Ban("java(x)?\\.net\\..*", IO),
          new Ban("java\\.lang\\.(Process|ProcessBuilder|ProcessHandle|Runtime)(\\$.*)?", IO),
          new Ban("java\\.lang\\.foreign\\..*", IO),
          new Ban("java\\.lang\\.System\\.(getenv|getProperty|setProperty|load.*)\\(.*", IO),
          new Ban("java\\.lang\\.System\\.(in|out|err)L.*", LOGS),
          new Ban("java\\.lang\\.System\\$Logger", LOGS),
          new Ban("java\\.util\\.logging\\..*", LOGS));

  static final List<Ban> EVERYWHERE =
      List.of(
          new Ban(
              "java\\.lang\\.Thread\\.sleep\\(.*|java\\.util\\.concurrent\\.TimeUnit\\.sleep\\(.*",
              "wait for the thing itself, with a bound (Condition, poll, parkNanos in a loop that"
                  + " looks)"),
          new Ban("java\\.lang\\.Math\\.random\\(.*", "take a RandomGenerator as an argument"),
          new Ban(
              "java\\..*\\.printStackTrace\\(\\)V",
              "hand the exception to the journal, or let it reach the one place that catches"),
          new Ban("java\\.lang\\.System\\.gc\\(.*", "leave it to the collector"),
          new Ban(
              "java\\.lang\\.String\\.to(Lower|Upper)Case\\(\\)Ljava/lang/String;",
              "say Locale.ROOT, or a Turkish machine spells it differently"),
          new Ban("java\\.lang\\.Object\\.finalize\\(.*", "close it where it was opened"));

  static final Ban EXIT =
      new Ban(
          "java\\.lang\\.System\\.exit\\(.*|java\\.lang\\.Runtime\\.(exit|halt)\\(.*",
          "only a class with a main may end the process: return a code to it");

  static final Ban WALL_CLOCK =
      new Ban(
          "java\\.lang\\.System\\.currentTimeMillis\\(.*"
              + "|java\\.time\\..*\\.now\\(\\).*"
              + "|java\\.time\\.(Clock|InstantSource)\\.system.*"
              + "|java\\.util\\.Date\\.<init>\\(\\)V",
          "the wall clock is read in run.WallClock and passed down");

  static final List<Ban> IN_TESTS =
      List.of(
          EVERYWHERE.getFirst(),
          new Ban(
              "org\\.junit\\.jupiter\\.api\\.(Assumptions|Disabled)|org\\.junit\\.jupiter\\.api\\.condition\\..*",
              "a test that needs a tool has its tag and nothing else; no test is switched off"));

  private Bans() {}

  /// A sentence for each thing in `one` that `bans` forbid.
  static List<String> broken(Compiled one, List<Ban> bans) {
    List<String> found = new ArrayList<>();
    for (Ban ban : bans) {
      for (Set<String> names : List.of(one.sees(), one.uses())) {
        for (String name : names) {
          if (ban.what().matcher(name).matches()) {
            found.add("%s uses %s: %s".formatted(one.name(), name, ban.instead()));
          }
        }
      }
    }
    return found;
  }
}
