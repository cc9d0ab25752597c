package io.tidegate.sim.sketch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TalkTest {
  @Test
  void aFrameIsItsLengthItsKindAndItsFieldsLittleEndian() throws IOException {
    assertEquals(
        "11000000" + "21" + "07" + "0201" + "04030201" + "0200c3a4" + "01000000ff",
        sent(new Out(0x21).u8(7).u16(0x0102).u32(0x01020304).text("ä").blob(new byte[] {-1})));
  }

  @Test
  void everyFieldComesBackAsItWent() throws IOException {
    In in =
        received(
            new Out(200)
                .u8(255)
                .u16(65_535)
                .u32(0xFFFF_FFFFL)
                .i32(-5)
                .u64(-1)
                .u64(-1)
                .u64(12)
                .bool(true)
                .f64(-0.25)
                .text("grüß")
                .blob(new byte[] {1, 2, 3, 4}, 3)
                .raw(new byte[] {9, 8}, 2));

    assertEquals(200, in.kind());
    assertEquals(255, in.u8());
    assertEquals(65_535, in.u16());
    assertEquals(0xFFFF_FFFFL, in.u32());
    assertEquals(-5, in.i32());
    assertEquals(-1, in.u64());
    assertEquals(Long.MAX_VALUE, in.nanos());
    assertEquals(12, in.nanos());
    assertTrue(in.bool());
    assertEquals(-0.25, in.f64());
    assertEquals("grüß", in.text());
    assertArrayEquals(new byte[] {1, 2, 3}, in.blob());
    assertArrayEquals(new byte[] {9, 8}, in.raw(2));
    in.end();
  }

  @Test
  void messagesFollowEachOtherUntilTheOtherSideEnds() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Talk talk = new Talk(new ByteArrayInputStream(new byte[0]), bytes);
    talk.send(new Out(1).text("x".repeat(65_535)));
    talk.send(new Out(2));
    talk.flush();

    Talk other =
        new Talk(new ByteArrayInputStream(bytes.toByteArray()), OutputStream.nullOutputStream());

    assertEquals(65_535, other.receive().text().length());
    assertEquals(2, other.receive().kind());
    assertNull(other.receive());
  }

  @Test
  void theEndWithinAMessageIsTheEnd() throws IOException {
    byte[] frame = new Out(3).u64(5).frame();
    for (int length = 0; length < frame.length; length++) {
      assertNull(talkOf(Arrays.copyOf(frame, length)).receive(), "after " + length + " bytes");
    }
  }

  @Test
  void aLengthThatCannotBeIsAFault() {
    assertFault("expected a message of 1 to 1048576 bytes, got 0", "00000000");
    assertFault("expected a message of 1 to 1048576 bytes, got 1048577", "01001000");
    assertFault("expected a message of 1 to 1048576 bytes, got 4294967295", "ffffffff");
  }

  @Test
  void aFieldThatIsNotThereIsAFaultThatSaysWhere() {
    assertEquals(
        "expected 4 bytes (u32), got 1 at byte 2 of a message of kind 70",
        fault(in -> in.u8() + in.u32(), new Out(70).u8(1).u8(2)));
    assertEquals(
        "expected 300 bytes (bytes), got 0 at byte 3 of a message of kind 70",
        fault(In::text, new Out(70).u16(300)));
    assertEquals(
        "expected 4294967295 bytes, got 0 at byte 5 of a message of kind 70",
        fault(In::blob, new Out(70).u32(0xFFFF_FFFFL)));
    assertEquals(
        "expected 0 or 1, got 2 at byte 2 of a message of kind 70",
        fault(In::bool, new Out(70).u8(2)));
    assertEquals(
        "expected the end, got 2 bytes more at byte 1 of a message of kind 70",
        fault(
            in -> {
              in.end();
              return in;
            },
            new Out(70).u16(2)));
  }

  @Test
  void whatDoesNotFitIntoAFieldIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Out(256));
    assertThrows(IllegalArgumentException.class, () -> new Out(1).u8(256));
    assertThrows(IllegalArgumentException.class, () -> new Out(1).u16(-1));
    assertThrows(IllegalArgumentException.class, () -> new Out(1).u32(1L << 32));
    assertThrows(IllegalArgumentException.class, () -> new Out(1).text("x".repeat(65_536)));
    assertThrows(IllegalArgumentException.class, () -> new Out(1).blob(new byte[1 << 20]));
  }

  private static String fault(Function<In, Object> reading, Out message) {
    In in = In.of(message);
    return assertThrows(WireFault.class, () -> reading.apply(in)).getMessage();
  }

  private static void assertFault(String words, String hex) {
    Talk talk = talkOf(HexFormat.of().parseHex(hex));
    assertEquals(words, assertThrows(WireFault.class, talk::receive).getMessage());
  }

  private static String sent(Out message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Talk talk = new Talk(new ByteArrayInputStream(new byte[0]), bytes);
    talk.send(message);
    talk.flush();
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  private static In received(Out message) throws IOException {
    return talkOf(message.frame()).receive();
  }

  private static Talk talkOf(byte[] bytes) {
    return new Talk(new ByteArrayInputStream(bytes), OutputStream.nullOutputStream());
  }
}
