package io.tidegate.gateway.serial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A tree made like the kernel's: class/tty/NAME is a link into devices/, where `device` leads to
/// the interface, and the USB device with its ids stands above that.
public final class SysTree {
  public final Path sys;
  public final Path dev;

  public SysTree(Path folder) throws IOException {
    this(folder, Files.createDirectories(folder.resolve("dev")));
  }

  /// With device files that are there already.
  public SysTree(Path folder, Path dev) throws IOException {
    this.sys = Files.createDirectories(folder.resolve("sys"));
    this.dev = dev;
    Files.createDirectories(sys.resolve("class/tty"));
  }

  public SerialScan scan() {
    return new SerialScan(sys, dev);
  }

  public void usb(
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

  public void uart(String name, String driver, String type) throws IOException {
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
    if (!Files.exists(dev.resolve(name))) {
      Files.createFile(dev.resolve(name));
    }
  }

  public static void link(Path link, Path target) throws IOException {
    Files.createSymbolicLink(link, target);
  }
}
