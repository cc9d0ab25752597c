package io.tidegate.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
