package io.tidegate.sim.pubsub;

import io.tidegate.sim.board.Firmware;
import io.tidegate.sim.model.Model;
import io.tidegate.sim.mqtt.TopicFilter;
import io.tidegate.sim.net.Station;
import io.tidegate.sim.setting.Named;
import io.tidegate.sim.setting.Setting;
import io.tidegate.sim.setting.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// The sketches for boards with WiFi, and what each is made from.
public enum SketchKind implements Named {
  TAUGHT(
      "the getting-started sketch, as it is taught",
      Of.TAUGHT_ID,
      Of.TAUGHT_TOPIC,
      Of.TAUGHT_FILTER,
      List.of(Of.NUMBER)),
  RIGHT("the same done right", Of.OWN_ID, Of.OWN_TOPIC, Of.OWN_FILTER, List.of());

  /// The settings; an enum's constants cannot name its own fields.
  private static final class Of {
    static final Setting<String> TAUGHT_ID = clientId(SketchPlan.TAUGHT_CLIENT_ID);
    static final Setting<String> OWN_ID = clientId(BOARD);
    static final Setting<String> TAUGHT_TOPIC = topic(SketchPlan.TAUGHT_TOPIC);
    static final Setting<String> OWN_TOPIC = topic("/sensors/" + BOARD);
    static final Setting<String> TAUGHT_FILTER = filter(SketchPlan.TAUGHT_FILTER);
    static final Setting<String> OWN_FILTER = filter("devices/" + BOARD + "/set");
    static final Setting<Boolean> NUMBER =
        Setting.flag(
                "number",
                "the board's name and the number `n` stand in what it publishes, so that it can be"
                    + " counted; the sketch as it is taught has neither")
            .or("true");

    private static Setting<String> clientId(String usual) {
      return Setting.text(
              "client_id",
              "1 to 64 of A-Z, a-z, 0-9, _.:-, and {board}",
              Pattern.compile("([A-Za-z0-9_.:-]|\\{board\\}){1,64}"),
              "two of a name throw each other out; `{board}` stands for the board's name")
          .or(usual);
    }

    private static Setting<String> topic(String usual) {
      return Setting.text(
              "topic",
              "1 to 100 characters without + and #",
              Pattern.compile("[^+#\\p{Cntrl}]{1,100}"),
              "where it publishes, with `{board}` as above")
          .or(usual);
    }

    private static Setting<String> filter(String usual) {
      return Setting.text(
              "subscribe",
              "a topic filter",
              Pattern.compile("[^\\p{Cntrl}]{1,100}"),
              "what it hears, with `{board}` as above")
          .or(usual);
    }
  }

  private static final String BOARD = "{board}";

  private final String words;
  private final Setting<String> clientId;
  private final Setting<String> topic;
  private final Setting<String> filter;
  private final List<Setting<?>> further;

  SketchKind(
      String words,
      Setting<String> clientId,
      Setting<String> topic,
      Setting<String> filter,
      List<Setting<?>> further) {
    this.words = words;
    this.clientId = clientId;
    this.topic = topic;
    this.filter = filter;
    this.further = further;
  }

  /// As a scenario calls it.
  @Override
  public String wireName() {
    return "wifi_" + name().toLowerCase(Locale.ROOT);
  }

  public String words() {
    return words;
  }

  public List<Setting<?>> settings() {
    List<Setting<?>> settings = new ArrayList<>(List.of(clientId, topic, filter));
    settings.addAll(further);
    return settings;
  }

  /// For a board of this name; `values` of [#settings()], `around` with its network and broker.
  public Firmware make(
      String board,
      Settings values,
      SketchPlan around,
      Station station,
      Model model,
      RandomGenerator random) {
    String heard = filled(board, values.get(filter));
    if (!TopicFilter.isValid(heard)) {
      throw new IllegalArgumentException(
          "subscribe: expected a topic, with + for one level and # at the end for all below; got \""
              + heard
              + "\"");
    }
    SketchPlan plan =
        around
            .withClientId(filled(board, values.get(clientId)))
            .withTopics(filled(board, values.get(topic)), heard);
    return switch (this) {
      case TAUGHT ->
          new TaughtSketch(
              station,
              values.get(Of.NUMBER)
                  ? plan.withPayload(measured -> SketchPlan.temperatureOf(board, measured))
                  : plan,
              model);
      case RIGHT ->
          new RightSketch(
              station,
              plan.withPayload(measured -> SketchPlan.everythingOf(board, measured)),
              model,
              random);
    };
  }

  private static String filled(String board, String text) {
    return text.replace(BOARD, board);
  }
}
