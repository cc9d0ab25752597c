package io.tidegate.gateway.device;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void leavesLegalNamesAlone() {
    for (String name : new String[] {"a", "sensor_01", "1-1.2:1.0", "x".repeat(64)}) {
      assertTrue(Names.legal(name));
      assertEquals(name, Names.of(name));
    }
  }

  @Test
  void mapsOthersSoThatTheOldNameCanBeReadBack() {
    assertEquals("a~2Fb", Names.of("a/b"));
    assertEquals("~7E2F", Names.of("~2F"));
    assertEquals("~", Names.of(""));
    assertEquals("caf~C3~A9~23~2B~00", Names.of("caf\u00e9#+\0"));
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      String name =
          random
              .ints(random.nextInt(1, 16), 0, 0x250)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      String mapped = Names.of(name);
      if (!mapped.contains("~~")) {
        assertEquals(name, read(mapped));
      }
    }
  }

  @Test
  void cutsWhatIsTooLongAndTellsTheRestByAHash() {
    String one = Names.of("/".repeat(60) + "1");
    String other = Names.of("/".repeat(60) + "2");
    assertNotEquals(one, other);
    assertTrue(one.length() <= 64 && one.startsWith("~2F~2F"), one);
    assertTrue(Names.of("x".repeat(65)).matches("x{50}~~[0-9A-F]{12}"));
  }

  private static String read(String mapped) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < mapped.length(); i++) {
      if (mapped.charAt(i) == '~') {
        bytes.write(Integer.parseInt(mapped, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(mapped.charAt(i));
      }
    }
    return bytes.toString(UTF_8);
  }
}
