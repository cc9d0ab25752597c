package io.tidegate.gateway.device;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.bridge.Crc32Line;
import io.tidegate.bridge.FrameEncoder;
import io.tidegate.gateway.spool.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Boards on one side, a test on the other: lines as they stand on the wire, the CRC left out both
/// ways. Every call is a step of the core: effects first, then `acknowledge`.
final class Conversation {
  static final long MILLI = 1_000_000L;
  static final long SECOND = 1_000 * MILLI;

  final Boards boards;
  long nowNanos = 1_000 * SECOND;
  private final List<DeviceEffect> effects = new ArrayList<>();

  Conversation(BoardRules rules) {
    boards = new Boards(rules, 0x0123456789abcdefL, new Random(7));
  }

  /// Ports 0, 1, 2 of this kind, all boards accepted.
  static Conversation on(Decoding decoding) {
    return on(decoding, Map.of(), true);
  }

  static Conversation on(Decoding decoding, Map<String, BoardRule> rules, boolean acceptUnknown) {
    List<PortRule> ports = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ports.add(new PortRule(i, "port" + i, decoding, "", null));
    }
    Conversation talk = new Conversation(new BoardRules(ports, rules, acceptUnknown));
    for (int i = 0; i < 3; i++) {
      talk.up(i);
    }
    talk.after(1_000);
    talk.effects.clear();
    return talk;
  }

  void up(int port) {
    step(boards.portUp(port, new PortSource("port" + port, "", "1-1." + port), nowNanos));
  }

  void down(int port) {
    step(boards.portDown(port, nowNanos));
  }

  /// A frame (begins with `~`, gets its CRC) or a plain line.
  void hears(int port, String line) {
    raw(port, wire(line));
  }

  void hears(String line) {
    hears(0, line);
  }

  void raw(int port, byte[] bytes) {
    step(boards.bytes(port, bytes, nowNanos));
  }

  static byte[] wire(String line) {
    if (!line.startsWith("~")) {
      return (line + "\r\n").getBytes(UTF_8);
    }
    return ("\n" + line + "*" + Crc32Line.hex(Crc32Line.of(line)) + "\n").getBytes(US_ASCII);
  }

  /// Time goes by, timers that come due are served on the way.
  void after(long millis) {
    long end = nowNanos + millis * MILLI;
    for (int i = 0; boards.dueNanos() <= end; i++) {
      if (i > 10_000) {
        throw new IllegalStateException("a timer stays due: " + boards.dueNanos());
      }
      nowNanos = Math.max(nowNanos, boards.dueNanos());
      step(boards.tick(nowNanos));
    }
    nowNanos = end;
  }

  void safe(String device, String session, long... numbers) {
    for (long number : numbers) {
      boards.safe(new Key(device, session, number), nowNanos);
    }
    step(List.of());
  }

  void clock(long wallMillis, boolean synchronised) {
    step(boards.clock(wallMillis, synchronised, nowNanos));
  }

  void command(String device, String channel, String value, long ttlMillis, long reference) {
    step(boards.command(device, channel, value, ttlMillis, reference, nowNanos));
  }

  private void step(List<DeviceEffect> done) {
    effects.addAll(done);
    effects.addAll(boards.acknowledge(nowNanos));
  }

  /// Frames written since the last look, as `port ~1...`; port 0 is left out.
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (DeviceEffect.Send send : take(DeviceEffect.Send.class)) {
      String line = new String(FrameEncoder.encode(send.frame()), ISO_8859_1).strip();
      String port = send.port() == 0 ? "" : send.port() + " ";
      lines.add(port + line.substring(0, line.length() - 9));
    }
    return lines;
  }

  void wrote(String... lines) {
    assertEquals(List.of(lines), lines());
  }

  /// Readings taken since the last look, as `device session.number json`.
  List<String> readings() {
    List<String> readings = new ArrayList<>();
    for (DeviceEffect.Taken taken : take(DeviceEffect.Taken.class)) {
      Reading reading = taken.reading();
      readings.add(reading.device() + " " + reading.key().tag() + " " + reading.values().raw());
    }
    return readings;
  }

  void took(String... readings) {
    assertEquals(List.of(readings), readings());
  }

  /// Effects of one kind since the last look at it.
  <T extends DeviceEffect> List<T> take(Class<T> kind) {
    List<T> found = new ArrayList<>();
    for (DeviceEffect effect : effects) {
      if (kind.isInstance(effect)) {
        found.add(kind.cast(effect));
      }
    }
    effects.removeIf(kind::isInstance);
    return found;
  }

  List<String> alarms() {
    return take(DeviceEffect.Alarm.class).stream().map(DeviceEffect.Alarm::kind).toList();
  }

  List<String> notices() {
    return take(DeviceEffect.Notice.class).stream().map(DeviceEffect.Notice::kind).toList();
  }

  List<String> ended() {
    return take(DeviceEffect.CommandEnded.class).stream()
        .map(each -> each.reference() + " " + each.code().wireName() + " " + each.text())
        .toList();
  }

  List<String> refused() {
    return take(DeviceEffect.Refused.class).stream()
        .map(each -> each.reason() + " " + each.words())
        .toList();
  }

  void forget() {
    effects.clear();
  }
}
