package io.tidegate.gateway.topic;

import io.tidegate.bridge.FlatJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/// Reads a message on a command topic: `{"id":"…","value":…,"expires":<seconds since 1970>}` (with
/// `"channel"` where the topic does not name it), or a bare value such as `ON` or `22.5`.
///
/// Whatever cannot be obeyed is refused with words: silence is never an answer.
public final class CommandReader {
  static final int VALUE_LIMIT = 200;
  static final int ID_LIMIT = 64;
  static final String ALL_CHANNELS = "*";

  private final Topics topics;
  private CommandRule rule;
  private Map<String, Set<String>> allowedByDevice;

  public sealed interface Outcome {}

  public record Accepted(Command command) implements Outcome {}

  /// `device`, `channel` and `id` as far as they were understood.
  public record Refused(String device, String channel, String id, String words)
      implements Outcome {}

  /// The topic is none for commands.
  public record NoCommand() implements Outcome {}

  /// How the message came. `maybeQueued`: it may have waited at the broker since before this
  /// connection.
  public record Circumstances(
      boolean retained, boolean maybeQueued, long wallMillis, boolean synchronised) {}

  /// `allowedByDevice`: by the name in topics, the channels that may be set.
  public CommandReader(Topics topics, CommandRule rule, Map<String, Set<String>> allowedByDevice) {
    this.topics = topics;
    use(rule, allowedByDevice);
  }

  /// From now on, for what comes.
  public void use(CommandRule rule, Map<String, Set<String>> allowedByDevice) {
    this.rule = rule;
    this.allowedByDevice = Map.copyOf(allowedByDevice);
  }

  public Outcome read(String topic, byte[] payload, Circumstances how) {
    SetTopic.Target target = topics.target(topic);
    if (target == null) {
      return new NoCommand();
    }
    boolean object = payload.length > 0 && payload[0] == '{';
    if (!object) {
      return bare(target, payload, how);
    }
    return switch (FlatJson.parse(payload, 0, payload.length, FlatJson.Mode.OBJECT)) {
      case FlatJson.Parsed(FlatJson json) -> stamped(target, json, how);
      case FlatJson.Refused refused ->
          new Refused(
              target.device(),
              target.channel(),
              "",
              "expected {\"id\",\"value\",\"expires\"} or a bare value, got JSON that ends at byte "
                  + refused.position()
                  + ": "
                  + refused.reason());
    };
  }

  private Outcome bare(SetTopic.Target target, byte[] payload, Circumstances how) {
    String value = new String(payload, StandardCharsets.UTF_8).strip();
    Command command =
        new Command(
            target.device(), target.channel(), value, "", how.wallMillis() + rule.bareTtlMillis());
    if (how.maybeQueued()) {
      return refuse(
          command,
          "a bare value may have waited at the broker; send {\"id\",\"value\",\"expires\"} for commands"
              + " that may wait");
    }
    return judge(command, how);
  }

  private Outcome stamped(SetTopic.Target target, FlatJson json, Circumstances how) {
    String id = json.word("id");
    String named = json.word("channel");
    String channel = target.channel().isEmpty() ? named : target.channel();
    FlatJson.Member value = json.get("value").orElse(null);
    FlatJson.Member expires = json.get("expires").orElse(null);
    Command draft = new Command(target.device(), channel, "", id, 0);
    if (value == null || value.kind() == FlatJson.Kind.NESTED) {
      return refuse(draft, "expected a member \"value\" with a number, string or boolean");
    }
    if (id.length() > ID_LIMIT) {
      return refuse(draft, "expected an id of at most " + ID_LIMIT + " characters");
    }
    if (expires != null && expires.kind() != FlatJson.Kind.NUMBER) {
      return refuse(draft, "expected \"expires\" in seconds since 1970, got " + expires.raw());
    }
    if (expires != null && !how.synchronised()) {
      return refuse(draft, "the gateway's clock is not synchronised: an expiry means nothing yet");
    }
    if (expires == null && how.maybeQueued()) {
      return refuse(draft, "without \"expires\" a command that may have waited is not obeyed");
    }
    // not shortened: the id would be forgotten while the broker may still repeat the command
    if (expires != null && expires.number() * 1_000 > how.wallMillis() + rule.maxTtlMillis()) {
      return refuse(
          draft,
          "\"expires\" is more than "
              + rule.maxTtlMillis() / 1_000
              + " s ahead (commands.max_ttl): its id could not be remembered so long");
    }
    long expiresMillis =
        expires == null
            ? how.wallMillis() + rule.bareTtlMillis()
            : (long) (expires.number() * 1_000);
    String text = value.kind() == FlatJson.Kind.STRING ? value.string() : value.raw();
    return judge(new Command(target.device(), channel, text, id, expiresMillis), how);
  }

  private Outcome judge(Command command, Circumstances how) {
    if (how.retained()) {
      return refuse(
          command, "retained commands are not obeyed: each new subscription would repeat them");
    }
    if (command.channel().isEmpty()) {
      return refuse(command, "no channel named: publish to …/set/<channel> or add \"channel\"");
    }
    if (!allowed(command)) {
      return refuse(
          command,
          "channel "
              + command.channel()
              + " of "
              + command.device()
              + " may not be set: name it under boards.<id>.commands");
    }
    if (command.value().isEmpty()
        || command.value().length() > VALUE_LIMIT
        || !command.value().chars().allMatch(c -> c >= 0x20 && c <= 0x7E)) {
      return refuse(
          command, "expected a value of 1 to " + VALUE_LIMIT + " printable ASCII characters");
    }
    return new Accepted(command);
  }

  private boolean allowed(Command command) {
    Set<String> listed = allowedByDevice.get(command.device());
    if (listed == null) {
      return rule.allowUnlisted();
    }
    return listed.contains(ALL_CHANNELS) || listed.contains(command.channel());
  }

  private static Refused refuse(Command command, String words) {
    return new Refused(command.device(), command.channel(), command.id(), words);
  }
}
