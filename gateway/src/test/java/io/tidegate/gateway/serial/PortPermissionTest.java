package io.tidegate.gateway.serial;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.system.Eventually;
import io.tidegate.gateway.system.JavaProcess;
import io.tidegate.sim.pty.Pty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A user without rights, in a process of his own: root may open everything and proves nothing.
final class PortPermissionTest {
  private static final long LIMIT_MILLIS = 20_000;

  @TempDir Path folder;

  @Test
  void aPortWeMayNotOpenNamesTheGroupToJoin() throws IOException {
    try (Pty pty = new Pty(null)) {
      pty.plug();
      // as Debian has it for serial ports, but the owner may not either: he may be our user
      permit(pty, "---rw----");
      String group =
          Files.readAttributes(pty.device(), PosixFileAttributes.class).group().getName();
      try (JavaProcess child = start(pty)) {
        String line = child.awaitLine("may not read and write", LIMIT_MILLIS);
        assertTrue(line.contains("may not read and write " + pty.device()), line);
        assertTrue(line.contains("sudo usermod -aG " + group + " "), line);
        permit(pty, "rw-rw-rw-");
        child.awaitLine("up", LIMIT_MILLIS);
      }
    }
  }

  @Test
  void aPortThatNotEvenItsGroupMayOpenSaysSo() throws IOException {
    try (Pty pty = new Pty(null)) {
      pty.plug();
      permit(pty, "---------");
      try (JavaProcess child = start(pty)) {
        child.awaitLine("nor may its group ", LIMIT_MILLIS);
      }
    }
  }

  /// A port that is claimed shuts out everybody but root: also ourselves, if the claim outlived the
  /// close.
  @Test
  void aPortCanBeOpenedAnewByItsOwnUser() throws IOException {
    try (Pty pty = new Pty(null)) {
      pty.plug();
      permit(pty, "rw-rw-rw-");
      try (JavaProcess child = start(pty)) {
        for (int round = 1; round <= 3; round++) {
          int wanted = round;
          Eventually.await(
              LIMIT_MILLIS,
              () -> child.lines().stream().filter("up"::equals).count() == wanted,
              () -> "round " + wanted + "; it said:\n" + child.output());
          byte[] hello = ("hello " + round + "\n").getBytes(StandardCharsets.US_ASCII);
          pty.write(hello, 0, hello.length);
          child.awaitLine("read hello " + round, LIMIT_MILLIS);
          child.type("reopen");
        }
      }
    }
  }

  private JavaProcess start(Pty pty) throws IOException {
    return JavaProcess.startUnprivileged(
        folder, UnprivilegedMain.class.getName(), pty.device().toString());
  }

  private static void permit(Pty pty, String permissions) throws IOException {
    Files.setPosixFilePermissions(pty.device(), PosixFilePermissions.fromString(permissions));
  }
}
