package io.tidegate.gateway.device;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.board.Chip;
import io.tidegate.sim.board.Hang;
import io.tidegate.sim.board.PlainFirmware;
import io.tidegate.sim.board.ResetCause;
import io.tidegate.sim.line.LineFaults;
import io.tidegate.sim.line.LineFaults.Kind;
import io.tidegate.sim.line.Uart;
import io.tidegate.sim.text.LineFormat;
import io.tidegate.sim.world.Cable;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Simulated chips on bad lines, and what the decoders take from them: starts of every cause read
/// at the wrong and at the right speed, dumps, floods, and each fault of a line. Nothing is taken
/// that no board has measured.
class SpoiledLinesTest {
  private static final long SECOND = 1_000_000_000L;

  private static ListenedBoard bench(Decoding decoding, boolean link) {
    return new ListenedBoard(
        20_240_229,
        Chip.ESP8266,
        link ? ListenedBoard::linked : model -> new PlainFirmware(model, LineFormat.json()),
        decoding);
  }

  /// An ESP8266 that speaks JSON or the link, on a port of each kind.
  @ParameterizedTest
  @CsvSource({"AUTO,false", "JSON,false", "AUTO,true", "LINK,true", "LINK,false", "JSON,true"})
  void startsDumpsAndFloodsAreNeverTakenForReadings(Decoding decoding, boolean link) {
    boolean understood = link == (decoding == Decoding.LINK) || decoding == Decoding.AUTO;
    for (int baud : new int[] {115_200, 74_880}) {
      ListenedBoard bench = bench(decoding, link);
      for (ResetCause cause : ResetCause.values()) {
        bench.run(8);
        bench.baud = baud;
        bench.chip.reset(cause, bench.world.nowNanos());
        bench.cable.wake();
        bench.run(4);
        bench.baud = 115_200;
        int taken = bench.judged(decoding + " at " + baud + ", " + cause);
        assertTrue(understood == taken > 20, decoding + " took " + taken + " after " + cause);
      }
      bench.chip.hang(Hang.INTERRUPTS_OFF, bench.world.nowNanos());
      bench.run(20);
      bench.chip.flood(2 * SECOND, bench.world.nowNanos());
      bench.cable.wake();
      bench.run(5);
      bench.chip.brownOut(20, SECOND / 10, bench.world.nowNanos());
      bench.cable.wake();
      bench.run(20);
      bench.judged(decoding + " at " + baud);
    }
  }

  /// What a chip says at its own speed when it starts ends no line at another, and a board that
  /// wakes for one reading has no other line.
  @ParameterizedTest
  @EnumSource(names = {"AUTO", "JSON"})
  void theFirstObjectAfterAStartIsTaken(Decoding decoding) {
    byte[] boot =
        Uart.garbled(
            "\r\n ets Jan  8 2013,rst cause:2, boot mode:(3,6)\r\n".getBytes(US_ASCII),
            74_880,
            115_200);
    assertEquals(
        List.of("{\"n\":1,\"in\":{\"t\":21.5}}"),
        taken(decoding, boot, "{\"n\":1,\"in\":{\"t\":21.5}}\r\n"));
    assertEquals(List.of(), taken(decoding, boot, "\"n\":1,\"in\":{\"t\":21.5}}\r\n"));
    assertEquals(List.of(), taken(decoding, boot, "sent {\"n\":1}\r\n"));
  }

  /// A person's words before an object make it a print, whatever language they are in.
  @ParameterizedTest
  @CsvSource({"sent: ", "отправлено ", "s\u0001nt\u0002: ", "21 \u00b0C\t", "'[{\"a\":1},'"})
  void aPrintWithAnObjectInItIsNoReading(String print) {
    assertEquals(List.of(), taken(Decoding.AUTO, print.getBytes(UTF_8), "{\"n\":1}\r\n"), print);
  }

  /// Else what is measured after a start goes under the names of what the chip has said, if the
  /// header was lost.
  @Test
  void whatAChipSaysWhenItStartsIsNoHeader() {
    byte[] load = "load 0x3fff20b8, len 40, room 4\r\n".getBytes(US_ASCII);
    byte[] header = "co2,t,h\r\n460,47.3,37.0\r\n".getBytes(US_ASCII);
    String values = "467,47.31,37.1\r\n";
    assertEquals(List.of(), taken(Decoding.CSV, load, values));
    assertEquals(
        List.of("{\"co2\":460,\"t\":47.3,\"h\":37.0}", "{\"co2\":467,\"t\":47.31,\"h\":37.1}"),
        taken(Decoding.CSV, header, new String(load, US_ASCII) + values));
  }

