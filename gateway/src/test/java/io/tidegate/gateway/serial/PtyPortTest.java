package io.tidegate.gateway.serial;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fazecast.jSerialComm.SerialPort;
import io.tidegate.sim.pty.Pty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The simulator's pseudo-terminal as the serial library sees it.
@Timeout(180)
class PtyPortTest {
  @TempDir Path folder;

  private static SerialPort open(Path path, int baud) {
    SerialPort port = SerialPort.getCommPort(path.toString());
    port.setComPortParameters(baud, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
    port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, 100, 0);
    assertTrue(port.openPort(), "opens " + path);
    return port;
  }

  private static byte[] read(SerialPort port, int wanted) {
    byte[] got = new byte[wanted];
    int count = 0;
    while (count < wanted) {
      byte[] part = new byte[wanted - count];
      int more = port.readBytes(part, part.length);
      if (more < 0) {
        break;
      }
      System.arraycopy(part, 0, got, count, more);
      count += more;
    }
    return Arrays.copyOf(got, count);
  }

  @Test
  void opensLikeASerialPortAndCarriesEveryByte() throws IOException {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    try (Pty pty = new Pty(folder.resolve("board1"))) {
      pty.plug();
      SerialPort port = open(pty.path(), 115_200);
      assertTrue(pty.isOpened());
      assertEquals(256, pty.write(all, 0, 256));
      assertArrayEquals(all, read(port, 256));
      assertEquals(256, port.writeBytes(all, 256));
      byte[] got = new byte[300];
      assertEquals(256, pty.read(got));
      assertArrayEquals(all, Arrays.copyOf(got, 256));
      port.closePort();
      assertFalse(pty.isOpened());
    }
  }

  @Test
  void theBoardsSideSeesWhichSpeedIsSet() throws IOException {
    try (Pty pty = new Pty(folder.resolve("board1"))) {
      pty.plug();
      for (int baud : new int[] {9_600, 115_200, 74_880, 921_600}) {
        SerialPort port = open(pty.path(), baud);
        assertEquals(baud, pty.baud());
        port.closePort();
      }
    }
  }

  @Test
  void aPulledPlugEndsTheReadAndTheLinkOpensAnew() throws IOException {
    try (Pty pty = new Pty(folder.resolve("board1"))) {
      pty.plug();
      SerialPort port = open(pty.path(), 115_200);
      pty.unplug();
      assertEquals(-1, port.readBytes(new byte[8], 8));
      pty.plug();
      port.closePort();
      SerialPort again = open(pty.path(), 115_200);
      pty.write("back\n".getBytes(US_ASCII), 0, 5);
      assertEquals("back\n", new String(read(again, 5), US_ASCII));
      again.closePort();
    }
  }
}
