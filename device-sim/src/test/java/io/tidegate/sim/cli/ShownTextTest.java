package io.tidegate.sim.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ShownTextTest {
  private final StringWriter seen = new StringWriter();
  private final PrintWriter out = new PrintWriter(seen);
  private final ShownText shown = new ShownText(out);

  private void shows(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    shown.show(bytes, bytes.length);
  }

  private void tells(String words) {
    shown.tell(() -> out.print("[" + words + "]\n"));
  }

  @Test
  void whatIsToldWaitsForTheEndOfTheLine() {
    tells("power");
    shows("a li");
    tells("reset");
    tells("crash");
    shows("ne\nand ");
    shows("another\n");
    tells("end");
    assertEquals("[power]\na line\n[reset]\n[crash]\nand another\n[end]\n", seen.toString());
  }

  @Test
  void whereNoEndComesTheLineIsLeftAsItIs() {
    shows("password: ");
    tells("lost");
    assertEquals("password: ", seen.toString());
    shown.end();
    shown.end();
    assertEquals("password: \n[lost]\n", seen.toString());
    shows("yes\n");
    tells("over");
    assertEquals("password: \n[lost]\nyes\n[over]\n", seen.toString());
  }

  @Test
  void nothingWaitsForLineEndsThatNeverCome() {
    shows("....");
    for (int i = 0; i < 300; i++) {
      tells("" + i);
    }
    assertEquals(1 + 300, seen.toString().lines().count());
  }
}
