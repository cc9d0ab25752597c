package io.tidegate.gateway.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ports found in a tree made like the kernel's.
final class SerialScanTest {
  @TempDir Path folder;
  private SysTree tree;
  private Path dev;
  private SerialScan scan;

  @BeforeEach
  void make() throws IOException {
    tree = new SysTree(folder);
    dev = tree.dev;
    scan = tree.scan();
  }

  @Test
  void aUsbAdapterIsDescribedByWhatItSaysOfItself() throws IOException {
    tree.usb("1-1.2", "ttyUSB0", "ch341-uart", "1a86", "7523", "", "", "USB Serial");
    assertEquals(
        List.of(
            new FoundPort(
                dev.resolve("ttyUSB0"), "1a86", "7523", "", "1-1.2", "ch341-uart", "USB Serial")),
        scan.ports());
    assertEquals("1a86:7523", scan.ports().getFirst().ids());
  }

  @Test
  void aBoardWithItsOwnUsbHasASerialNumberAndAMaker() throws IOException {
    tree.usb("1-1.3", "ttyACM0", "cdc_acm", "2341", "0043", "75831303", "Arduino (www)", "Uno");
    FoundPort port = scan.ports().getFirst();
    assertEquals("75831303", port.usbSerial());
    assertEquals("Arduino (www) Uno", port.description());
    assertEquals("cdc_acm", port.driver());
  }

  @Test
  void aUartOnTheBoardIsListedWithoutIds() throws IOException {
    tree.uart("ttyAMA0", "uart-pl011", "3");
    FoundPort port = scan.ports().getFirst();
    assertEquals(dev.resolve("ttyAMA0"), port.path());
    assertEquals("", port.ids());
    assertEquals("uart-pl011", port.driver());
  }

  /// Linux 6.5 and later: the UART's driver is bound above the kernel's own two devices.
  @Test
  void theDriverOfAUartIsNotTheKernelsOwnBus() throws IOException {
    tree.uart("ttyS0", "port", "4");
    Path device = tree.sys.resolve("devices/platform/ttyS0-device");
    Path hardware = Files.createDirectories(tree.sys.resolve("devices/pnp0/00:05"));
    Path inner = Files.createDirectories(hardware.resolve("00:05:0/00:05:0.0"));
    Path base = Files.createDirectories(tree.sys.resolve("bus/serial-base"));
    SysTree.link(inner.resolve("subsystem"), base);
    SysTree.link(inner.resolveSibling("subsystem"), base);
    SysTree.link(inner.resolve("driver"), tree.sys.resolve("bus/drivers/port"));
    Path serial = Files.createDirectories(tree.sys.resolve("bus/pnp/drivers/serial"));
    SysTree.link(hardware.resolve("driver"), serial);
    Path tty = device.resolve("tty/ttyS0/device");
    Files.delete(tty);
    SysTree.link(tty, inner);
    assertEquals("serial", scan.ports().getFirst().driver());
  }

  @Test
  void consolesAndPlaceholdersAreNotListed() throws IOException {
    tree.uart("ttyS7", "serial8250", "0");
    Path console = Files.createDirectories(tree.sys.resolve("devices/virtual/tty/tty1"));
    SysTree.link(tree.sys.resolve("class/tty/tty1"), console);
    assertEquals(List.of(), scan.ports());
  }

  @Test
  void portsComeInTheOrderOfTheirNames() throws IOException {
    tree.usb("1-1.3", "ttyUSB1", "ftdi_sio", "0403", "6001", "B", "FTDI", "R");
    tree.usb("1-1.2", "ttyUSB0", "ftdi_sio", "0403", "6001", "A", "FTDI", "R");
    assertEquals(
        List.of(dev.resolve("ttyUSB0"), dev.resolve("ttyUSB1")),
        scan.ports().stream().map(FoundPort::path).toList());
  }

  @Test
  void aPortIsFoundByIdsSerialNumberOrSocket() throws IOException {
    tree.usb("1-1.2", "ttyUSB0", "ftdi_sio", "0403", "6001", "A", "FTDI", "R");
    tree.usb("1-1.3", "ttyUSB1", "ftdi_sio", "0403", "6001", "B", "FTDI", "R");
    assertEquals(dev.resolve("ttyUSB1"), path(new PortMatch.ByUsb("0403", "6001", "B")));
    assertEquals(dev.resolve("ttyUSB0"), path(new PortMatch.ByPhysicalPath("1-1.2")));
    assertNull(scan.find(new PortMatch.ByUsb("0403", "6001", "")), "two match: neither is taken");
    assertNull(scan.find(new PortMatch.ByUsb("0403", "9999", "")));
    assertNull(scan.find(new PortMatch.ByPhysicalPath("1-1")));
  }

  @Test
  void idsAreComparedWithoutRegardToCase() throws IOException {
    tree.usb("1-1.2", "ttyUSB0", "cp210x", "10c4", "ea60", "1", "S", "B");
    assertEquals(dev.resolve("ttyUSB0"), path(new PortMatch.ByUsb("10C4", "EA60", "")));
  }

  @Test
  void aLinkByIdLeadsToThePortAndWhatIsKnownOfIt() throws IOException {
    tree.usb("1-1.2", "ttyUSB0", "cp210x", "10c4", "ea60", "77", "S", "B");
    Path byId = Files.createDirectories(dev.resolve("serial/by-id")).resolve("usb-S_B_77-if00");
    SysTree.link(byId, dev.resolve("ttyUSB0"));
    FoundPort port = scan.find(new PortMatch.ByPath(byId));
    assertEquals(dev.resolve("ttyUSB0"), port.path());
    assertEquals("77", port.usbSerial());
    assertEquals("1-1.2", port.physicalPath());
  }

  @Test
  void aPathThatIsNotThereIsNotFoundAndADanglingLinkNeither() throws IOException {
    assertNull(scan.find(new PortMatch.ByPath(dev.resolve("ttyUSB9"))));
    SysTree.link(folder.resolve("dangling"), dev.resolve("ttyUSB9"));
    assertNull(scan.find(new PortMatch.ByPath(folder.resolve("dangling"))));
  }

  @Test
  void withoutSysfsNothingIsFoundAndNothingThrows() throws IOException {
    SerialScan nowhere = new SerialScan(folder.resolve("no-sys"), dev);
    assertEquals(List.of(), nowhere.ports());
    Files.createFile(dev.resolve("ttyUSB0"));
    assertEquals(
        dev.resolve("ttyUSB0"), nowhere.find(new PortMatch.ByPath(dev.resolve("ttyUSB0"))).path());
  }

  private Path path(PortMatch match) {
    return scan.find(match).path();
  }
}
