package io.tidegate.sim.check;

import io.tidegate.bridge.FlatJson;
import io.tidegate.sim.model.Measurement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The books of all boards. A message belongs to the board that its `device_id` names, else to the
/// one whose name is a level of its topic; messages of nobody are counted as strangers. Of boards
/// with a sketch [SketchBooks] know more.
public final class Accounts {
  private static final String DEVICE = "device_id";
  private static final String KEY = "tg";
  private static final String NOT_COUNTED =
      "not counted: a sketch that sent no readings on the link and published nothing by itself";

  private final Map<String, Account> byBoard = new LinkedHashMap<>();
  private final Set<String> sketches;
  private final SketchBooks books = new SketchBooks(byBoard);
  private long strangers;

  /// `sketches`: boards of which nobody sees what they measure. `lateNanos`: what takes longer is
  /// late.
  public Accounts(List<String> boards, Set<String> sketches, long lateNanos) {
    boards.forEach(board -> byBoard.put(board, new Account(lateNanos)));
    this.sketches = Set.copyOf(sketches);
  }

  public Accounts(List<String> boards, long lateNanos) {
    this(boards, Set.of(), lateNanos);
  }

  public void see(Seen seen) {
    switch (seen) {
      case Seen.Measured(long nanos, String board, long number) ->
          byBoard.get(board).measured(nanos, number);
      case Seen.Published message -> books.published(message);
      case Seen.Line line when sketches.contains(line.board()) -> books.line(line);
      case Seen.Message message when !message.retained() -> message(message);
      case Seen.Message _, Seen.Line _, Seen.Counted _ -> {}
    }
  }

  /// Boards measure no more; of those that do nobody is to wait for what they publish.
  public void close() {
    books.close();
  }

  private void message(Seen.Message message) {
    FlatJson json =
        FlatJson.parse(message.text(), FlatJson.Mode.OBJECT) instanceof FlatJson.Parsed(var parsed)
            ? parsed
            : null;
    String key = json == null ? "" : json.get(KEY).map(JsonPath::plain).orElse("");
    Optional<Long> number = json == null ? Optional.empty() : number(json);
    if (books.arrived(message, key) || number.isEmpty()) {
      return;
    }
    Account account = byBoard.get(board(message.topic(), json));
    if (account == null) {
      strangers++;
    } else {
      account.arrived(message.nanos(), number.get(), key);
    }
  }

  private String board(String topic, FlatJson json) {
    Optional<String> device = json.get(DEVICE).map(JsonPath::plain);
    if (device.isPresent()) {
      return device.get();
    }
    for (String level : topic.split("/")) {
      if (byBoard.containsKey(level)) {
        return level;
      }
    }
    return "";
  }

  private static Optional<Long> number(FlatJson json) {
    return json.get(Measurement.NUMBER)
        .filter(member -> member.kind() == FlatJson.Kind.NUMBER)
        .map(member -> (long) member.number());
  }

  /// How a board with a sketch is counted, in words; empty for others, whose measurements are seen.
  public String how(String board) {
    return isUncounted(board) ? NOT_COUNTED : books.how(board);
  }

  /// Nothing of it could be counted.
  boolean isUncounted(String board) {
    return sketches.contains(board) && books.how(board).isEmpty();
  }

  public List<String> boards() {
    return List.copyOf(byBoard.keySet());
  }

  public Account of(String board) {
    return byBoard.get(board);
  }

  /// Numbered messages of no board of this run.
  public long strangers() {
    return strangers;
  }
}
