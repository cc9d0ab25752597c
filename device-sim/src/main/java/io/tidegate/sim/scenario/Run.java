package io.tidegate.sim.scenario;

import io.tidegate.sim.check.Accounts;
import io.tidegate.sim.check.CounterExpectation;
import io.tidegate.sim.check.Expectation;
import io.tidegate.sim.check.Report;
import io.tidegate.sim.check.Seen;
import io.tidegate.sim.check.Span;
import io.tidegate.sim.check.TextExpectation;
import io.tidegate.sim.world.World;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/// A scenario under way: its faults come and go on the stage, and everything that is seen is held
/// against what was expected. On the world's thread.
public final class Run {
  /// A fault that has begun and not ended.
  private record Active(Trouble trouble, String board) {}

  /// So long at least things may still come that should not.
  private static final long REST_NANOS = 1_000_000_000L;

  private final Scenario scenario;
  private final Stage stage;
  private final World world;
  private final Accounts accounts;
  private final List<Expectation> expectations = new ArrayList<>();
  private final List<Awaited> awaited = new ArrayList<>();
  private final List<Active> active = new ArrayList<>();
  private final BiConsumer<Long, String> told;
  private final Publishing publishing;
  private long begunNanos;
  private boolean begun;
  private boolean measuring;
  private boolean over;

  /// `told` hears what happens to whom, with the time since the beginning.
  public Run(Scenario scenario, Stage stage, BiConsumer<Long, String> told) {
    this.scenario = scenario;
    this.stage = stage;
    this.world = stage.world();
    this.told = told;
    this.publishing = new Publishing(scenario.publications(), stage, this::nanos, this::tell);
    this.accounts = new Accounts(scenario.names(), scenario.programs(), scenario.lateNanos());
    scenario.wishes().forEach(wish -> expectations.add(wish.of(accounts)));
  }

  /// From now on time counts.
  public void begin() {
    begunNanos = world.nowNanos();
    begun = true;
    measuring = true;
    SplittableRandom random = world.chance();
    scenario.troubles().forEach(each -> plan(each, random.split(), () -> befall(each)));
    scenario
        .publications()
        .forEach(each -> plan(each, random.split(), () -> publishing.publish(each)));
    world.at(begunNanos + scenario.lastsNanos(), this::endMeasuring);
  }

  private void plan(Planned planned, SplittableRandom random, Runnable deed) {
    List<Long> times = planned.when().times(scenario.lastsNanos(), random);
    times.forEach(nanos -> world.at(begunNanos + nanos, deed));
    if (planned.when() instanceof When.Seen seen) {
      awaited.add(new Awaited(planned, seen, deed));
    }
  }

  /// Since the beginning; 0 before it.
  public long nanos() {
    return begun ? world.nowNanos() - begunNanos : 0;
  }

  /// Something happened; its time is [#nanos]. What boards do when the run is over, while ports and
  /// processes are taken down, is judged by nobody: its end was not waited for.
  public void see(Seen seen) {
    if (over) {
      return;
    }
    accounts.see(seen);
    expectations.forEach(each -> each.see(seen));
    for (Awaited each : awaited) {
      if (measuring && each.sees(seen)) {
        plan(each);
      }
    }
  }

  /// Something is for the user to know, beside what happens.
  public void tell(String words) {
    told.accept(nanos(), words);
  }

  /// True when nothing more can come of waiting: all that was measured is judged, or the time is
  /// over. Once it is, it stays.
  public boolean isOver() {
    over |= !measuring && nothingMoreComes();
    return over;
  }

  private boolean nothingMoreComes() {
    long restNanos = nanos() - scenario.lastsNanos();
    return restNanos >= scenario.settleNanos()
        || restNanos >= REST_NANOS
            && !publishing.isUnderWay()
            && expectations.stream().allMatch(this::isSettled);
  }

  /// Something is expected that only a broker can tell.
  public boolean needsBroker() {
    return expectations.stream().anyMatch(each -> !(each instanceof TextExpectation));
  }

  public boolean isMeasuring() {
    return measuring;
  }

