package io.tidegate.bridge.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.arduino.Program;
import io.tidegate.bridge.Direction;
import io.tidegate.bridge.Frame;
import io.tidegate.bridge.FrameEncoder;
import io.tidegate.bridge.Limits;
import io.tidegate.bridge.StreamWord;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The end of a stream in Java and the one in the library are one: the same events give the same
/// bytes. The other side of the script remembers and forgets, lies a little, and repeats itself.
@Tag("gpp")
class StreamTwinTest {
  private static final int SEEDS = Integer.getInteger("tidegate.twinSeeds", 60);
  private static final int EVENTS = 1_500;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final Map<String, Integer> counts = new TreeMap<>();
  private final StringBuilder script = new StringBuilder();
  private final StringBuilder came = new StringBuilder();
  private SplittableRandom random;
  private StreamEnd end;
  private int now;

  /// So many events of a stretch in which nothing comes are left.
  private int deaf;

  /// What the other side has got, and what it has sent.
  private long got;

  private long gave;

  @Test
  void theLibraryWritesTheBytesOfTheJavaEnd() {
    Program trace = Program.compileTest("stream_trace");
    for (long seed = 1; seed <= SEEDS; seed++) {
      random = new SplittableRandom(seed);
      int in = 1 + random.nextInt(300);
      int out = 1 + random.nextInt(300);
      end = new StreamEnd(in, out, Limits.STREAM_DATA_BYTES);
      script.setLength(0);
      came.setLength(0);
      now = random.nextInt();
      got = 0;
      gave = 0;
      for (int i = 0; i < EVENTS; i++) {
        if (deaf > 0) {
          deaf--;
          now += random.nextInt(4_000);
          due();
          continue;
        }
        deaf = random.nextInt(200) == 0 ? 30 : 0;
        now += random.nextInt(20) == 0 ? random.nextInt(9_000) : random.nextInt(60);
        event();
      }
      String library = trace.run(script.toString(), Integer.toString(in), Integer.toString(out));
      assertEquals(came.toString(), library, "seed " + seed);
    }
    for (String what : new String[] {"bytes", "empty", "nothing", "give up", "broken", "heard"}) {
      assertTrue(counts.getOrDefault(what, 0) > 50, what + " happened too rarely: " + counts);
    }
  }

  private void event() {
    switch (random.nextInt(10)) {
      case 0, 1 -> write();
      case 2, 3 -> read();
      case 4, 5, 6 -> hear();
      default -> due();
    }
  }

  private void write() {
    byte[] bytes = new byte[1 + random.nextInt(150)];
    random.nextBytes(bytes);
    say("write " + HEX.formatHex(bytes), "took " + end.write(bytes, 0, bytes.length, now));
  }

  private void read() {
    int most = 1 + random.nextInt(200);
    say("read " + most, "read " + HEX.formatHex(end.read(most)));
  }

  private void hear() {
    byte[] data = new byte[random.nextInt(3) * random.nextInt(43)];
    random.nextBytes(data);
    long at = gave;
    long ack = got;
    int lie = random.nextInt(200);
    at = (at + (lie == 0 ? 500 : lie < 20 ? -random.nextInt(90) : 0)) & Limits.U32_MAX;
    ack = (ack + (lie == 1 ? 500 : lie > 180 ? -random.nextInt(90) : 0)) & Limits.U32_MAX;
    int room = random.nextInt(4) == 0 ? 0 : random.nextInt(400);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(data);
    boolean good = end.hear(at, ack, room, data, now);
    say(
        "hear %d %d %d %s".formatted(at, ack, room, text.isEmpty() ? "-" : text),
        count(good ? "heard" : "broken"));
  }

  private void due() {
    switch (end.due(now)) {
      case NOTHING -> say("due", count("nothing"));
      case GIVE_UP -> say("due", count("give up"));
      case FRAME -> {
        StreamEnd.Part part = end.next(now);
        count(part.data().length > 0 ? "bytes" : "empty");
        gave = part.ack();
        if (random.nextInt(3) != 0) {
          got = Math.max(got, part.at() + random.nextInt(part.data().length + 1));
        }
        Frame frame =
            new Frame.Stream(
                Direction.UP,
                "k3F9aQ_x",
                1,
                StreamWord.DATA,
                part.at(),
                part.ack(),
                part.room(),
                Base64.getUrlEncoder().withoutPadding().encodeToString(part.data()));
        String line = new String(FrameEncoder.encode(frame), StandardCharsets.US_ASCII);
        say("due", "> " + line.strip());
      }
    }
  }

  private void say(String event, String what) {
    long time = Integer.toUnsignedLong(now);
    script.append(time).append(' ').append(event).append('\n');
    came.append(time).append(' ').append(what).append('\n');
  }

  private String count(String what) {
    counts.merge(what, 1, Integer::sum);
    return what;
  }
}
