package io.tidegate.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// What holds for any bytes and any frames.
class LineDecoderPropertyTest {

  @Property(seed = "1764000001")
  void everyFrameIsReadBackAsItWasWritten(@ForAll("frames") Frame frame) {
    LineDecoder decoder = new LineDecoder(Limits.TEXT_LINE_BYTES, frame.direction());
    byte[] line = FrameEncoder.encode(frame);
    assertEquals(List.of(frame), Found.of(decoder, line).frames);
    assertEquals(line.length - 2, FrameEncoder.sizeBytes(frame));
  }

  @Property(seed = "1764000002")
  void anEchoIsOneCountedFault(@ForAll("frames") Frame frame) {
    Direction other = frame.direction() == Direction.UP ? Direction.DOWN : Direction.UP;
    LineDecoder decoder = new LineDecoder(Limits.TEXT_LINE_BYTES, other);
    byte[] line = FrameEncoder.encode(frame);
    boolean tooLong = other == Direction.UP && line.length - 2 > Limits.LINE_UP_BYTES;
    assertEquals(
        List.of(tooLong ? "fault too_long" : "fault unknown_type"), Found.of(decoder, line).lines);
  }

  /// The ring of pieces holds frames, cut frames, text and noise, so that every branch is reached.
  @Property(seed = "1764000003")
  void cuttingNeverChangesWhatIsFound(
      @ForAll("wire") byte[] wire,
      @ForAll @Size(max = 12) List<@IntRange(max = 2_000) Integer> at) {
    int[] cuts = at.stream().mapToInt(cut -> Math.min(cut, wire.length)).sorted().toArray();
    LineDecoder decoder = new LineDecoder(300, Direction.UP);
    Found found = new Found();
    int from = 0;
    for (int cut : cuts) {
      decoder.feed(wire, from, cut - from, found);
      from = cut;
    }
    decoder.feed(wire, from, wire.length - from, found);
    assertEquals(Found.of(new LineDecoder(300, Direction.UP), wire).lines, found.lines);
  }

  @Property(seed = "1764000004")
  void aGoodFrameIsFoundAfterAnyBytes(
      @ForAll("wire") byte[] wire, @ForAll("upFrames") Frame frame) {
    Found found = Found.up(wire, FrameEncoder.encode(frame));
    assertFalse(found.frames.isEmpty());
    assertEquals(frame, found.frames.getLast());
  }

  @Property(seed = "1764000005")
  void anyBytesAreTaken(@ForAll @Size(max = 3_000) byte[] bytes) {
    Found up = Found.of(new LineDecoder(250, Direction.UP), bytes);
    Found down = Found.of(new LineDecoder(60, Direction.DOWN), bytes);
    int lineFeeds = 0;
    for (byte each : bytes) {
      lineFeeds += each == '\n' ? 1 : 0;
    }
    assertTrue(up.lines.size() <= 2 * (lineFeeds + 1), up.lines::toString);
    assertTrue(down.lines.size() <= 2 * (lineFeeds + 1), down.lines::toString);
  }

  /// One changed byte is at most 8 flipped bits in a row: a CRC-32 sees every such error. A byte
  /// that becomes LF cuts the line, one that becomes `~` may begin another candidate, which then
  /// lacks its beginning.
  @Property(seed = "1764000006")
  void oneChangedByteNeverGivesAnotherFrame(
      @ForAll("upFrames") Frame frame, @ForAll @IntRange(max = 251) int at, @ForAll byte value) {
    byte[] line = FrameEncoder.encode(frame);
    line[at % line.length] = value;
    for (Frame read : Found.up(line).frames) {
      assertEquals(frame, read);
    }
  }

  @Property(seed = "1764000007", tries = 200)
  void everyPlaceAndEveryByte(@ForAll("upFrames") Frame frame, @ForAll byte value) {
    byte[] line = FrameEncoder.encode(frame);
    for (int at = 1; at < line.length - 1; at++) {
      byte[] changed = line.clone();
      changed[at] = value;
      List<Frame> frames = Found.up(changed).frames;
      assertEquals(Arrays.equals(line, changed) ? List.of(frame) : List.of(), frames);
    }
  }

