package io.tidegate.sim.pty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class PortRoomTest {
  @TempDir Path folder;

  /// What a process of its own is asked to do: make room for so many.
  static final class Trial {
    public static void main(String[] arguments) {
      try {
        OpenFiles.makeRoom(Integer.parseInt(arguments[0]), "boards");
        System.out.println("room");
      } catch (IOException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void tooManyTerminalsAreRefusedWithTheLimitsName() throws IOException {
    Files.writeString(folder.resolve("max"), "4096\n");
    Files.writeString(folder.resolve("nr"), "4000\n");
    PortRoom.check(96, folder);
    IOException refused = assertThrows(IOException.class, () -> PortRoom.check(97, folder));
    assertEquals(
        "97 ports need as many pseudo-terminals, but there are at most 4096, and 4000 are in use;"
            + " raise it as root: `sysctl kernel.pty.max=4194`",
        refused.getMessage());
  }

  /// Thousands, as everywhere: a file of the kernel's that is read byte by byte has one digit only.
  @Test
  void theKernelsOwnFilesAreReadWhole() throws IOException {
    PortRoom.check(20, Path.of("/proc/sys/kernel/pty"));
  }

  @Test
  void whereTheKernelSaysNothingItIsTried() throws IOException {
    PortRoom.check(1_000_000, folder);
  }

  @Test
  void theKernelsOwnRefusalNamesTheLimit() {
    assertTrue(PortRoom.refusal(Posix.ENOSPC).contains("kernel.pty.max"));
    assertTrue(PortRoom.refusal(Posix.EMFILE).contains("`ulimit -n`"));
    assertTrue(PortRoom.refusal(5).contains("error 5"));
  }

  @Test
  @Tag("setpriv")
  void theHardLimitOfOpenFilesIsNamedWhereItMayNotBeRaised() throws Exception {
    String said = trial("ulimit -n 90", true);
    assertTrue(
        said.matches("100 boards need 1\\d\\d open files, but this process may have 90 .*"), said);
    assertTrue(said.contains("`ulimit -H -n`"), said);
  }

  /// The limit of now may be lower than the hard one; this Java is told to leave that as it is.
  @Test
  void theSoftLimitIsRaised() throws Exception {
    assertEquals("room", trial("ulimit -S -n 90", false));
  }

  /// The first line of a [Trial] for 100 boards behind this `limit`.
  private static String trial(String limit, boolean withoutRights) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "-c", limit + "; exec \"$@\"", "sh"));
    if (withoutRights && System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("setpriv", "--bounding-set", "-sys_resource"));
    }
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:-MaxFDLimit",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Trial.class.getName(),
            "100"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String said = process.inputReader(UTF_8).readLine();
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      return said;
    } finally {
      process.destroyForcibly();
    }
  }
}
