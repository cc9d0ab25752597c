package io.tidegate.gateway.lab;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir Path parent;

  private Path leftBehind(String name, FileTime modified) throws IOException {
    Path folder = Files.createDirectories(parent.resolve(name).resolve("spool")).getParent();
    Files.setLastModifiedTime(Files.createFile(folder.resolve("in-use")), modified);
    return folder;
  }

  @Test
  void isGoneWithEverythingInItWhenItIsClosed() throws IOException {
    TemporaryFolder folder = new TemporaryFolder(parent);
    Files.writeString(Files.createDirectory(folder.path().resolve("spool")).resolve("a"), "x");
    folder.close();
    assertFalse(Files.exists(folder.path()));
  }

  @Test
  void whatAKilledDemoLeftBehindIsRemovedByTheNext() throws IOException {
    Path killed = leftBehind("tidegate-demo-1", LONG_AGO);
    Path others = leftBehind("somebody-elses", LONG_AGO);
    new TemporaryFolder(parent).close();
    assertFalse(Files.exists(killed));
    assertTrue(Files.exists(others));
  }

  @Test
  void aFolderInUseOrJustMadeIsLeftAlone() throws IOException {
    try (TemporaryFolder inUse = new TemporaryFolder(parent)) {
      Files.setLastModifiedTime(inUse.path().resolve("in-use"), LONG_AGO);
      Path young = leftBehind("tidegate-demo-2", FileTime.fromMillis(System.currentTimeMillis()));
      new TemporaryFolder(parent).close();
      assertTrue(Files.exists(inUse.path()));
      assertTrue(Files.exists(young));
    }
  }
}
