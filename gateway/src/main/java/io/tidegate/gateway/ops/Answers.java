package io.tidegate.gateway.ops;

import io.tidegate.bridge.JsonWriter;
import io.tidegate.gateway.core.Desk;
import io.tidegate.gateway.core.State;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/// The answers of the control socket, each one JSON object.
public final class Answers {
  private Answers() {}

  static String error(String words) {
    return new JsonWriter().add("error", words).toString();
  }

  /// The whole picture.
  public static String status(State state, List<PortName> names) {
    JsonWriter counters = new JsonWriter();
    state.counters().forEach(counters::add);
    return new JsonWriter()
        .add("gateway", state.gateway())
        .add("version", state.version())
        .add("run", state.run())
        .add("up_ms", state.upMillis())
        .addRaw("broker", broker(state.broker()).toString())
        .addRaw("spool", spool(state.spool()).toString())
        .addRaw("ports", array(state.ports(), port -> port(port, names)))
        .addRaw("boards", array(state.boards(), board -> board(board, names)))
        .addRaw("counters", counters.toString())
        .toString();
  }

  static String ports(State state, List<PortName> names) {
    return new JsonWriter()
        .addRaw("ports", array(state.ports(), port -> port(port, names)))
        .toString();
  }

  static String buffer(State state) {
    return spool(state.spool())
        .add("evicted", state.counters().getOrDefault("evicted", 0L))
        .add("refused_full", state.counters().getOrDefault("refused_full", 0L))
        .add("set_aside", state.counters().getOrDefault("set_aside", 0L))
        .add("disk_faults", state.counters().getOrDefault("disk_faults", 0L))
        .toString();
  }

  static String result(Tickets.Result result) {
    return new JsonWriter().add("result", result.code()).add("text", result.text()).toString();
  }

  static String released(String label, long millis) {
    return new JsonWriter().add("released", label).add("for_ms", millis).toString();
  }

  static String taken(String label) {
    return new JsonWriter().add("taken", label).toString();
  }

  static String missed(long count) {
    return new JsonWriter().add("missed", count).toString();
  }

  static String line(MonitorLines.Line line, List<PortName> names) {
    JsonWriter json =
        new JsonWriter()
            .add("port", label(line.port(), names))
            .add("heard", line.heard().name().toLowerCase(java.util.Locale.ROOT));
    return line.heard() == Desk.Heard.RAW
        ? json.add("base64", Base64.getEncoder().encodeToString(line.bytes())).toString()
        : json.add("line", new String(line.bytes(), StandardCharsets.UTF_8)).toString();
  }

  private static JsonWriter broker(State.Broker broker) {
    return new JsonWriter()
        .add("connected", broker.connected())
        .add("server", broker.server())
        .add("words", broker.words())
        .add("since_ms", broker.sinceMillis())
        .add("in_flight", broker.inFlight())
        .add("window", broker.window());
  }

  private static JsonWriter spool(State.Spool spool) {
    return new JsonWriter()
        .add("waiting", spool.waiting())
        .add("waiting_bytes", spool.waitingBytes())
        .add("on_disk_bytes", spool.onDiskBytes())
        .add("limit_bytes", spool.limitBytes())
        .add("durable", spool.durable())
        .add("trouble", spool.trouble())
        .add("oldest_age_ms", spool.oldestAgeMillis())
        .add("busy_ms", spool.busyMillis())
        .add("syncs", spool.syncs())
        .add("written_bytes", spool.writtenBytes());
  }

  private static String port(State.Port port, List<PortName> names) {
    return new JsonWriter()
        .add("port", port.label())
        .add("place", of(port.port(), names, PortName::place))
        .add("path", of(port.port(), names, PortName::path))
        .add("up", port.up())
        .add("words", port.words())
        .add("bytes", port.bytes())
        .add("faults", port.faults())
        .toString();
  }

  private static String board(State.Board board, List<PortName> names) {
    JsonWriter json =
        new JsonWriter()
            .add("device", board.device())
            .add("port", label(board.port(), names))
            .add("available", board.available())
            .add("last_age_ms", board.lastAgeMillis());
    return (board.last().isEmpty() ? json.addNull("last") : json.addRaw("last", board.last()))
        .add("readings", board.readings())
        .add("per_second", board.perSecond())
        .add("lost", board.lost())
        .add("refused", board.refused())
        .add("held_back", board.heldBack())
        .add("mqtt", board.mqtt())
        .add("messages", board.messages())
        .toString();
  }

  private static String label(int port, List<PortName> names) {
    return of(port, names, PortName::label);
  }

  /// Empty for a port that is none.
  private static String of(int port, List<PortName> names, Function<PortName, String> what) {
    return names.stream().filter(name -> name.number() == port).map(what).findFirst().orElse("");
  }

  private static <T> String array(List<T> items, Function<T, String> json) {
    StringBuilder array = new StringBuilder("[");
    for (T item : items) {
      array.append(array.length() > 1 ? "," : "").append(json.apply(item));
    }
    return array.append(']').toString();
  }
}
