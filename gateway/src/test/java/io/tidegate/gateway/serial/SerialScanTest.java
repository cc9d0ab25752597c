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

/// Ports found in a tree made like the kernel's: class/tty/NAME is a link into devices/, where
/// `device` leads to the interface, and the USB device with its ids stands above that.
final class SerialScanTest {
  @TempDir Path folder;
  private Path sys;
  private Path dev;
  private SerialScan scan;

  @BeforeEach
  void make() throws IOException {
    sys = Files.createDirectories(folder.resolve("sys"));
    dev = Files.createDirectories(folder.resolve("dev"));
    Files.createDirectories(sys.resolve("class/tty"));
    scan = new SerialScan(sys, dev);
  }

  @Test
  void aUsbAdapterIsDescribedByWhatItSaysOfItself() throws IOException {
    usb("1-1.2", "ttyUSB0", "ch341-uart", "1a86", "7523", "", "", "USB Serial");
    assertEquals(
        List.of(
            new FoundPort(
                dev.resolve("ttyUSB0"), "1a86", "7523", "", "1-1.2", "ch341-uart", "USB Serial")),
        scan.ports());
    assertEquals("1a86:7523", scan.ports().getFirst().ids());
  }

  @Test
  void aBoardWithItsOwnUsbHasASerialNumberAndAMaker() throws IOException {
    usb("1-1.3", "ttyACM0", "cdc_acm", "2341", "0043", "75831303", "Arduino (www)", "Uno");
    FoundPort port = scan.ports().getFirst();
    assertEquals("75831303", port.usbSerial());
    assertEquals("Arduino (www) Uno", port.description());
    assertEquals("cdc_acm", port.driver());
  }

  @Test
  void aUartOnTheBoardIsListedWithoutIds() throws IOException {
    uart("ttyAMA0", "uart-pl011", "3");
    FoundPort port = scan.ports().getFirst();
    assertEquals(dev.resolve("ttyAMA0"), port.path());
    assertEquals("", port.ids());
    assertEquals("uart-pl011", port.driver());
  }

  @Test
  void consolesAndPlaceholdersAreNotListed() throws IOException {
    uart("ttyS7", "serial8250", "0");
    Path console = Files.createDirectories(sys.resolve("devices/virtual/tty/tty1"));
    link(sys.resolve("class/tty/tty1"), console);
    assertEquals(List.of(), scan.ports());
  }

  @Test
  void portsComeInTheOrderOfTheirNames() throws IOException {
    usb("1-1.3", "ttyUSB1", "ftdi_sio", "0403", "6001", "B", "FTDI", "R");
    usb("1-1.2", "ttyUSB0", "ftdi_sio", "0403", "6001", "A", "FTDI", "R");
    assertEquals(
        List.of(dev.resolve("ttyUSB0"), dev.resolve("ttyUSB1")),
        scan.ports().stream().map(FoundPort::path).toList());
  }

  @Test
  void aPortIsFoundByIdsSerialNumberOrSocket() throws IOException {
    usb("1-1.2", "ttyUSB0", "ftdi_sio", "0403", "6001", "A", "FTDI", "R");
    usb("1-1.3", "ttyUSB1", "ftdi_sio", "0403", "6001", "B", "FTDI", "R");
    assertEquals(dev.resolve("ttyUSB1"), path(new PortMatch.ByUsb("0403", "6001", "B")));
    assertEquals(dev.resolve("ttyUSB0"), path(new PortMatch.ByPhysicalPath("1-1.2")));
    assertNull(scan.find(new PortMatch.ByUsb("0403", "6001", "")), "two match: neither is taken");
    assertNull(scan.find(new PortMatch.ByUsb("0403", "9999", "")));
    assertNull(scan.find(new PortMatch.ByPhysicalPath("1-1")));
  }

  @Test
  void idsAreComparedWithoutRegardToCase() throws IOException {
    usb("1-1.2", "ttyUSB0", "cp210x", "10c4", "ea60", "1", "S", "B");
    assertEquals(dev.resolve("ttyUSB0"), path(new PortMatch.ByUsb("10C4", "EA60", "")));
  }

  @Test
  void aLinkByIdLeadsToThePortAndWhatIsKnownOfIt() throws IOException {
    usb("1-1.2", "ttyUSB0", "cp210x", "10c4", "ea60", "77", "S", "B");
    Path byId = Files.createDirectories(dev.resolve("serial/by-id")).resolve("usb-S_B_77-if00");
    link(byId, dev.resolve("ttyUSB0"));
    FoundPort port = scan.find(new PortMatch.ByPath(byId));
    assertEquals(dev.resolve("ttyUSB0"), port.path());
    assertEquals("77", port.usbSerial());
    assertEquals("1-1.2", port.physicalPath());
  }

  @Test
  void aPathThatIsNotThereIsNotFoundAndADanglingLinkNeither() throws IOException {
    assertNull(scan.find(new PortMatch.ByPath(dev.resolve("ttyUSB9"))));
    link(folder.resolve("dangling"), dev.resolve("ttyUSB9"));
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

  private void usb(
      String socket,
      String name,
      String driver,
      String vendor,
      String product,
      String serial,
      String maker,
      String words)
      throws IOException {
    Path device = sys.resolve("devices/pci0/usb1/" + socket);
    Path port = Files.createDirectories(device.resolve(socket + ":1.0/" + name + "/tty/" + name));
    Files.writeString(device.resolve("idVendor"), vendor + "\n");
    Files.writeString(device.resolve("idProduct"), product + "\n");
    if (!serial.isEmpty()) {
      Files.writeString(device.resolve("serial"), serial + "\n");
    }
    if (!maker.isEmpty()) {
      Files.writeString(device.resolve("manufacturer"), maker + "\n");
    }
    Files.writeString(device.resolve("product"), words + "\n");
    bind(port, device.resolve(socket + ":1.0/" + name), driver, name);
  }

  private void uart(String name, String driver, String type) throws IOException {
    Path device = Files.createDirectories(sys.resolve("devices/platform/" + name + "-device"));
    Path port = Files.createDirectories(device.resolve("tty/" + name));
    Files.writeString(port.resolve("type"), type + "\n");
    bind(port, device, driver, name);
  }

  private void bind(Path port, Path device, String driver, String name) throws IOException {
    Path drivers = Files.createDirectories(sys.resolve("bus/drivers/" + driver));
    link(device.resolve("driver"), drivers);
    link(port.resolve("device"), device);
    link(sys.resolve("class/tty/" + name), port);
    Files.createFile(dev.resolve(name));
  }

  private static void link(Path link, Path target) throws IOException {
    Files.createSymbolicLink(link, target);
  }
}
