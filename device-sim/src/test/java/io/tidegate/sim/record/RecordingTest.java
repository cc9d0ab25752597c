package io.tidegate.sim.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingTest {
  private static final String HEADER =
      """
      tidegate-recording 1
      port /dev/ttyUSB0
      baud 115200
      started 2026-11-28T09:30:00.250Z

      """;

  @TempDir Path folder;

  private Recording read(String text) throws IOException {
    Path file = folder.resolve("a.tgrec");
    Files.writeString(file, text, ISO_8859_1);
    return Recording.read(file);
  }

  @Test
  void everyByteValueComesBackFromReadableLines() throws IOException {
    Path file = folder.resolve("all.tgrec");
    byte[] all = new byte[257];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    all[256] = ' ';
    try (RecordingWriter writer = new RecordingWriter(file, false, 1 << 20)) {
      writer.begin("/dev/ttyUSB0", 74_880, Instant.parse("2026-11-28T09:30:00.250999Z"));
      assertTrue(writer.write(302_114_999, Direction.HEARD, all, all.length));
      assertTrue(writer.write(1_204_001_000, Direction.SENT, "PING\n".getBytes(ISO_8859_1), 5));
      writer.note(9_000_000_000L, "ended: its time was over");
    }
    String text = Files.readString(file, ISO_8859_1);
    assertTrue(text.chars().allMatch(each -> each == '\n' || each >= ' ' && each < 0x7f), text);
    assertTrue(text.lines().noneMatch(each -> each.endsWith(" ")), text);

    Recording recording = Recording.read(file);
    assertEquals("/dev/ttyUSB0", recording.port());
    assertEquals(74_880, recording.baud());
    assertEquals(Instant.parse("2026-11-28T09:30:00.250Z"), recording.started());
    assertEquals(9_000_000_000L, recording.durationNanos());
    assertEquals(2, recording.size());
    assertEquals(302_114_000, recording.nanos(0));
    assertEquals(Direction.HEARD, recording.direction(0));
    assertArrayEquals(all, recording.bytes(0));
    assertEquals(Direction.SENT, recording.direction(1));
    assertEquals("PING\n", new String(recording.bytes(1), ISO_8859_1));
    assertEquals(257, recording.byteCount(Direction.HEARD));
    assertEquals(5, recording.byteCount(Direction.SENT));
    assertEquals("", recording.torn());
  }

  @Test
  void aRecordIsInTheFileBeforeTheCallEnds() throws IOException {
    Path file = folder.resolve("a.tgrec");
    try (RecordingWriter writer = new RecordingWriter(file, false, 1 << 20)) {
      writer.begin("p", 9_600, Instant.EPOCH);
      writer.write(5, Direction.HEARD, "hello".getBytes(ISO_8859_1), 5);
      assertTrue(Files.readString(file).endsWith("\n0.000000 < hello\n"));
    }
  }

  @Test
  void whatIsTypedByHandIsRead() throws IOException {
    Recording recording =
        read(
            "tidegate-recording 1\r\nstarted 2026-11-28T09:30:00Z\r\nbaud 9600\r\nport somewhere else\r\n"
                + "# a board that says degrees\r\n\r\n1 < 21.5 \u00c2\u00b0C\\r\\n\r\n1.5 < \\x41\\x62\r\n"
                + "2.000000001 > a b\\x20\r\n3 !\r\n");
    assertEquals("somewhere else", recording.port());
    assertEquals(1_000_000_000L, recording.nanos(0));
    assertEquals("21.5 \u00c2\u00b0C\r\n", new String(recording.bytes(0), ISO_8859_1));
    assertEquals("Ab", new String(recording.bytes(1), ISO_8859_1));
    assertEquals("a b ", new String(recording.bytes(2), ISO_8859_1));
    assertEquals(2_000_000_001L, recording.nanos(2));
    assertEquals(3_000_000_000L, recording.durationNanos());
  }

  @Test
  void aTornLastLineIsLeftOutAndTold() throws IOException {
    String whole = HEADER + "0.5 < one\n";
    for (String torn : new String[] {"0", "0.7 < t", "0.7 < t\\x", "0.7 < two", "\0\0\0\0"}) {
      Recording recording = read(whole + torn);
      assertEquals(1, recording.size());
      assertEquals(
          folder.resolve("a.tgrec")
              + ":7: the last line has no end, it was cut off after "
              + torn.length()
              + " bytes; it is left out",
          recording.torn());
    }
    assertEquals("", read(whole).torn());
  }

  @Test
  void aRecordingOfNothingIsOne() throws IOException {
    Recording recording = read(HEADER);
    assertEquals(0, recording.size());
    assertEquals(0, recording.durationNanos());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "7|0.5 < a\\q|column 8: expected \\\\, \\r, \\n, \\t or \\x and two hexadecimal digits, got \"\\q\"",
        "7|0.5 < a\\x4|column 8: expected \\\\, \\r, \\n, \\t or \\x and two hexadecimal digits, got \"\\x4\"",
        "7|0.5 < \\|column 7: expected \\\\, \\r, \\n, \\t or \\x and two hexadecimal digits, got \"\\\"",
        "7|0.5 <|expected bytes after <, got none",
        "7|0.5 = a|expected seconds, one of < > !, and a text, got \"0.5 = a\"",
        "7|0,5 < a|expected seconds, one of < > !, and a text, got \"0,5 < a\"",
        "7|half < a|expected seconds, one of < > !, and a text, got \"half < a\"",
        "7|0.2 < a|expected a time of 0.400000 s or later, as in the record before, got 0.200000",
        "7|0.5 < a\tb|column 8: expected readable text, got the byte \\x09"
      })
  void aBrokenRecordIsToldWithItsLine(int line, String record, String words) {
    IOException refused =
        assertThrows(
            RecordingException.class,
            () -> read(HEADER.strip() + "\n\n0.4 < first\n" + record + "\n0.6 < last\n"));
    assertEquals(folder.resolve("a.tgrec") + ":" + line + ": " + words, refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "baud 115200|baud|expected a speed of 50 to 4000000 baud, got \"\"",
        "baud 115200|baud 49|expected a speed of 50 to 4000000 baud, got \"49\"",
        "baud 115200|baud fast|expected a speed of 50 to 4000000 baud, got \"fast\"",
        "baud 115200|speed 5|expected one of [baud, port, started] and a value, or a record, got \"speed 5\"",
        "baud 115200|port x|expected port once, got it again",
        "port /dev/ttyUSB0|port|expected the port's name, got nothing",
        "started 2026-11-28T09:30:00.250Z|started today|expected a time such as 2026-11-28T09:30:00Z, got \"today\"",
        "tidegate-recording 1|tidegate-recording 2|expected version 1 of the format, got \"tidegate-recording 2\": it was written by a newer tidegate-sim",
        "tidegate-recording 1|{}|expected \"tidegate-recording 1\", got \"{}\""
      })
  void aBrokenHeaderIsToldWithItsLine(String good, String bad, String words) {
    String text = HEADER.replace(good, bad);
    long line = text.substring(0, text.indexOf(bad)).lines().count() + 1;
    IOException refused = assertThrows(RecordingException.class, () -> read(text + "1 < a\n"));
    assertEquals(folder.resolve("a.tgrec") + ":" + line + ": " + words, refused.getMessage());
  }

  @Test
  void whatTheHeaderLacksIsNamed() {
    for (String key : new String[] {"baud", "port", "started"}) {
      IOException refused =
          assertThrows(
              RecordingException.class,
              () -> read(HEADER.replaceAll("(?m)^" + key + ".*\n", "") + "1 < a\n"));
      assertTrue(refused.getMessage().contains("expected " + key + " before the first record"));
    }
    assertTrue(
        assertThrows(RecordingException.class, () -> read(""))
            .getMessage()
            .endsWith(":1: expected \"tidegate-recording 1\", got an empty file"));
  }

  @Test
  void aLineWithoutEndIsNoLineForEver() {
    IOException refused =
        assertThrows(RecordingException.class, () -> read(HEADER + "1 < " + "a".repeat(1 << 17)));
    assertTrue(refused.getMessage().endsWith("expected a line of at most 65536 bytes, got more"));
  }

  @Test
  void aFileEndsBelowItsLimitAndSaysSo() throws IOException {
    Path file = folder.resolve("small.tgrec");
    try (RecordingWriter writer = new RecordingWriter(file, false, 4_096)) {
      writer.begin("p", 9_600, Instant.EPOCH);
      byte[] bytes = "0123456789".repeat(10).getBytes(ISO_8859_1);
      int taken = 0;
      while (writer.write(taken, Direction.HEARD, bytes, bytes.length)) {
        taken++;
      }
      assertFalse(writer.write(taken, Direction.HEARD, bytes, 1));
      writer.note(taken, "ended: too late");
      assertEquals(taken, Recording.read(file).size());
    }
    assertTrue(Files.size(file) <= 4_096 && Files.size(file) > 3_500, "" + Files.size(file));
    assertTrue(Files.readString(file).endsWith(" ! ended: the file has its largest size\n"));
  }

  @Test
  void anotherFileIsNotReplacedUnasked() throws IOException {
    Path file = folder.resolve("kept.tgrec");
    Files.writeString(file, "somebody's");
    IOException refused =
        assertThrows(IOException.class, () -> new RecordingWriter(file, false, 4_096));
    assertTrue(refused.getMessage().startsWith(file + " is there already"), refused.getMessage());
    assertEquals("somebody's", Files.readString(file));
    new RecordingWriter(file, true, 4_096).close();
    assertEquals("", Files.readString(file));
    refused =
        assertThrows(
            IOException.class, () -> new RecordingWriter(folder.resolve("no/such"), false, 4_096));
    assertTrue(refused.getMessage().endsWith("there is no such folder"), refused.getMessage());
  }

  @Test
  void aFullDiskIsNamed() throws IOException {
    try (RecordingWriter writer = new RecordingWriter(Path.of("/dev/full"), true, 4_096)) {
      IOException refused =
          assertThrows(IOException.class, () -> writer.begin("p", 9_600, Instant.EPOCH));
      assertTrue(
          refused.getMessage().startsWith("cannot write to /dev/full: "), refused.getMessage());
    }
  }
}
