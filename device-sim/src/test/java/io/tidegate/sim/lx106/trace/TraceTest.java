package io.tidegate.sim.lx106.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("lx106")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TraceTest {
  @TempDir Path folder;

  @Test
  void theSameProgramTakesTheSameWayTwiceAndAnotherDoesNot() throws IOException {
    long[] values = new long[3];
    for (int i = 0; i < values.length; i++) {
      Counter counter = new Counter(folder);
      TraceHash hash = new TraceHash(counter.chip.processor());
      counter.onlookers.add(hash, true);
      counter.run(50_000);
      if (i == 2) {
        counter.chip.memory().poke32(counter.address("total"), 77);
      }
      counter.run(50_000);
      assertTrue(hash.instructions() > 50_000, "instructions: " + hash.instructions());
      values[i] = hash.value();
    }
    assertEquals(values[0], values[1]);
    assertNotEquals(values[0], values[2]);
  }

  @Test
  void timeIsCountedForTheFunctionThatTookIt() throws IOException {
    Counter counter = new Counter(folder);
    final long from = counter.chip.cycles();
    Profile profile = new Profile(counter.chip, counter.symbols);
    counter.onlookers.add(profile, false);
    counter.run(400_000);
    Map<String, Profile.Row> rows =
        profile.rows().stream().collect(Collectors.toMap(Profile.Row::name, Function.identity()));
    int total = counter.chip.memory().peek32(counter.address("ticks"));
    assertTrue(total > 5, "ticks: " + total);
    assertEquals("slow", profile.rows().getFirst().name(), () -> "" + profile.table(20));
    assertEquals(total, rows.get("on_interrupt").calls(), () -> "" + profile.table(20));
    long passes = rows.get("add").calls();
    assertEquals(passes, rows.get("twice").calls(), 1);
    assertEquals(passes, rows.get("slow").calls(), 1);
    assertEquals(1, rows.get("main").calls());
    long sum = rows.values().stream().mapToLong(Profile.Row::cycles).sum();
    assertEquals(counter.chip.cycles() - from, sum, 40, "nothing is left out or counted twice");
    List<String> table = profile.table(2);
    assertEquals(5, table.size(), "two and the rest");
    assertEquals("busy for 100.00 % of the time, else it waited; of that:", table.getFirst());
    assertEquals(100, shares(table), 0.15, "" + table);
  }

  private static double shares(List<String> table) {
    return table.stream()
        .skip(2)
        .mapToDouble(line -> Double.parseDouble(line.substring(0, line.indexOf('%')).strip()))
        .sum();
  }

  @Test
  void whoWaitsDoesNotWorkAndCodeWithoutANameIsCountedByItsPlace() throws IOException {
    Counter counter = new Counter(folder, "-DWAITS", "-DPERIOD=500000");
    Symbols few =
        new Symbols(
            counter.program.symbols().stream()
                .filter(each -> !List.of("slow", "_start").contains(each.name()))
                .toList());
    Symbols none = new Symbols(List.of());
    final long from = counter.chip.cycles();
    Profile profile = new Profile(counter.chip, few);
    Profile nameless = new Profile(counter.chip, none);
    counter.onlookers.add(profile, false);
    counter.onlookers.add(nameless, false);
    counter.run(80_000_000);
    Profile.Row first = profile.rows().getFirst();
    assertEquals(Profile.WAITING, first.name());
    long all = counter.chip.cycles() - from;
    assertTrue(first.cycles() > all * 0.95 && first.cycles() < all, first + " of " + all);
    List<String> table = profile.table(20);
    assertTrue(table.stream().noneMatch(line -> line.contains("(waiting)")), "" + table);
    assertEquals(100, shares(table), 1, "of the rest: " + table);
    String line = nameless.table(20).get(2);
    assertTrue(line.endsWith("(no name, 0x40201000 to 0x402013ff)"), line);
  }

  @Test
  void linesTellThePlaceTheInstructionAndWhatBecameOfIt() throws IOException {
    Counter counter = new Counter(folder);
    List<String> lines = new ArrayList<>();
    int add = counter.address("add");
    InstructionTrace trace =
        new InstructionTrace(
            counter.chip.processor(),
            counter.chip.memory(),
            counter.symbols,
            at -> counter.symbols.text(at).startsWith("add"),
            lines::add);
    counter.onlookers.add(trace, true);
    counter.run(2_000);
    trace.end();
    String first = lines.getFirst();
    assertTrue(first.contains(" %08x add ".formatted(add)), first);
    List<String> sums = lines.stream().filter(line -> line.contains("add.n a2,")).toList();
    for (int i = 1; i <= 5; i++) {
      String sum = sums.get(i - 1);
      assertTrue(sum.endsWith(" a2=%08x".formatted(2 * i)), sum);
    }
    assertTrue(lines.stream().allMatch(line -> line.contains(" add")), "only what was asked for");
  }

  @Test
  void whereAFunctionBeginsItsLineIsToldBefore() throws IOException {
    Counter counter = new Counter(folder, "-g");
    List<String> lines = new ArrayList<>();
    int from = counter.address("add");
    InstructionTrace trace =
        new InstructionTrace(
            counter.chip.processor(),
            counter.chip.memory(),
            counter.symbols,
            at -> at >= from && at < from + 3,
            lines::add);
    counter.onlookers.add(trace, true);
    counter.run(2_000);
    trace.end();
    assertTrue(lines.get(0).matches("add: /.*/counter\\.c:\\d+"), lines.get(0));
    assertTrue(lines.get(1).contains(" %08x add ".formatted(from)), lines.get(1));
    assertEquals(lines.get(0), lines.get(2), "each time");
  }

  @Test
  void whoLooksOnNoLongerCostsNothingAndChangesNothing() throws IOException {
    Counter alone = new Counter(folder);
    Counter watched = new Counter(folder);
    TraceHash hash = new TraceHash(watched.chip.processor());
    Profile profile = new Profile(watched.chip, watched.symbols);
    for (int i = 0; i < 20; i++) {
      alone.run(10_000);
      watched.onlookers.add(hash, true);
      watched.onlookers.add(profile, false);
      watched.run(3_000);
      watched.onlookers.remove(hash);
      watched.run(3_000);
      watched.onlookers.remove(profile);
      watched.chip.run(alone.chip.cycles());
      assertEquals(alone.chip.cycles(), watched.chip.cycles());
      assertEquals(alone.chip.processor().pc(), watched.chip.processor().pc());
      assertEquals(
          alone.chip.memory().peek32(alone.address("total")),
          watched.chip.memory().peek32(watched.address("total")));
    }
  }

  @Test
  void whatIsNotGivenBackIsSeenByTheQuarters() {
    HeapCourse course = new HeapCourse();
    assertEquals(List.of(), course.lines());
    course.add(500);
    assertEquals(
        List.of("heap: never less than 500 bytes free, looked at each second"), course.lines());
    int looks = 100_000;
    for (int i = 1; i < looks; i++) {
      course.add(200_000 - i - (i == 60_000 ? 100_000 : 0));
    }
    List<String> lines = course.lines();
    assertEquals("heap: never less than 500 bytes free, looked at each second", lines.get(0));
    String[] quarters = lines.get(1).replaceFirst(".*: ", "").split(", ");
    assertEquals("500", quarters[0]);
    assertEquals(150_000, Integer.parseInt(quarters[1]), 40);
    assertEquals("40000", quarters[2]);
    assertEquals("100001", quarters[3]);
  }

  @Test
  void theHeapIsAskedFromTheProgramItself() throws IOException {
    Counter counter = new Counter(folder);
    assertEquals(
        "heap: %d bytes free, 30000 in one piece"
            .formatted(41_000 - (counter.chip.memory().peek32(counter.address("total")) & 1023)),
        Heap.ask(counter.chip.processor(), counter.symbols).toString());
    Symbols none = new Symbols(List.of());
    assertTrue(Heap.ask(counter.chip.processor(), none).toString().contains("none of the"));
  }
}
