package io.tidegate.sim.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Packets and their bytes, written down by hand from the standard.
class PacketsTest {
  /// A packet and what chapter 3 of MQTT 3.1.1 makes of it.
  record Case(Packet packet, String hex) {
    byte[] bytes() {
      return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @Override
    public String toString() {
      return packet.getClass().getSimpleName() + " " + hex;
    }
  }

  static List<Case> cases() {
    Packet.Publish will = publish(1, true, "s", 0, "off");
    return List.of(
        new Case(
            new Packet.Connect(4, "t", true, 60, null, null, null),
            "10 0d 0004 4d515454 04 02 003c 0001 74"),
        new Case(
            new Packet.Connect(4, "", false, 0, null, "u", null),
            "10 0f 0004 4d515454 04 80 0000 0000 0001 75"),
        new Case(
            new Packet.Connect(4, "t", true, 15, will, "u", "p".getBytes(UTF_8)),
            "10 1b 0004 4d515454 04 ee 000f 0001 74 0001 73 0003 6f6666 0001 75 0001 70"),
        new Case(
            new Packet.Connect(3, "t", true, 60, null, null, null),
            "10 0d 0004 4d515454 03 02 003c 0001 74"),
        new Case(new Packet.Connack(true, 0), "20 02 01 00"),
        new Case(new Packet.Connack(false, 5), "20 02 00 05"),
        new Case(publish(0, false, "a", 0, ""), "30 03 0001 61"),
        new Case(publish(0, true, "a/ü", 0, "22.5"), "31 0a 0004 612fc3bc 32322e35"),
        new Case(publish(1, false, "a", 258, "x"), "32 06 0001 61 0102 78"),
        new Case(new Packet.Publish(true, 2, true, "a", 7, new byte[0]), "3d 05 0001 61 0007"),
        new Case(new Packet.Puback(1), "40 02 0001"),
        new Case(new Packet.Pubrec(2), "50 02 0002"),
        new Case(new Packet.Pubrel(3), "62 02 0003"),
        new Case(new Packet.Pubcomp(65_535), "70 02 ffff"),
        new Case(
            new Packet.Subscribe(2, List.of(new Packet.Wish("/a/#", 1), new Packet.Wish("+", 0))),
            "82 0d 0002 0004 2f612f23 01 0001 2b 00"),
        new Case(new Packet.Suback(2, List.of(1, 0x80)), "90 04 0002 01 80"),
        new Case(new Packet.Unsubscribe(3, List.of("a", "b")), "a2 08 0003 0001 61 0001 62"),
        new Case(new Packet.Unsuback(3), "b0 02 0003"),
        new Case(new Packet.Pingreq(), "c0 00"),
        new Case(new Packet.Pingresp(), "d0 00"),
        new Case(new Packet.Disconnect(), "e0 00"));
  }

  private static Packet.Publish publish(
      int qos, boolean retained, String topic, int id, String text) {
    return new Packet.Publish(false, qos, retained, topic, id, text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void packetsAreTheBytesOfTheStandard(Case one) {
    assertEquals(spaced(one.bytes()), spaced(PacketWriter.bytes(one.packet())));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void bytesArePacketsAgain(Case one) throws IOException {
    List<Packet> packets = decoded(one.bytes());
    assertEquals(1, packets.size());
    assertSame(one.packet(), packets.getFirst());
    assertSame(one.packet(), new PacketReader(new ByteArrayInputStream(one.bytes())).read());
  }

  /// The four lengths of the length, each at its limits.
  @ParameterizedTest
  @ValueSource(ints = {0, 127, 128, 16_383, 16_384, 1_000_000})
  void everyLengthArrives(int rest) throws IOException {
    Packet.Publish sent =
        new Packet.Publish(false, 0, false, "a", 0, new byte[Math.max(0, rest - 3)]);
    assertSame(sent, decoded(PacketWriter.bytes(sent)).getFirst());
  }

  @Test
  void thePiecesThatItComesInMakeNoDifference() throws IOException {
    for (long seed = 1; seed <= 300; seed++) {
      Random random = new Random(seed);
      List<Packet> sent = new ArrayList<>();
      java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
      for (int i = 0; i < 20; i++) {
        Packet next =
            random.nextBoolean()
                ? cases().get(random.nextInt(cases().size())).packet()
                : new Packet.Publish(false, 0, false, "b", 0, new byte[random.nextInt(9_000)]);
        sent.add(next);
        all.writeBytes(PacketWriter.bytes(next));
      }
      List<Packet> got = inPieces(all.toByteArray(), random);
      assertEquals(sent.size(), got.size(), "seed " + seed);
      for (int i = 0; i < sent.size(); i++) {
        assertSame(sent.get(i), got.get(i));
      }
    }
  }

  private static List<Packet> inPieces(byte[] bytes, RandomGenerator random) throws IOException {
    PacketDecoder decoder = new PacketDecoder();
    List<Packet> got = new ArrayList<>();
    for (int at = 0; at < bytes.length; ) {
      int length =
          Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 3 : 5_000));
      decoder.feed(bytes, at, length, got::add);
      at += length;
    }
    return got;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00 00", // no such type
        "f0 00", // no such type
        "11 0d 0004 4d515454 04 02 003c 0001 74", // flags in a CONNECT
        "10 0d 0004 4d515458 04 02 003c 0001 74", // another protocol
        "10 0d 0004 4d515454 04 03 003c 0001 74", // its reserved flag
        "10 0d 0004 4d515454 04 22 003c 0001 74", // a will's flag without a will
        "10 0d 0004 4d515454 04 42 003c 0001 74", // a password without user
        "10 13 0004 4d515454 04 1e 003c 0001 74 0001 73 0001 78", // a will of QoS 3
        "20 02 02 00", // reserved flags of CONNACK
        "36 06 0001 61 0102 78", // QoS 3
        "38 03 0001 61", // QoS 0, repeated
        "32 06 0001 61 0000 32", // packet id 0
        "30 04 0002 612b", // a wildcard in a topic
        "30 02 0000", // an empty topic
        "30 04 0002 ff61", // not UTF-8
        "30 03 0001 00", // a NUL
        "30 03 0002 61", // a text longer than its packet
        "60 02 0001", // PUBREL without its flags
        "80 06 0009 0001 62 01", // SUBSCRIBE without its flags
        "82 02 0009", // no filter
        "82 06 0009 0001 62 03", // QoS 3
        "82 08 0009 0003 612b62 01", // a wildcard within a level
        "90 03 0002 03", // no such code
        "90 02 0002", // no code
        "40 01 00", // cut short
        "40 03 0001 00", // too long
        "30 ff ff ff 7f", // larger than anything we take
        "30 ff ff ff ff 01" // a length of five bytes
      })
  void whatTheStandardForbidsIsRefused(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertThrows(ProtocolException.class, () -> decoded(bytes));
  }

