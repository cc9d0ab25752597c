package io.tidegate.bridge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// PROTOCOL.md says what the code does: its transcript, its limits, its frames, its codes.
class ProtocolDocumentTest {

  private static final Pattern ROW = Pattern.compile("\\| (.+?) \\| (.*?) \\| (.*?) \\|");

  private final String document;

  ProtocolDocumentTest() throws IOException {
    document = Files.readString(Path.of("PROTOCOL.md"));
  }

  @Test
  void everyLineOfTheTranscriptIsReadAndWrittenAlike() {
    List<String> lines = transcript();
    assertTrue(lines.size() > 15, "the transcript of section 8 was not found");
    for (String line : lines) {
      byte[] wire = ("\n" + line.substring(2) + "\n").getBytes(StandardCharsets.US_ASCII);
      Direction way = line.startsWith("<") ? Direction.DOWN : Direction.UP;
      Found found = Found.of(new LineDecoder(Limits.TEXT_LINE_BYTES, way), wire);
      if (line.startsWith("  ")) {
        assertEquals(List.of("text " + line.substring(2)), found.lines);
      } else {
        assertEquals(1, found.frames.size(), line + " gave " + found.lines);
        assertArrayEquals(wire, FrameEncoder.encode(found.frames.getFirst()), line);
      }
    }
  }

  @Test
  void theTranscriptHoldsWhenItComesInOnePiece() {
    String up =
        transcript().stream()
            .filter(line -> !line.startsWith("<"))
            .map(line -> "\n" + line.substring(2) + "\n")
            .collect(Collectors.joining());
    Found found = Found.up(up.getBytes(StandardCharsets.US_ASCII));
    assertEquals(
        transcript().stream().filter(line -> !line.startsWith("<")).count(), found.lines.size());
    assertTrue(found.lines.stream().noneMatch(line -> line.startsWith("fault")));
  }

  @Test
  void theTableOfLimitsIsTheCode() {
    Map<String, List<Long>> code = new TreeMap<>();
    code.put("line up, from `~` to the last CRC digit", longs(Limits.LINE_UP_BYTES));
    code.put("line down, likewise", longs(Limits.LINE_DOWN_BYTES));
    code.put("`rx`", longs(Limits.LINE_DOWN_BYTES, Limits.LINE_DOWN_MAX_BYTES));
    code.put("plain text line up", longs(Limits.TEXT_LINE_BYTES, Limits.LINE_UP_BYTES));
    code.put("markers tried per line", longs(Limits.MARKERS_TRIED));
    code.put("device id", longs(1, Limits.DEVICE_ID_LENGTH));
    code.put("channel name", longs(1, Limits.CHANNEL_NAME_LENGTH));
    code.put("code of an `e`", longs(1, Limits.FAIL_CODE_LENGTH));
    code.put("nonce, session", longs(Limits.SESSION_LENGTH));
    code.put("fw", longs(1, Limits.FIRMWARE_LENGTH));
    code.put("caps", longs(1, Limits.CAPS_LENGTH));
    code.put("unit", longs(1, Limits.UNIT_LENGTH));
    code.put("decimals", longs(0, Limits.DECIMALS));
    code.put("channels of a board", longs(Limits.CHANNELS));
    code.put("command text (channel, space, value)", longs());
    code.put("sequence", longs(1, Limits.SEQUENCE_LAST));
    code.put(
        "other numbers", longs(0, Limits.U32_MAX, Long.toString(Limits.UNIX_MILLIS_MAX).length()));
    code.put("JSON of a reading", longs(Limits.READING_JSON_BYTES));
    code.put("bytes in a frame of a stream", longs(Limits.STREAM_DATA_BYTES));
    code.put("text of a result", longs(Limits.RESULT_TEXT_LENGTH));
    assertEquals(code, limitsOfTheDocument());
  }

  @Test
  void theTableOfFramesIsTheCode() {
    Map<String, Integer> fields = new TreeMap<>();
    Matcher row = rows("| frame | fields | meaning |");
    while (row.find()) {
      String frame = row.group(1).replace("`", "");
      assertEquals(
          Frame.directionOf(frame.charAt(2)).name().toLowerCase(Locale.ROOT), frame.substring(4));
      String names = row.group(2);
      fields.put(frame.substring(2, 3), names.equals("-") ? 0 : names.split(" ").length);
    }
    Map<String, Integer> code = new TreeMap<>();
    for (char type = ' '; type <= '~'; type++) {
      if (FrameReader.fieldCount(type) >= 0) {
        code.put(Character.toString(type), FrameReader.fieldCount(type));
      }
    }
    assertEquals(code, fields);
  }

  @Test
  void theTableOfCommandCodesIsTheCode() {
    Map<String, Boolean> fromBoard = new TreeMap<>();
    Matcher row = rows("| code | from | meaning |");
    while (row.find()) {
      fromBoard.put(row.group(1), row.group(2).contains("board"));
    }
    Map<String, Boolean> code = new TreeMap<>();
    for (CommandCode each : CommandCode.values()) {
      code.put(each.wireName(), each.fromBoard());
    }
    assertEquals(code, fromBoard);
  }

  @Test
  void everyFaultIsNamed() {
    Set<String> named = new TreeSet<>();
    Matcher fault = Pattern.compile("`([a-z_]+)`").matcher(document);
    while (fault.find()) {
      named.add(fault.group(1));
    }
    for (WireFault each : WireFault.values()) {
      assertTrue(named.contains(each.wireName()), each.wireName());
    }
  }

  private List<String> transcript() {
    int section = document.indexOf("## 8.");
    int open = document.indexOf("```\n", section) + 4;
    return document.substring(open, document.indexOf("```", open)).lines().toList();
  }

  private Map<String, List<Long>> limitsOfTheDocument() {
    Map<String, List<Long>> limits = new TreeMap<>();
    Matcher row = rows("| what | limit | beyond it |");
    while (row.find()) {
      limits.put(row.group(1), numbers(row.group(2)));
    }
    return limits;
  }

  /// The numbers of a cell, without what stands in backquotes (alphabets).
  private static List<Long> numbers(String cell) {
    List<Long> numbers = new ArrayList<>();
    Matcher number =
        Pattern.compile("(?<![A-Za-z_])[0-9][0-9,]*")
            .matcher(cell.replaceAll("`[^`]*`|base64url", ""));
    while (number.find()) {
      numbers.add(Long.parseLong(number.group().replaceAll(",", "")));
    }
    return numbers;
  }

  /// The rows below a table's head.
  private Matcher rows(String head) {
    int start = document.indexOf(head);
    assertTrue(start >= 0, head);
    int end = document.indexOf("\n\n", start);
    String table = document.substring(start, end).lines().skip(2).collect(Collectors.joining("\n"));
    return ROW.matcher(table);
  }

  private static List<Long> longs(long... values) {
    return Arrays.stream(values).boxed().toList();
  }
}
