package io.tidegate.gateway.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanStopTest {
  @TempDir Path folder;

  @Test
  void aFirstStartFollowsNoCleanStop() {
    assertFalse(new CleanStop(folder).take());
  }

  @Test
  void itIsSaidToOneStartOnly() throws IOException {
    new CleanStop(folder).say();
    assertTrue(new CleanStop(folder).take());
    assertFalse(new CleanStop(folder).take(), "a crash after the start");
  }

  @Test
  void whatCannotBeRemovedIsNotBelieved() throws IOException {
    // a folder that is not empty under that name: like a file that a failing disk does not give up
    Files.createDirectories(folder.resolve(CleanStop.FILE).resolve("x"));
    assertFalse(new CleanStop(folder).take());
  }
}