  private static List<String> taken(Decoding decoding, byte[] before, String line) {
    Conversation talk = Conversation.on(decoding);
    talk.raw(0, before);
    talk.raw(0, line.getBytes(US_ASCII));
    return talk.take(DeviceEffect.Taken.class).stream()
        .map(taken -> taken.reading().values().raw())
        .toList();
  }

  /// What is garbled is never an object, at whatever speeds.
  @ParameterizedTest
  @EnumSource(names = {"AUTO", "JSON", "LINK"})
  void linesReadAtAWrongSpeedAreNeverTakenForReadings(Decoding decoding) {
    int[] bauds = {1_200, 9_600, 19_200, 38_400, 57_600, 74_880, 115_200, 230_400, 250_000};
    StringBuilder lines = new StringBuilder();
    for (int n = 1; n <= 200; n++) {
      lines.append("{\"n\":").append(n).append(",\"t\":21.50,\"h\":48.1}\r\n");
      lines.append("~1R AAAAAAAA ").append(n).append(" - {\"n\":1}*00000000\n");
    }
    byte[] sent = lines.toString().getBytes(US_ASCII);
    for (int from : bauds) {
      for (int to : bauds) {
        if (from != to) {
          Conversation talk = Conversation.on(decoding);
          talk.raw(0, Uart.garbled(sent, from, to));
          talk.hears("");
          assertEquals(List.of(), talk.readings(), from + " read at " + to);
        }
      }
    }
  }

  /// Frames have a CRC: whatever a line does to them, nothing false comes through.
  @ParameterizedTest
  @EnumSource
  void onTheLinkEachFaultOfALineLeavesOnlyWhatWasMeasured(Kind kind) {
    for (Decoding decoding : List.of(Decoding.AUTO, Decoding.LINK)) {
      ListenedBoard bench = bench(decoding, true);
      bench.run(5);
      bench.cable.faults(LineFaults.of(60, EnumSet.of(kind)));
      int taken = 0;
      for (int i = 0; i < 10; i++) {
        bench.run(10);
        taken += bench.judged(decoding + " with " + kind);
      }
      bench.cable.faults(LineFaults.NONE);
      bench.run(60);
      taken += bench.judged(decoding + " after " + kind);
      assertTrue(taken > bench.measured.size() * 9 / 10, decoding + ", " + kind + ": " + taken);
    }
  }

  /// JSON has none. What does not change a byte, or hits no line, is harmless; a flipped digit is
  /// seen by nobody, and the documents say so.
  @ParameterizedTest
  @EnumSource(names = {"AUTO", "JSON"})
  void jsonOutlastsWhatCanBeSeen(Decoding decoding) {
    ListenedBoard bench = bench(decoding, false);
    bench.cable.faults(LineFaults.of(600, EnumSet.of(Kind.SPLIT, Kind.STALL)));
    bench.run(60);
    bench.cable.faults(LineFaults.NONE);
    bench.run(30);
    assertTrue(bench.judged("split and stalled") > 200);
    for (int i = 0; i < 50; i++) {
      bench.run(1);
      bench.cable.inject(Cable.Way.UP, Kind.NOISE, 200);
    }
    bench.run(2);
    assertTrue(bench.judged("bursts of noise") > 150);
    for (int baud : new int[] {9_600, 57_600, 230_400, 0}) {
      bench.cable.wrongBaud(baud);
      bench.run(20);
    }
    assertTrue(bench.judged("wrong speeds") > 50);
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "JSON"})
  void aFlippedDigitInJsonIsSeenByNobody(Decoding decoding) {
    Conversation talk = Conversation.on(decoding);
    byte[] line = "{\"n\":1,\"t\":21.50}\r\n".getBytes(ISO_8859_1);
    line[12] ^= 4;
    talk.raw(0, line);
    assertEquals(1, talk.take(DeviceEffect.Taken.class).size());
  }
}
