package io.tidegate.gateway.config;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.system.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A user without rights, in a process of his own: root may read everything and proves nothing.
class PermissionTest {
  private static final long LIMIT_MILLIS = 60_000;

  @TempDir Path folder;

  private Path write(String name, String text, String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private String told(Path file) throws IOException {
    try (JavaProcess child =
        JavaProcess.startUnprivileged(
            folder, UnprivilegedReader.class.getName(), file.toString())) {
      child.awaitLine("end", LIMIT_MILLIS);
      return child.output();
    }
  }

  @Test
  void aFileThatMayNotBeReadNamesTheUserWhoMayNot() throws IOException {
    Path file = write("t.yaml", Read.MINIMAL, "---------");
    String told = told(file);
    assertTrue(told.contains(file + ": may not be read by user "), told);
  }

  @Test
  void aPasswordFileThatMayNotBeReadNamesTheUserWhoMayNot() throws IOException {
    Path secret = write("secret", "x", "---------");
    Path file =
        write("t.yaml", Read.MINIMAL + "mqtt: {username: u, password_file: secret}\n", "r--r--r--");
    String told = told(file);
    assertTrue(
        told.contains(":4: mqtt.password_file: " + secret + " may not be read by user "), told);
    assertTrue(told.contains("until it can be read there is no connection"), told);
  }
}
