package io.tidegate.sim.scenario;

import io.tidegate.sim.mqtt.TopicFilter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a scenario file says. Boards measure for `lastsNanos`; then every fault ends, and within
/// `settleNanos` more everything has to have arrived. What takes longer than `lateNanos` on its way
/// is late. `speed`: how many seconds pass for the boards in a second of ours, where time is real.
public record Scenario(
    String title,
    long seed,
    long lastsNanos,
    long settleNanos,
    long lateNanos,
    double speed,
    String broker,
    List<String> listen,
    String gateway,
    WifiPlan wifi,
    List<BoardPlan> boards,
    List<Trouble> troubles,
    List<Publication> publications,
    List<Wish> wishes) {
  public static final long MOST_SEED = 999_999_999_999L;

  public Scenario {
    listen = List.copyOf(listen);
    boards = List.copyOf(boards);
    troubles = List.copyOf(troubles);
    publications = List.copyOf(publications);
    wishes = List.copyOf(wishes);
  }

  public static boolean isSeed(long seed) {
    return seed >= 0 && seed <= MOST_SEED;
  }

  public Scenario withSeed(long other) {
    return new Scenario(
        title,
        other,
        lastsNanos,
        settleNanos,
        lateNanos,
        speed,
        broker,
        listen,
        gateway,
        wifi,
        boards,
        troubles,
        publications,
        wishes);
  }

  public Scenario withSpeed(double other) {
    return new Scenario(
        title,
        seed,
        lastsNanos,
        settleNanos,
        lateNanos,
        other,
        broker,
        listen,
        gateway,
        wifi,
        boards,
        troubles,
        publications,
        wishes);
  }

  /// Messages there are listened for.
  public boolean listensTo(String topic) {
    return listen.stream().anyMatch(filter -> TopicFilter.matches(filter, topic));
  }

  /// Boards that run a program of their own: what they measure nobody sees.
  public Set<String> programs() {
    return boards.stream()
        .filter(each -> each.program() != null)
        .map(BoardPlan::name)
        .collect(Collectors.toSet());
  }

  public boolean hasWifi() {
    return boards.stream().anyMatch(BoardPlan::hasWifi);
  }

  /// The first fault or message that this stage cannot play, with its place and the reason; empty
  /// when it can play all. `hears`: messages at a broker are heard there.
  public String unplayable(Stage stage, boolean hears) {
    for (Trouble each : troubles) {
      String cannot = each.kind().cannot(stage);
      if (cannot.isEmpty() && !hears && each.when().waitsForMessage()) {
        cannot =
            "when_topic waits for a message at a broker, and none is known: `broker` in the file,"
                + " or --broker";
      }
      if (!cannot.isEmpty()) {
        return each.place() + ": " + each.kind().wireName() + ": " + cannot;
      }
    }
    return hears || publications.isEmpty()
        ? ""
        : publications
            .getFirst()
            .told("needs a broker, and none is known: `broker` in the file, or --broker");
  }

  public List<String> names() {
    return boards.stream().map(BoardPlan::name).toList();
  }
}
