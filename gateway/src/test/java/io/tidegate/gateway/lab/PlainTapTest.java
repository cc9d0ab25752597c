package io.tidegate.gateway.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tidegate.sim.scenario.FirmwareKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainTapTest {
  private final List<Long> sent = new ArrayList<>();
  private final List<Long> perhaps = new ArrayList<>();
  private boolean reading = true;

  private PlainTap tap(FirmwareKind kind) {
    return new PlainTap(kind, () -> reading, sent::add, perhaps::add);
  }

  private static void send(PlainTap tap, String text, int taken) {
    tap.sent(text.getBytes(ISO_8859_1), text.length(), taken);
  }

  private static void send(PlainTap tap, String text) {
    send(tap, text, text.length());
  }

  @Test
  void eachKindOfLineIsKnownByItsNumber() {
    send(tap(FirmwareKind.JSON), "{\"device_id\":\"b\",\"n\":7,\"temperature\":1.5}\r\n");
    send(tap(FirmwareKind.PLOTTER), "n:8,temperature:1.5\r\n");
    send(tap(FirmwareKind.CSV), "n,temperature\r\n9,1.5\r\n");
    assertEquals(List.of(7L, 8L, 9L), sent);
    assertEquals(List.of(), perhaps);
  }

  @Test
  void aLineInPiecesIsOneLine() {
    PlainTap tap = tap(FirmwareKind.CSV);
    send(tap, "1");
    send(tap, "2,1.");
    send(tap, "5\r");
    send(tap, "\n13,1.5\n");
    assertEquals(List.of(12L, 13L), sent);
  }

  @Test
  void aLineOfWhichOneByteWasNotTakenIsNotSent() {
    PlainTap tap = tap(FirmwareKind.CSV);
    send(tap, "12,1.5\n", 6);
    send(tap, "13,1.", 0);
    send(tap, "5\n");
    send(tap, "14,1.5\n");
    assertEquals(List.of(14L), sent);
    assertEquals(List.of(12L, 13L), perhaps);
  }

  @Test
  void aLineBeforeTheGatewayReadsIsNotSent() {
    PlainTap tap = tap(FirmwareKind.CSV);
    reading = false;
    send(tap, "12,1");
    reading = true;
    send(tap, ".5\n13,1.5\n");
    assertEquals(List.of(13L), sent);
    assertEquals(List.of(12L), perhaps);
  }

  @Test
  void whatWasHalfSentWhenTheCableWasPulledIsNothing() {
    PlainTap tap = tap(FirmwareKind.CSV);
    send(tap, "12,1");
    tap.cut();
    send(tap, "13,1.5\n");
    assertEquals(List.of(13L), sent);
    assertEquals(List.of(), perhaps);
  }

  @Test
  void noiseWithoutEndIsNeitherKeptNorCounted() {
    PlainTap tap = tap(FirmwareKind.JSON);
    for (int i = 0; i < 100_000; i++) {
      send(tap, "noise ");
    }
    send(tap, "\n{\"n\":3}\n");
    assertEquals(List.of(3L), sent);
  }
}
