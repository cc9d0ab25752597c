package io.tidegate.gateway.core;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.bridge.Crc32Line;
import io.tidegate.bridge.link.StreamEnd;
import io.tidegate.sim.mqtt.Packet;
import io.tidegate.sim.mqtt.PacketDecoder;
import io.tidegate.sim.mqtt.PacketWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;

/// The board `esp` on port 0 of a [Site], which talks MQTT over its byte stream, on a line that may
/// lose, double and tear what goes over it, both ways.
final class CableBoard {
  private static final int FRAME_BYTES = 128;
  private static final long TURN_NANOS = 20 * Site.MILLI;

  final List<Packet> got = new ArrayList<>();
  private final Site site;
  private final SplittableRandom random;
  private double faults;
  private StreamEnd end;
  private PacketDecoder packets;
  private String session = "-";
  private long number;
  private boolean open;
  private int hellos;

  CableBoard(Site site, SplittableRandom random) {
    this.site = site;
    this.random = random;
  }

  void faults(double share) {
    faults = share;
  }

  boolean isOpen() {
    return open;
  }

  /// It has started anew and knows nothing.
  void reset() {
    session = "-";
    number = 0;
    open = false;
    end = null;
  }

  /// Says hello until it is welcome, and asks until the stream is open or refused. True when it is
  /// open.
  boolean connect() {
    open = false;
    end = null;
    got.clear();
    packets = new PacketDecoder();
    for (boolean welcome = false; !welcome; ) {
      String nonce = "NONCE%03d".formatted(++hellos % 1_000);
      site.written.clear();
      up("~1H esp %s %s 1 1 1 250 fw 0 stream".formatted(nonce, session));
      for (String line : down()) {
        if (line.startsWith("~1w " + nonce + " ")) {
          session = line.substring(line.length() - 8);
          welcome = true;
        }
      }
    }
    number++;
    end = new StreamEnd(64, 256, FRAME_BYTES);
    for (int i = 0; i < 1_000 && !open; i++) {
      up("~1B %s %d o 0 0 64 ".formatted(session, number));
      hear();
      if (end == null) {
        return false;
      }
    }
    return open;
  }

  /// CONNECT, and its answer's code; -1 when the stream ends.
  int login(int keepAliveSeconds, Packet.Publish will) {
    say(new Packet.Connect(4, "esp", true, keepAliveSeconds, will, null, null));
    for (int i = 0; i < 5_000 && got.isEmpty() && open; i++) {
      turn();
    }
    return got.isEmpty() ? -1 : ((Packet.Connack) got.getFirst()).code();
  }

  static Packet.Publish message(int qos, boolean retained, String topic, int id, String text) {
    return new Packet.Publish(false, qos, retained, topic, id, text.getBytes(UTF_8));
  }

  void say(Packet packet) {
    say(PacketWriter.bytes(packet));
  }

  /// Until all of it has found room, or the stream has ended.
  void say(byte[] bytes) {
    for (int at = 0; at < bytes.length && open; ) {
      at += end.write(bytes, at, bytes.length - at, millis());
      if (at < bytes.length) {
        turn();
      }
    }
  }

  /// Time goes by, and the board's loop() runs.
  void run(long millis) {
    for (long left = millis * Site.MILLI; left > 0; left -= TURN_NANOS) {
      turn();
    }
  }

  void turn() {
    site.after(TURN_NANOS);
    hear();
    if (end == null || !open) {
      return;
    }
    switch (end.due(millis())) {
      case NOTHING -> {}
      case GIVE_UP -> {
        up("~1B %s %d c 0 0 0 ".formatted(session, number));
        open = false;
      }
      case FRAME -> {
        StreamEnd.Part part = end.next(millis());
        String data = Base64.getUrlEncoder().withoutPadding().encodeToString(part.data());
        up(
            "~1B %s %d d %d %d %d %s"
                .formatted(session, number, part.at(), part.ack(), part.room(), data));
      }
    }
  }

  private int millis() {
    return (int) (site.nowNanos / Site.MILLI);
  }

  private void up(String line) {
    byte[] bytes =
        ("\n" + line + "*" + Crc32Line.hex(Crc32Line.of(line)) + "\n").getBytes(US_ASCII);
    double fault = random.nextDouble();
    if (fault < faults / 3) {
      return;
    }
    boolean torn = fault < faults * 2 / 3;
    int length = torn ? 1 + random.nextInt(bytes.length - 1) : bytes.length;
    site.step(new Input.PortBytes(0, Arrays.copyOf(bytes, length)));
    if (fault < faults && !torn) {
      site.step(new Input.PortBytes(0, bytes));
    }
  }

  /// What came down over the line.
  private List<String> down() {
    List<String> lines = new ArrayList<>();
    for (String written : site.written) {
      double fault = random.nextDouble();
      if (!written.startsWith("0 ") || fault < faults * 2 / 3) {
        continue;
      }
      lines.add(written.substring(2));
      if (fault < faults) {
        lines.add(written.substring(2));
      }
    }
    site.written.clear();
    return lines;
  }

  private void hear() {
    for (String line : down()) {
      if (line.equals("~1?")) {
        open = false;
        end = null;
      } else if (line.startsWith("~1b " + session + " " + number + " ") && end != null) {
        stream(line.split(" ", -1));
      }
    }
  }

  private void stream(String[] fields) {
    if (fields[3].equals("c")) {
      open = false;
      end = null;
      return;
    }
    open = true;
    boolean good =
        end.hear(
            Long.parseLong(fields[4]),
            Long.parseLong(fields[5]),
            Long.parseLong(fields[6]),
            Base64.getUrlDecoder().decode(fields[7]),
            millis());
    if (!good) {
      throw new AssertionError("not of this stream: " + String.join(" ", fields));
    }
    byte[] bytes = end.read(64);
    try {
      packets.feed(bytes, 0, bytes.length, got::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
