package io.tidegate.sim.check;

import io.tidegate.bridge.FlatJson;
import io.tidegate.sim.model.Measurement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The books of all boards. A message belongs to the board that its `device_id` names, else to the
/// one whose name is a level of its topic; messages of nobody are counted as strangers.
public final class Accounts {
  private static final String DEVICE = "device_id";
  private static final String KEY = "tg";

  private final Map<String, Account> byBoard = new LinkedHashMap<>();
  private long strangers;

  /// `lateNanos`: what takes longer is late.
  public Accounts(List<String> boards, long lateNanos) {
    boards.forEach(board -> byBoard.put(board, new Account(lateNanos)));
  }

  public void see(Seen seen) {
    switch (seen) {
      case Seen.Measured(long nanos, String board, long number) ->
          byBoard.get(board).measured(nanos, number);
      case Seen.Message message when !message.retained() -> message(message);
      case Seen.Message _, Seen.Line _, Seen.Counted _ -> {}
    }
  }

  private void message(Seen.Message message) {
    FlatJson json =
        FlatJson.parse(message.text(), FlatJson.Mode.OBJECT) instanceof FlatJson.Parsed(var parsed)
            ? parsed
            : null;
    Optional<Long> number = json == null ? Optional.empty() : number(json);
    if (number.isEmpty()) {
      return;
    }
    Account account = byBoard.get(board(message.topic(), json));
    if (account == null) {
      strangers++;
    } else {
      String key = json.get(KEY).map(JsonPath::plain).orElse("");
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
