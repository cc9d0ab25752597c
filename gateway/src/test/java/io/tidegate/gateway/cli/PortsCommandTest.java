package io.tidegate.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.serial.SysTree;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `tidegate ports` on a machine that is made of files.
class PortsCommandTest {
  @TempDir Path folder;
  private SysTree tree;
  private Path dev;
  private Path byId;

  @BeforeEach
  void make() throws IOException {
    tree = new SysTree(folder);
    dev = tree.dev;
    byId = Files.createDirectories(dev.resolve("serial/by-id"));
  }

  private void plug() throws IOException {
    tree.usb("1-1.2", "ttyUSB0", "ch341-uart", "1a86", "7523", "", "", "USB Serial");
    SysTree.link(byId.resolve("usb-1a86-if00"), dev.resolve("ttyUSB0"));
  }

  private Called called(String... arguments) {
    CommandLine line = new CommandLine(new PortsCommand(tree.scan(), byId));
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--runtime";
    all[arguments.length + 1] = folder.resolve("nowhere").toString();
    return Called.with(line, all);
  }

  @Test
  void aPortIsShownWithIdsDriverAndTheNameThatStays() throws IOException {
    plug();
    assertEquals(
        new Called(
            0,
            """
            DEV/ttyUSB0  1a86:7523  ch341-uart  USB Serial
                free, and you may use it
                DEV/serial/by-id/usb-1a86-if00
            """
                .replace("DEV", dev.toString()),
            ""),
        called());
  }

  @Test
  void programsGetAnObjectPerPort() throws IOException {
    plug();
    assertEquals(
        "{\"path\":\"DEV/ttyUSB0\",\"by_id\":\"DEV/serial/by-id/usb-1a86-if00\",\"usb\":\"1a86:7523\","
                .replace("DEV", dev.toString())
            + "\"usb_serial\":\"\",\"socket\":\"1-1.2\",\"driver\":\"ch341-uart\","
            + "\"description\":\"USB Serial\",\"free\":true,\"words\":\"free, and you may use it\"}\n",
        called("--json").out());
  }

  @Test
  void noPortIsNoSilence() {
    assertTrue(called().out().startsWith("no serial port is there. Plug a board in"));
    assertEquals("", called("--json").out(), "a program counts lines");
  }

  @Test
  void runWithoutAConfigurationShowsWhatItNeedsAndThePorts() throws IOException {
    plug();
    StringWriter said = new StringWriter();
    RunCommand.explain(tree.scan(), new PrintWriter(said));
    assertTrue(said.toString().contains("    broker: tcp://localhost:1883\n"), said.toString());
    assertTrue(
        said.toString().contains(dev + "/ttyUSB0  1a86:7523  ch341-uart  USB Serial\n"),
        said.toString());
    assertTrue(said.toString().contains("tidegate demo"), said.toString());
  }
}