  /// What survives a turn of feed() is the buffer made by the constructor and a few plain fields.
  @Property(seed = "1764000008", tries = 50)
  void memoryIsTheBufferOfTheConstructor(@ForAll("wire") byte[] wire)
      throws ReflectiveOperationException {
    LineDecoder decoder = new LineDecoder(300, Direction.UP);
    Field buffer = LineDecoder.class.getDeclaredField("line");
    buffer.setAccessible(true);
    Object before = buffer.get(decoder);
    for (int i = 0; i < 20; i++) {
      decoder.feed(wire, 0, wire.length, new Found());
    }
    assertTrue(before == buffer.get(decoder), "the buffer was replaced");
    assertEquals(301, ((byte[]) before).length);
    for (Field field : LineDecoder.class.getDeclaredFields()) {
      boolean plain = field.getType().isPrimitive() || field.getType() == Direction.class;
      assertTrue(
          plain || field.getName().equals("line") || Modifier.isStatic(field.getModifiers()),
          field + " may grow");
    }
  }

  @Property(seed = "1764000009", tries = 200)
  void resetForgetsTheHalfLineAndNothingElse(
      @ForAll("wire") byte[] before, @ForAll("wire") byte[] after) {
    LineDecoder decoder = new LineDecoder(300, Direction.UP);
    Found.of(decoder, before);
    decoder.reset();
    assertEquals(
        Found.of(new LineDecoder(300, Direction.UP), after).lines, Found.of(decoder, after).lines);
  }

  @Property(seed = "1764000010")
  void namesOf48BitsAreNames(@ForAll long bits) {
    assertTrue(Base64Url.isName(Base64Url.of48Bits(bits)));
    long cut = bits & 0xFFFF_FFFF_FFFFL;
    byte[] octets = ByteBuffer.allocate(8).putLong(cut).array();
    String known = Base64.getUrlEncoder().encodeToString(Arrays.copyOfRange(octets, 2, 8));
    assertEquals(known, Base64Url.of48Bits(bits));
  }

  @Provide
  Arbitrary<Frame> frames() {
    return Frames.any().filter(LineDecoderPropertyTest::fits);
  }

  @Provide
  Arbitrary<Frame> upFrames() {
    return Frames.up().filter(LineDecoderPropertyTest::fits);
  }

  private static boolean fits(Frame frame) {
    try {
      return FrameEncoder.sizeBytes(frame) > 0;
    } catch (IllegalArgumentException tooLong) {
      assertTrue(tooLong.getMessage().contains("limit"), tooLong.getMessage());
      return false;
    }
  }

  @Provide
  Arbitrary<byte[]> wire() {
    Arbitrary<byte[]> whole = frames().map(FrameEncoder::encode);
    Arbitrary<byte[]> cut =
        whole.flatMap(
            line ->
                Arbitraries.integers()
                    .between(0, line.length)
                    .map(length -> Arrays.copyOf(line, length)));
    Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
    Arbitrary<byte[]> marks =
        Arbitraries.of("~1", "~2", "*", "\n", "\r\n", "\r", "{\"t\":21.5}", "*00000000", "~1R ")
            .map(String::getBytes);
    Arbitrary<byte[]> run =
        Arbitraries.integers().between(240, 320).map(LineDecoderPropertyTest::xs);
    return Arbitraries.frequencyOf(
            Tuple.of(4, whole),
            Tuple.of(3, cut),
            Tuple.of(2, noise),
            Tuple.of(5, marks),
            Tuple.of(1, run))
        .list()
        .ofMaxSize(14)
        .map(LineDecoderPropertyTest::joined);
  }

  private static byte[] xs(int length) {
    byte[] run = new byte[length];
    Arrays.fill(run, (byte) 'x');
    return run;
  }

  private static byte[] joined(List<byte[]> pieces) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    pieces.forEach(out::writeBytes);
    return out.toByteArray();
  }
}
