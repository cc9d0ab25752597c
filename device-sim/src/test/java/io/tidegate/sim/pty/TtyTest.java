package io.tidegate.sim.pty;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class TtyTest {
  private static final long LIMIT_NANOS = 60_000_000_000L;

  @TempDir Path folder;
  private Pty pty;

  /// Opens a port in a process of its own and says why it cannot.
  static final class Trial {
    public static void main(String[] arguments) {
      try (Tty tty = Tty.open(Path.of(arguments[0]), 9_600)) {
        System.out.println("open " + tty.path());
      } catch (IOException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @BeforeEach
  void plug() throws IOException {
    pty = new Pty(folder.resolve("port"));
    pty.plug();
  }

  @AfterEach
  void unplug() {
    pty.close();
  }

  private static String refusal(Path path) {
    return assertThrows(IOException.class, () -> Tty.open(path, 9_600)).getMessage();
  }

  @Test
  void everyByteValuePassesUnchangedBothWays() throws IOException {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    try (Tty tty = Tty.open(pty.path(), 115_200)) {
      assertEquals(0, tty.read(new byte[8]));
      pty.write(all, 0, all.length);
      assertArrayEquals(all, whole(tty::read, 256));
      assertEquals(256, tty.write(all, 0, all.length));
      assertArrayEquals(all, whole(pty::read, 256));
    }
    assertFalse(pty.isOpened());
  }

  private interface Source {
    int read(byte[] into);
  }

  private static byte[] whole(Source source, int length) {
    long endNanos = System.nanoTime() + LIMIT_NANOS;
    byte[] got = new byte[length];
    int count = 0;
    while (count < length) {
      assertTrue(System.nanoTime() < endNanos, "only " + count + " bytes came");
      byte[] some = new byte[length - count];
      int more = source.read(some);
      assertTrue(more >= 0);
      System.arraycopy(some, 0, got, count, more);
      count += more;
      LockSupport.parkNanos(more == 0 ? 1_000_000 : 0);
    }
    return got;
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 9_600, 74_880, 115_200, 921_600, 3_000_000})
  void anySpeedIsSet(int baud) throws IOException {
    try (Tty _ = Tty.open(pty.path(), baud)) {
      assertEquals(baud, pty.baud());
    }
  }

  @Test
  void aPortIsRawWhateverItWasAndAfterwardsAsItWas() throws Exception {
    Path device = pty.device();
    stty(device, "sane", "2400");
    String before = stty(device, "-a");
    assertTrue(before.contains("speed 2400"), before);
    try (Tty _ = Tty.open(device, 9_600)) {
      String raw = stty(device, "-a");
      for (String part :
          List.of("-icanon", "-echo ", "-isig", "-icrnl", "-ixon", "-opost", "cs8")) {
        assertTrue(raw.contains(part), part + " is missing in " + raw);
      }
    }
    assertEquals(before, stty(device, "-a"));
  }

  private static String stty(Path device, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("stty", "-F", device.toString()));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }

  @Test
  void aPulledPlugIsSeen() throws IOException {
    try (Tty tty = Tty.open(pty.path(), 9_600)) {
      byte[] last = "last".getBytes(ISO_8859_1);
      pty.write(last, 0, last.length);
      assertArrayEquals(last, whole(tty::read, 4));
      pty.unplug();
      tty.await(1_000, null);
      assertEquals(-1, tty.read(new byte[8]));
    }
  }

  @Test
  void whatIsNoSerialPortIsRefusedUnopened() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "text");
    assertEquals(
        file + " is no serial port: expected something like /dev/ttyUSB0, got a file",
        refusal(file));
    assertTrue(refusal(folder).endsWith("got a folder"));
    assertTrue(refusal(Path.of("/dev/null")).endsWith("got another kind of device"));
    assertTrue(
        refusal(folder.resolve("ttyUSB7"))
            .startsWith("there is no port " + folder.resolve("ttyUSB7") + "; "));
  }

  @Test
  void whoHoldsThePortIsNamed() throws Exception {
    Process holder =
        new ProcessBuilder("sh", "-c", "exec 3<>\"$0\"; echo open; read -r _", "" + pty.path())
            .start();
    try {
      assertEquals("open", holder.inputReader(UTF_8).readLine());
      assertEquals(
          pty.path()
              + " is held by sh (process "
              + holder.pid()
              + "): two that read one port share its bytes; end the other one first",
          refusal(pty.path()));
    } finally {
      holder.destroyForcibly().waitFor();
    }
    Tty.open(pty.path(), 9_600).close();
  }

  /// Root may open everything: it has to be without that right.
  @Test
  @Tag("setpriv")
  void aPortThatMayNotBeOpenedNamesItsGroup() throws Exception {
    permit("---rw----");
    String group = Files.readAttributes(pty.device(), PosixFileAttributes.class).group().getName();
    String user = System.getProperty("user.name");
    assertEquals(
        "user %s may not read and write %s: join its group with `sudo usermod -aG %s %s` and log in again"
            .formatted(user, pty.device(), group, user),
        unprivileged());
    permit("---------");
    assertTrue(unprivileged().endsWith(", nor may its group " + group));
    permit("rw-------");
    assertEquals("open " + pty.device(), unprivileged());
  }

  private void permit(String permissions) throws IOException {
    Files.setPosixFilePermissions(pty.device(), PosixFilePermissions.fromString(permissions));
  }

  private String unprivileged() throws Exception {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search"));
    }
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Trial.class.getName(),
            pty.device().toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String said = process.inputReader(UTF_8).readLine();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      return said;
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void theKernelsOwnRefusalsHaveWords() {
    Path port = Path.of("/dev/ttyUSB0");
    assertTrue(TtyDoctor.refusal(port, Posix.EBUSY).contains("keeps others out"));
    assertTrue(TtyDoctor.refusal(port, 5).endsWith("(error 5)"));
  }

  @Test
  void aSpeedStandsInTheKernelsStructure() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment termios = arena.allocate(Termios2.BYTES, 8).fill((byte) 0xff);
      Termios2.makeRaw(termios, 74_880);
      assertEquals(74_880, termios.get(ValueLayout.JAVA_INT, 36));
      assertEquals(74_880, termios.get(ValueLayout.JAVA_INT, 40));
    }
  }
}
