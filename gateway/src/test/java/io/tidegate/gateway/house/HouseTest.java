package io.tidegate.gateway.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The rules over compiled classes.
class HouseTest {
  private static final int METHOD_LINES = 70;
  private static final List<Compiled> SHIPPED = Compiled.everything();

  @Test
  void roomsSeeOnlyWhatTheirRowAllows() {
    none(Edges.forbidden(SHIPPED));
  }

  @Test
  void packagesHaveNoCycles() {
    none(Edges.cycles(SHIPPED));
  }

  @Test
  void pureRoomsHaveNoThreadsClocksChanceIoOrLogging() {
    none(broken(SHIPPED.stream().filter(HouseTest::pure).toList(), Bans.IN_PURE));
  }

  @Test
  void nobodySleepsOrPrintsStackTraces() {
    none(broken(SHIPPED, Bans.EVERYWHERE));
  }

  @Test
  void onlyAMainEndsTheProcess() {
    Set<String> mains =
        SHIPPED.stream()
            .filter(one -> one.methods().stream().anyMatch(m -> m.name().equals("main")))
            .map(Compiled::outermost)
            .collect(Collectors.toSet());
    none(
        broken(
            SHIPPED.stream().filter(one -> !mains.contains(one.outermost())).toList(),
            List.of(Bans.EXIT)));
  }

  @Test
  void theGatewayReadsTheWallClockInOnePlace() {
    none(
        broken(
            SHIPPED.stream()
                .filter(one -> one.name().startsWith("io.tidegate.gateway."))
                .filter(one -> !one.outermost().equals("io.tidegate.gateway.run.WallClock"))
                .filter(one -> !Edges.room(one.name()).equals("lab"))
                .toList(),
            List.of(Bans.WALL_CLOCK)));
  }

  @Test
  void testsNeitherSleepNorSwitchThemselvesOff() {
    List<Compiled> tests = new ArrayList<>();
    for (String module : Tree.MODULES) {
      if (Files.isDirectory(Tree.root().resolve(module).resolve("target/test-classes"))) {
        tests.addAll(Compiled.of(module, "test-classes"));
      }
    }
    tests.removeIf(one -> one.outermost().equals(Sinner.class.getName()));
    none(broken(tests, Bans.IN_TESTS));
  }

  @Test
  void methodsAreReadOnOneScreen() {
    List<String> found = new ArrayList<>();
    for (Compiled one : SHIPPED) {
      for (Compiled.Span method : one.methods()) {
        if (method.lines() > METHOD_LINES) {
          found.add(
              "%s.%s has %d lines, at most %d: keep the branching, move the work into leaves"
                  .formatted(one.name(), method.name(), method.lines(), METHOD_LINES));
        }
      }
    }
    none(found);
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    Set<String> found = new TreeSet<>();
    for (Compiled one : SHIPPED) {
      String folder = one.packageName().replace('.', '/');
      boolean said =
          Tree.MODULES.stream()
              .map(module -> Path.of(module, "src/main/java", folder, "package-info.java"))
              .anyMatch(file -> Files.exists(Tree.root().resolve(file)));
      if (!said) {
        found.add(
            one.packageName()
                + " has no package-info.java: write its purpose, its neighbours, the rule that must"
                + " not break");
      }
    }
    none(List.copyOf(found));
  }

  /// Every rule is shown to see what it is for.
  @Test
  void theRulesSeeASinner() {
    List<Compiled> sinner =
        Compiled.of("gateway", "test-classes").stream()
            .filter(one -> one.outermost().equals(Sinner.class.getName()))
            .toList();
    String pure = String.join("\n", broken(sinner, Bans.IN_PURE));
    for (String used :
        List.of(
            "lang.Thread", "System.nanoTime", "java.io.File", "UUID.randomUUID", "System.out")) {
      assertTrue(pure.contains(used), () -> used + " was not seen in:\n" + pure);
    }
    assertEquals(4, broken(sinner, Bans.EVERYWHERE).size());
    assertEquals(1, broken(sinner, List.of(Bans.EXIT)).size());
    assertEquals(1, broken(sinner, List.of(Bans.WALL_CLOCK)).size());
    assertTrue(String.join("\n", broken(sinner, Bans.IN_TESTS)).contains("Assumptions"));
    assertTrue(sinner.getFirst().methods().stream().anyMatch(m -> m.lines() > 5));
    assertEveryEdgeIsSeen();
  }

  private static void assertEveryEdgeIsSeen() {
    Compiled low = seeing("io.tidegate.gateway.spool.Low", "io.tidegate.gateway.core.Core");
    Compiled mid = seeing("io.tidegate.gateway.core.Mid", "io.tidegate.gateway.spool.Low");
    Compiled lab = seeing("io.tidegate.gateway.run.Up", "io.tidegate.gateway.lab.Demo");
    Compiled sim = seeing("io.tidegate.sim.Boards", "io.tidegate.gateway.core.Core");
    Compiled library = seeing("io.tidegate.gateway.core.Log", "org.tinylog.Logger");
    Compiled yaml = seeing("io.tidegate.gateway.config.New", "org.snakeyaml.engine.v2.api.Load");
    Compiled bridge = seeing("io.tidegate.bridge.Frame", "io.tidegate.strict.Unit");
    Compiled unknown = seeing("io.tidegate.gateway.run.New", "com.example.Thing");
    assertEquals(1, Edges.forbidden(List.of(low, mid)).size());
    assertEquals(1, Edges.cycles(List.of(low, mid)).size());
    assertEquals(0, Edges.cycles(List.of(mid)).size());
    for (Compiled one : List.of(lab, sim, library, yaml, bridge, unknown)) {
      assertEquals(1, Edges.forbidden(List.of(one)).size(), one::name);
    }
  }

  private static Compiled seeing(String name, String other) {
    return new Compiled(name, Set.of(other), Set.of(), List.of());
  }

  private static boolean pure(Compiled one) {
    return Bans.PURE.contains(Edges.room(one.name()));
  }

  private static List<String> broken(List<Compiled> classes, List<Bans.Ban> bans) {
    return classes.stream().flatMap(one -> Bans.broken(one, bans).stream()).toList();
  }

  static void none(List<String> found) {
    assertTrue(
        found.isEmpty(), () -> found.size() + " broken rules:\n  " + String.join("\n  ", found));
  }
}
