package io.tidegate.bridge.link;

import io.tidegate.bridge.ChannelAccess;
import io.tidegate.bridge.ChannelKind;
import io.tidegate.bridge.CommandCode;
import io.tidegate.bridge.Direction;
import io.tidegate.bridge.Frame;
import io.tidegate.bridge.FrameEncoder;
import io.tidegate.bridge.Limits;
import io.tidegate.bridge.LineDecoder;
import io.tidegate.bridge.LogLevel;
import io.tidegate.bridge.WireFault;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// A history of a [LinkBoard] drawn from a seed: what happened to it, in the words of the library's
/// trace program, and what it wrote. A gateway that loses, repeats, holds and lies is part of it,
/// so that every rule is reached.
final class TwinScript {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final Channel DISPLAY =
      new Channel(
          "display", ChannelKind.TEXT, "-", Frame.Describe.NO_DECIMALS, ChannelAccess.WRITE);
  private static final List<String> SESSIONS = List.of("AAAAAAAA", "k3F9aQ_x", "-_-_-_-_");

  final LinkSettings settings;
  final StringBuilder events = new StringBuilder();
  final StringBuilder written = new StringBuilder();

  /// How often each kind of thing happened: a history that reaches nothing shows nothing.
  final Map<String, Integer> counts = new TreeMap<>();

  private final SplittableRandom random;
  private final LinkBoard board;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Frame> heard = new ArrayList<>();
  private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
  private final ByteArrayOutputStream input = new ByteArrayOutputStream();
  private final LineDecoder lines = new LineDecoder(Limits.TEXT_LINE_BYTES, Direction.UP);
  private int nowMillis;
  private int readings;
  private long lastSeq = 1;

  // A stretch of long turns, in which the gateway may be away: for what takes minutes.
  private int slowSteps;
  private boolean deaf;
  private long lastCommand = 1;

  TwinScript(long seed, int length) {
    random = new SplittableRandom(seed);
    settings =
        new LinkSettings(
            pick("uno-1", "esp-a1b2c3", "x", "a_long:device.name-of-32-letters"),
            "twin/" + seed,
            pick(1, 2, 5, 16, 64),
            pick(60, 61, 250, 1024),
            pick("-", "time", "sleep=600,time"),
            pick(11_520L, 960L, 30L, 1_000_000L),
            List.of(Channel.gauge("temperature", "Cel", 1), Channel.relay("relay"), DISPLAY));
    board = new LinkBoard(settings, this::command, line -> out.writeBytes(line));
    nowMillis = random.nextInt(4) == 0 ? -random.nextInt(100_000) : random.nextInt(100_000);
    start();
    for (int i = 0; i < length; i++) {
      step();
    }
  }

  private void step() {
    if (slowSteps > 0) {
      slowSteps--;
    } else if (random.nextInt(400) == 0) {
      slowSteps = random.nextInt(200);
      deaf = random.nextBoolean();
    }
    nowMillis += slowSteps > 0 ? random.nextInt(4_000) : pause();
    if (slowSteps > 0 && random.nextInt(20) != 0) {
      poll();
      return;
    }
    switch (random.nextInt(100)) {
      case 0 -> {
        count("reset");
        nowMillis = random.nextInt(3) == 0 ? nowMillis : random.nextInt(2_000);
        start();
      }
      case 1, 2, 3 -> log();
      case 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 -> reading();
      case 20 -> {
        if (random.nextInt(10) == 0) {
          count("power");
          event("power", "");
          board.losePower();
          nowMillis = random.nextInt(50);
          start();
        }
      }
      case 21, 22, 23, 24 -> gateway(anything());
      case 25, 26 -> noise();
      default -> poll();
    }
  }

  /// Mostly a turn of loop(); sometimes long enough for timers, rarely for the end of 31 bits.
  private int pause() {
    return switch (random.nextInt(400)) {
      case 0 -> random.nextInt(10_000) + 2_000_000_000;
      case 1, 2, 3, 4, 5, 6, 7, 8 -> random.nextInt(40_000);
      case 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 -> random.nextInt(3_000);
      default -> random.nextInt(25);
    };
  }

  private void start() {
    input.reset();
    answer.reset();
    event("start", "");
    board.start(nowMillis);
    done();
  }

  private void reading() {
    String json = "{\"n\":" + readings++ + filler() + "}";
    event("reading", hex(json));
    boolean taken = board.reading(json, nowMillis);
    done();
    if (!taken) {
      count("refused");
      written.append(now()).append(" refused\n");
    }
  }

  private String filler() {
    return switch (random.nextInt(12)) {
      case 0 -> ",\"x\":\"" + "x".repeat(random.nextInt(200)) + "\"";
      case 1 -> random.nextInt(4) == 0 ? ",\"x\":\"\u00B0\"" : "";
      default -> "";
    };
  }

  private void log() {
    int level = random.nextInt(4);
    String text = random.nextInt(5) == 0 ? "y".repeat(random.nextInt(300)) : "battery\t3.1 \u00B0V";
    event("log " + level, hex(text));
    if (!board.log(LogLevel.values()[level], text, nowMillis)) {
      count("log dropped");
    }
    done();
  }

  private void noise() {
    count("noise");
    byte[] bytes = new byte[random.nextInt(90)];
    random.nextBytes(bytes);
    if (random.nextBoolean() && bytes.length > 0) {
      bytes[bytes.length - 1] = '\n';
    }
    answer.writeBytes(bytes);
  }

  private void poll() {
    byte[] arrived = answer.toByteArray();
    answer.reset();
    if (arrived.length > 0) {
      event("in", HEX.formatHex(arrived));
      input.writeBytes(arrived);
    }
    event("poll", "");
    byte[] bytes = input.toByteArray();
    input.reset();
    board.poll(bytes, bytes.length, nowMillis);
    done();
  }