  public Accounts accounts() {
    return accounts;
  }

  /// What is wrong just now with a board, or with nobody in particular for an empty name.
  public List<String> active(String board) {
    return active.stream()
        .filter(each -> each.board().equals(board))
        .map(each -> each.trouble().kind().wireName())
        .toList();
  }

  /// A fault or a message that waited for something that did not come is trouble, too, and so is a
  /// message that the broker does not have.
  public Report report(List<String> troubles, String again) {
    List<String> all = new ArrayList<>(troubles);
    all.addAll(missed());
    all.addAll(publishing.troubles(!measuring));
    return Report.of(scenario.title(), scenario.seed(), nanos(), expectations, accounts, all, again)
        .with(publishing.published());
  }

  /// Nothing is known of one that waits while boards measure.
  private List<String> missed() {
    return measuring
        ? List.of()
        : awaited.stream().map(Awaited::missed).filter(each -> !each.isEmpty()).toList();
  }

  /// Somebody does this now, beside what the scenario plans.
  public void befall(Trouble trouble) {
    if (!measuring) {
      return;
    }
    long left = scenario.lastsNanos() - nanos();
    long lasts = Math.min(trouble.nanos(), left);
    boolean ends = trouble.nanos() != 0 && trouble.nanos() <= left;
    told.accept(
        nanos(),
        trouble.words(trouble.boards()) + (ends ? " for " + Span.shortly(trouble.nanos()) : ""));
    List<Active> begun = new ArrayList<>();
    for (String board : trouble.boards().isEmpty() ? List.of("") : trouble.boards()) {
      trouble.kind().begin(stage, board, trouble.settings(), lasts);
      begun.add(new Active(trouble, board));
    }
    if (trouble.kind().lasting() == FaultKind.Lasting.YES) {
      active.addAll(begun);
      world.at(world.nowNanos() + lasts, () -> end(begun));
    }
  }

  /// False when the stage has nothing that this could befall.
  public boolean can(FaultKind kind) {
    return kind.cannot(stage).isEmpty();
  }

  /// Ends what has befallen a board, or nobody in particular with an empty name; false when nothing
  /// of this kind has.
  public boolean relieve(FaultKind kind, String board) {
    List<Active> meant =
        active.stream()
            .filter(each -> each.trouble().kind() == kind && each.board().equals(board))
            .toList();
    end(meant);
    return !meant.isEmpty();
  }

  /// Ends what is active still, all of one kind.
  private void end(List<Active> begun) {
    List<String> boards = new ArrayList<>();
    for (Active each : begun) {
      if (active.remove(each) && !isStill(each)) {
        each.trouble().kind().end(stage, each.board(), each.trouble().settings());
        boards.add(each.board());
      }
    }
    if (!boards.isEmpty()) {
      told.accept(nanos(), begun.getFirst().trouble().words(boards) + " is over");
    }
  }

  /// The same has befallen the same board a second time.
  private boolean isStill(Active ended) {
    return active.stream()
        .anyMatch(
            each ->
                each.trouble().kind() == ended.trouble().kind()
                    && each.board().equals(ended.board()));
  }

  private void endMeasuring() {
    Map<FaultKind, List<Active>> kinds = new EnumMap<>(FaultKind.class);
    active.forEach(
        each -> kinds.computeIfAbsent(each.trouble().kind(), _ -> new ArrayList<>()).add(each));
    kinds.values().forEach(this::end);
    scenario.boards().forEach(board -> stage.seat(board.name()).end());
    measuring = false;
    accounts.close();
    told.accept(nanos(), "boards measure no more; waiting for what is under way");
  }

  private boolean isSettled(Expectation expectation) {
    return !expectation.outcome(nanos(), true).isMissed()
        && (!(expectation instanceof CounterExpectation counter)
            || counter.isToldSince(scenario.lastsNanos()));
  }

  private void plan(Awaited planned) {
    world.at(
        world.nowNanos() + planned.afterNanos(),
        () -> {
          if (measuring) {
            planned.happens();
          }
        });
  }
}
