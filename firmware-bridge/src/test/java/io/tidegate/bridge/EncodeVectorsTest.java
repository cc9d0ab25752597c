package io.tidegate.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// vectors/encode.txt against [FrameEncoder], and back through [LineDecoder].
class EncodeVectorsTest {

  private static final List<Vectors.Case> CASES = Vectors.read("encode.txt");

  @TestFactory
  Stream<DynamicTest> everyVectorIsWrittenAndReadBack() {
    return CASES.stream().map(each -> dynamicTest(each.name(), () -> check(each)));
  }

  @Test
  void everyFrameHasAVector() {
    Set<Class<?>> seen =
        CASES.stream().map(each -> frame(each).getClass()).collect(Collectors.toSet());
    assertEquals(Set.of(Frame.class.getPermittedSubclasses()), seen);
  }

  private static void check(Vectors.Case vector) {
    Frame frame = frame(vector);
    if (vector.has("refused")) {
      var refusal = assertThrows(IllegalArgumentException.class, () -> FrameEncoder.encode(frame));
      String wanted = vector.text("refused").equals("length") ? "limit" : vector.text("refused");
      assertTrue(refusal.getMessage().contains(wanted), refusal.getMessage());
      return;
    }
    byte[] line = vector.bytes("line");
    byte[] written = FrameEncoder.encode(frame);
    assertEquals(Vectors.escape(line, 0, line.length), Vectors.escape(written, 0, written.length));
    assertEquals(line.length - 2, FrameEncoder.sizeBytes(frame));
    LineDecoder decoder = new LineDecoder(Limits.TEXT_LINE_BYTES, frame.direction());
    assertEquals(List.of(frame), Found.of(decoder, line).frames);
  }

  private static Frame frame(Vectors.Case v) {
    return switch (v.text("type")) {
      case "H" ->
          new Frame.Hello(
              v.text("dev"),
              v.text("nonce"),
              v.text("session"),
              number(v, "base"),
              number(v, "next"),
              number(v, "ring"),
              (int) number(v, "rx"),
              v.text("fw"),
              (int) number(v, "channels"),
              v.text("caps"));
      case "D" ->
          new Frame.Describe(
              v.text("nonce"),
              (int) number(v, "i"),
              v.text("name"),
              WireName.find(ChannelKind.values(), v.text("kind")),
              v.text("unit"),
              v.text("decimals").equals("-")
                  ? Frame.Describe.NO_DECIMALS
                  : (int) number(v, "decimals"),
              WireName.find(ChannelAccess.values(), v.text("access")));
      case "R" -> reading(v);
      case "S" ->
          new Frame.Result(
              v.text("session"),
              number(v, "no"),
              WireName.find(CommandCode.values(), v.text("code")),
              v.text("text"));
      case "L" ->
          new Frame.LogLine(WireName.find(LogLevel.values(), v.text("level")), v.text("text"));
      case "B" -> stream(Direction.UP, v);
      case "b" -> stream(Direction.DOWN, v);
      case "?" -> new Frame.Who();
      case "w" -> new Frame.Welcome(v.text("nonce"), v.text("session"));
      case "a" -> new Frame.Ack(v.text("session"), number(v, "n"));
      case "h" -> new Frame.Hold(v.text("session"), number(v, "n"), number(v, "seconds"));
      case "n" -> new Frame.Repeat(v.text("session"), number(v, "k"));
      case "c" ->
          new Frame.Command(
              v.text("session"),
              number(v, "no"),
              number(v, "ttl"),
              v.text("channel"),
              v.text("value"));
      case "t" -> new Frame.Time(number(v, "unix_ms"), v.text("quality").equals("s"));
      case "e" -> new Frame.Fail(v.text("code"), v.text("text"));
      default -> throw new IllegalStateException("no frame has the type " + v.text("type"));
    };
  }

  private static Frame reading(Vectors.Case v) {
    boolean atLeast = v.text("age").endsWith("+");
    long age = Long.parseLong(v.text("age").replace("+", ""));
    return new Frame.Reading(
        v.text("session"), number(v, "seq"), number(v, "base"), age, atLeast, v.text("json"));
  }

  private static Frame stream(Direction direction, Vectors.Case v) {
    return new Frame.Stream(
        direction,
        v.text("session"),
        number(v, "no"),
        WireName.find(StreamWord.values(), v.text("word")),
        number(v, "at"),
        number(v, "ack"),
        number(v, "room"),
        v.text("data"));
  }

  private static long number(Vectors.Case v, String key) {
    return Long.parseLong(v.text(key));
  }
}
