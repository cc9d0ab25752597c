package io.tidegate.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.serial.SerialScan;
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
  private Path sys;
  private Path dev;
  private Path byId;

  @BeforeEach
  void make() throws IOException {
    sys = Files.createDirectories(folder.resolve("sys"));
    dev = Files.createDirectories(folder.resolve("dev"));
    byId = Files.createDirectories(dev.resolve("serial/by-id"));
    Files.createDirectories(sys.resolve("class/tty"));
  }

  private void plug() throws IOException {
    Path usb = Files.createDirectories(sys.resolve("devices/usb1/1-1/1-1.2"));
    Files.writeString(usb.resolve("idVendor"), "1a86\n");
    Files.writeString(usb.resolve("idProduct"), "7523\n");
    Files.writeString(usb.resolve("product"), "USB Serial\n");
    Path driver = Files.createDirectories(sys.resolve("bus/drivers/ch341-uart"));
    Path device = Files.createDirectories(usb.resolve("1-1.2:1.0/ttyUSB0"));
    Files.createSymbolicLink(device.resolve("driver"), driver);
    Path tty = Files.createDirectories(device.resolve("tty/ttyUSB0"));
    Files.createSymbolicLink(tty.resolve("device"), device);
    Files.createSymbolicLink(sys.resolve("class/tty/ttyUSB0"), tty);
    Path node = Files.createFile(dev.resolve("ttyUSB0"));
    Files.createSymbolicLink(byId.resolve("usb-1a86-if00"), node);
  }

  private Called called(String... arguments) {
    CommandLine line = new CommandLine(new PortsCommand(new SerialScan(sys, dev), byId));
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
    RunCommand.explain(new SerialScan(sys, dev), new PrintWriter(said));
    assertTrue(said.toString().contains("    broker: tcp://localhost:1883\n"), said.toString());
    assertTrue(
        said.toString().contains(dev + "/ttyUSB0  1a86:7523  ch341-uart  USB Serial\n"),
        said.toString());
    assertTrue(said.toString().contains("tidegate demo"), said.toString());
  }
}