  @Test
  void noiseIsRefusedOrWaitedForAndNeverAnythingElse() {
    int refused = 0;
    for (long seed = 1; seed <= 20_000; seed++) {
      byte[] noise = new byte[40];
      new Random(seed).nextBytes(noise);
      try {
        decoded(noise);
      } catch (IOException e) {
        assertTrue(e instanceof ProtocolException, () -> e.toString());
        refused++;
      }
    }
    assertTrue(refused > 5_000, "refused " + refused);
  }

  @Test
  void aLengthThatWasAnnouncedTakesNoMemory() throws IOException {
    Frames frames = new Frames(PacketDecoder.LIMIT_BYTES, Frames.Oversize.REFUSE);
    byte[] head = HexFormat.of().parseHex("30fbff3f");
    assertEquals(4, frames.feed(head, 0, 4));
    assertEquals((1 << 20) - 5, frames.missing());
    assertTrue(frames.capacity() <= 64, "takes " + frames.capacity());
    frames.feed(new byte[100], 0, 100);
    assertTrue(frames.capacity() <= 256, "takes " + frames.capacity());
  }

  @Test
  void memoryOfALargePacketIsGivenBackWithTheNext() throws IOException {
    Frames frames = new Frames(PacketDecoder.LIMIT_BYTES, Frames.Oversize.REFUSE);
    byte[] large =
        PacketWriter.bytes(new Packet.Publish(false, 0, false, "a", 0, new byte[500_000]));
    assertEquals(large.length, frames.feed(large, 0, large.length));
    assertTrue(frames.isWhole());
    frames.feed(large, 0, 1);
    assertTrue(frames.capacity() <= 4_096, "keeps " + frames.capacity());
  }

  @Test
  void anOversizePacketCanBePassedOver() throws IOException {
    Frames frames = new Frames(16, Frames.Oversize.SKIP);
    byte[] large = PacketWriter.bytes(publish(0, false, "a", 0, "x".repeat(300)));
    assertEquals(large.length, frames.feed(large, 0, large.length));
    assertTrue(frames.isWhole() && frames.isSkipped());
    assertEquals(16, frames.length());
    byte[] small = PacketWriter.bytes(publish(0, false, "a", 0, "x".repeat(11)));
    assertEquals(16, small.length);
    assertEquals(16, frames.feed(small, 0, 16));
    assertTrue(frames.isWhole() && !frames.isSkipped());
  }

  @Test
  void aStreamThatEndsWithinAPacketSaysSo() throws IOException {
    byte[] cut = HexFormat.of().parseHex("c000300300");
    PacketReader reader = new PacketReader(new ByteArrayInputStream(cut));
    assertEquals(new Packet.Pingreq(), reader.read());
    assertThrows(EOFException.class, reader::read);
    assertEquals(null, new PacketReader(new ByteArrayInputStream(new byte[0])).read());
  }

  @Test
  void aTextThatNoPacketCanHoldIsRefused() {
    Packet tooLong = publish(0, false, "t".repeat(65_536), 0, "");
    assertThrows(IllegalArgumentException.class, () -> PacketWriter.bytes(tooLong));
  }

  private static List<Packet> decoded(byte[] bytes) throws IOException {
    List<Packet> packets = new ArrayList<>();
    new PacketDecoder().feed(bytes, 0, bytes.length, packets::add);
    return packets;
  }

  private static String spaced(byte[] bytes) {
    return HexFormat.ofDelimiter(" ").formatHex(bytes);
  }

  /// Records with arrays in them are equal when their bytes are.
  private static void assertSame(Packet expected, Packet got) {
    assertEquals(expected.getClass(), got.getClass());
    assertEquals(spaced(PacketWriter.bytes(expected)), spaced(PacketWriter.bytes(got)));
    Stream.of(expected, got)
        .filter(Packet.Publish.class::isInstance)
        .map(Packet.Publish.class::cast)
        .forEach(each -> assertEquals(((Packet.Publish) expected).topic(), each.topic()));
  }
}
