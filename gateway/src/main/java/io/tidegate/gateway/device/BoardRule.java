package io.tidegate.gateway.device;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// A board's rule by its id as heard. `name` is its id in topics, payloads and keys from then on
/// (empty: as heard). `silenceSeconds` 0: nobody minds when the board says nothing. `commands` are
/// the channels that may be set; `*` for every writable one. `mqttTopics`: filters that its byte
/// streams may use beside its own roots, or `none` for no streams.
public record BoardRule(
    String name,
    boolean ignore,
    int silenceSeconds,
    Map<String, ChannelRule> channels,
    Set<String> commands,
    List<String> mqttTopics) {

  public static final BoardRule PLAIN = new BoardRule("", false, 0, Map.of(), Set.of());

  public BoardRule(
      String name,
      boolean ignore,
      int silenceSeconds,
      Map<String, ChannelRule> channels,
      Set<String> commands) {
    this(name, ignore, silenceSeconds, channels, commands, List.of());
  }

  public BoardRule {
    mqttTopics = List.copyOf(mqttTopics);
    channels = Map.copyOf(channels);
    commands = Set.copyOf(commands);
  }
}
