package io.tidegate.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComplaintTest {
  @TempDir Path folder;

  @Test
  void aFileThatIsNotThereIsMoreThanItsName() {
    assertEquals("there is no a/b", Complaint.of(new NoSuchFileException("a/b")));
    assertEquals(
        "a/b may not be used by user " + System.getProperty("user.name"),
        Complaint.of(new AccessDeniedException("a/b")));
    assertEquals("java.lang.IllegalStateException", Complaint.of(new IllegalStateException()));
  }

  @Test
  void aFileThatCannotBeWrittenIsToldWithTheReason() throws IOException {
    Path there = Files.createFile(folder.resolve("there"));
    assertEquals("", Complaint.unwritable(there));
    assertEquals("", Complaint.unwritable(folder.resolve("new")));
    assertEquals(folder + " cannot be written: it is a folder", Complaint.unwritable(folder));
    assertEquals(
        folder.resolve("no/x") + " cannot be written: there is no folder " + folder.resolve("no"),
        Complaint.unwritable(folder.resolve("no/x")));
  }
}
