package io.tidegate.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MonitorPrinterTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private MonitorPrinter printer(MonitorPrinter.Form form) {
    return new MonitorPrinter(
        form, out, () -> Instant.parse("2026-05-04T03:02:01.5Z"), ZoneOffset.UTC);
  }

  private String all(MonitorPrinter.Form form) {
    MonitorPrinter printer = printer(form);
    printer.reading(
        "garden",
        "{\"t\":22.50,\"note\":\"a,\\\"b\\\"\",\"ok\":true,\"in\":{\"x\":1},\"device_id\":\"b1\","
            + "\"timestamp\":1,\"tg\":\"s.1\"}");
    printer.text("garden", "boot \u001b[2J");
    printer.fault("garden", "crc");
    printer.raw("garden", new byte[] {'~', 0, 'x'}, 2);
    printer.missed(12);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aPersonSeesWhatIsWhat() {
    assertEquals(
        """
        03:02:01 garden  {"t":22.50,"note":"a,\\"b\\"","ok":true,"in":{"x":1},"device_id":"b1","timestamp":1,"tg":"s.1"}
        03:02:01 garden  | boot \u00b7[2J
        03:02:01 garden  ! a line was dropped: crc
        03:02:01 ... 12 lines were missed here
        """,
        all(MonitorPrinter.Form.LINES));
  }

  @Test
  void csvHasALinePerValue() {
    assertEquals(
        """
        time,port,device,channel,value
        2026-05-04T03:02:01.500Z,garden,b1,t,22.50
        2026-05-04T03:02:01.500Z,garden,b1,note,"a,""b\"""
        2026-05-04T03:02:01.500Z,garden,b1,ok,true
        """,
        all(MonitorPrinter.Form.CSV));
  }

  @Test
  void jsonHasAnObjectPerLine() {
    assertEquals(
        """
        {"port":"garden","heard":"reading","line":"{\\"t\\":22.50,\\"note\\":\\"a,\\\\\\"b\\\\\\"\\",\\"ok\\":true,\\"in\\":{\\"x\\":1},\\"device_id\\":\\"b1\\",\\"timestamp\\":1,\\"tg\\":\\"s.1\\"}"}
        {"port":"garden","heard":"text","line":"boot \\u001B[2J"}
        {"port":"garden","heard":"fault","line":"crc"}
        {"port":"garden","heard":"raw","base64":"fgA="}
        {"missed":12}
        """,
        all(MonitorPrinter.Form.JSON));
  }

  @Test
  void rawIsTheBytesAndNothingElse() {
    all(MonitorPrinter.Form.RAW);
    assertArrayEquals(new byte[] {'~', 0}, out.toByteArray());
  }
}