  /// What the board wrote goes into the script, and to the gateway.
  private void done() {
    if (out.size() == 0) {
      return;
    }
    byte[] bytes = out.toByteArray();
    out.reset();
    written.append(now()).append(" > ").append(HEX.formatHex(bytes)).append('\n');
    heard.clear();
    lines.feed(bytes, 0, bytes.length, new Ears());
    for (Frame frame : heard) {
      count(frame.getClass().getSimpleName());
      if (random.nextInt(8) != 0 && !(deaf && slowSteps > 0)) {
        answerTo(frame);
      } else {
        count("lost");
      }
    }
  }

  private void answerTo(Frame frame) {
    switch (frame) {
      case Frame.Hello hello -> {
        String session = hello.hasSession() && random.nextInt(5) != 0 ? hello.session() : session();
        gateway(new Frame.Welcome(hello.nonce(), session));
        if (random.nextBoolean()) {
          gateway(new Frame.Ack(session, Math.min(hello.base() - 1, Limits.SEQUENCE_LAST)));
        }
      }
      case Frame.Reading reading -> {
        lastSeq = reading.seq();
        switch (random.nextInt(12)) {
          case 0 -> gateway(new Frame.Hold(reading.session(), lastSeq, pick(0, 1, 5, 30, 200)));
          case 1 ->
              gateway(new Frame.Repeat(reading.session(), Math.max(1, lastSeq - pick(0, 1, 3))));
          case 2, 3, 4 -> {} // silence
          default -> gateway(new Frame.Ack(reading.session(), lastSeq));
        }
      }
      default -> {}
    }
  }

  private Frame anything() {
    String session = random.nextInt(5) == 0 ? session() : known();
    long seq = Math.max(1, lastSeq + pick(-2, -1, 0, 0, 1, 100));
    return switch (random.nextInt(14)) {
      case 0 -> new Frame.Who();
      case 1 -> new Frame.Ack(session, seq);
      case 2 -> new Frame.Hold(session, seq, pick(0L, 1L, 5L, 59L, 60L, 61L, 4_000_000_000L));
      case 3 -> new Frame.Repeat(session, seq);
      case 4 -> new Frame.Time(1_764_000_000_000L + random.nextInt(), random.nextBoolean());
      case 5 -> new Frame.Fail(random.nextInt(8) == 0 ? "id" : "version", "1");
      case 6 -> new Frame.Welcome("0123ABCD", session);
      default -> command(session);
    };
  }

  private Frame command(String session) {
    long number =
        random.nextInt(3) == 0 ? Math.max(1, lastCommand - random.nextInt(6)) : ++lastCommand;
    String value =
        pick(
            "on",
            "ok fine",
            "failed no",
            "busy",
            "expired",
            "reading",
            "log",
            "",
            "ok " + "z".repeat(random.nextInt(22)),
            "ok  two  spaces ");
    return new Frame.Command(
        session,
        number,
        random.nextInt(10_000),
        pick("relay", "relay", "display", "temperature", "rela", "relay2"),
        value);
  }

  /// A line down; some are spoilt or joined.
  private void gateway(Frame frame) {
    count("down " + frame.getClass().getSimpleName());
    byte[] line = FrameEncoder.encode(frame);
    if (random.nextInt(20) == 0) {
      count("spoilt");
      line[random.nextInt(line.length)] ^= (byte) (1 << random.nextInt(8));
    }
    if (random.nextInt(40) == 0) {
      answer.write(line, 0, random.nextInt(line.length));
    }
    answer.writeBytes(line);
  }

  /// The same as in the library's trace program.
  private CommandHandler.Answer command(String channel, String value) {
    int space = value.indexOf(' ');
    String verb = space < 0 ? value : value.substring(0, space);
    String text = space < 0 ? "" : value.substring(space + 1);
    count("command " + verb);
    return switch (verb) {
      case "failed" -> new CommandHandler.Answer(CommandCode.FAILED, text);
      case "busy" -> new CommandHandler.Answer(CommandCode.BUSY, text);
      case "expired" -> new CommandHandler.Answer(CommandCode.EXPIRED, text);
      case "reading" ->
          new CommandHandler.Answer(
              CommandCode.OK, board.reading("{\"c\":1}", nowMillis) ? "taken" : "refused");
      case "log" ->
          new CommandHandler.Answer(
              CommandCode.OK,
              board.log(LogLevel.INFO, "command", nowMillis) ? "written" : "dropped");
      default -> new CommandHandler.Answer(CommandCode.OK, text);
    };
  }

  private String known() {
    return board.session().equals(Frame.NO_SESSION) ? session() : board.session();
  }

  private String session() {
    return SESSIONS.get(random.nextInt(SESSIONS.size()));
  }

  private void event(String verb, String argument) {
    events.append(now()).append(' ').append(verb).append(' ').append(argument).append('\n');
  }

  private String now() {
    return Integer.toUnsignedString(nowMillis);
  }

  private static String hex(String text) {
    return HEX.formatHex(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void count(String what) {
    counts.merge(what.toLowerCase(Locale.ROOT), 1, Integer::sum);
  }

  @SafeVarargs
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private final class Ears implements LineDecoder.Sink {
    @Override
    public void frame(Frame frame) {
      heard.add(frame);
    }

    @Override
    public void text(byte[] buffer, int offset, int length) {
      throw new AssertionError("a board wrote text");
    }

    @Override
    public void fault(WireFault fault) {
      throw new AssertionError("a board wrote a line with the fault " + fault);
    }
  }
}
