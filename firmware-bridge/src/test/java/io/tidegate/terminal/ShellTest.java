package io.tidegate.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellTest {
  @Test
  void whatAShellWouldTakeApartStandsInQuotes() {
    assertEquals(
        "run '/tmp/my lab/it'\\''s.yaml' --broker host:1883 -- sh -c 'echo $HOME' ''",
        Shell.line(
            List.of(
                "run",
                "/tmp/my lab/it's.yaml",
                "--broker",
                "host:1883",
                "--",
                "sh",
                "-c",
                "echo $HOME",
                "")));
  }

  @Test
  void aFileThatIsNotThereIsMoreThanItsName() {
    assertEquals("there is no a/b", Complaint.of(new NoSuchFileException("a/b")));
    assertEquals(
        "a/b may not be used by user " + System.getProperty("user.name"),
        Complaint.of(new AccessDeniedException("a/b")));
    assertEquals("java.lang.IllegalStateException", Complaint.of(new IllegalStateException()));
  }
}
