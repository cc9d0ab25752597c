package io.tidegate.gateway.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UartChecksTest {
  private static final String S0 = "ports: [{path: /dev/ttyS0, name: header}]";

  @TempDir Path folder;
  private Tree tree;

  @BeforeEach
  void machine() throws IOException {
    tree = new Tree(folder);
  }

  private Finding only(Id id) {
    return Tree.only(id, tree.with(S0), UartChecks::find);
  }

  @Test
  void aConsoleOnAConfiguredPortIsTakenFromThePisCommandLine() throws IOException {
    tree.pi("Raspberry Pi 4 Model B Rev 1.4").sys.uart("ttyS0", "bcm2835-aux-uart", "4");
    assertEquals(State.OK, only(Id.SERIAL_CONSOLE).state());
    tree.write("/sys/class/tty/console/active", "tty1 ttyS0");
    Finding finding = only(Id.SERIAL_CONSOLE);
    assertEquals(State.ERROR, finding.state());
    assertEquals(
        "sudo sed -i -E 's/console=(ttyS0|serial0)[^ \"]* ?//' /boot/firmware/cmdline.txt"
            + " && sudo reboot",
        finding.command());
  }

  @Test
  void aConsoleOnAnyOtherMachineIsTakenFromGrub() throws IOException {
    tree.sys.uart("ttyS0", "serial8250", "4");
    tree.write("/sys/class/tty/console/active", "ttyS0");
    assertTrue(
        only(Id.SERIAL_CONSOLE)
            .command()
            .endsWith(" /etc/default/grub && sudo update-grub && sudo reboot"));
  }

  @Test
  void aLoginOnAConfiguredPortIsFoundWhetherItWaitsOrIsOnlyEnabled() throws IOException {
    tree.sys.uart("ttyS0", "serial8250", "4");
    assertEquals(State.OK, only(Id.SERIAL_GETTY).state());
    tree.write("/etc/systemd/system/getty.target.wants/serial-getty@ttyS0.service", "");
    Finding finding = only(Id.SERIAL_GETTY);
    assertEquals(State.ERROR, finding.state());
    assertEquals("sudo systemctl mask --now serial-getty@ttyS0.service", finding.command());
  }

  @Test
  void aLoginThatSystemdStartedByItselfIsFound() throws IOException {
    tree.sys.uart("ttyS0", "serial8250", "4");
    tree.write(
        "/sys/fs/cgroup/system.slice/system-serial\\x2dgetty.slice/serial-getty@ttyS0.service/x");
    assertEquals(State.ERROR, only(Id.SERIAL_GETTY).state());
  }

  @Test
  void theMiniUartIsKnownByItsDriver() throws IOException {
    tree.pi("Raspberry Pi Zero 2 W Rev 1.0").sys.uart("ttyS0", "bcm2835-aux-uart", "4");
    Finding finding = only(Id.MINI_UART);
    assertEquals(State.WARNING, finding.state());
    assertEquals(
        "echo dtoverlay=disable-bt | sudo tee -a /boot/firmware/config.txt && sudo reboot",
        finding.command());
  }

  @Test
  void aFullUartIsNoMiniUart() throws IOException {
    tree.pi("Raspberry Pi Zero 2 W Rev 1.0").sys.uart("ttyS0", "uart-pl011", "4");
    assertTrue(Tree.none(Id.MINI_UART, tree.with(S0), UartChecks::find));
  }

  @Test
  void aUartThatIsNotThereIsSwitchedOffOnAPiOnly() throws IOException {
    assertTrue(Tree.none(Id.UART_OFF, tree.with(S0), UartChecks::find));
    tree.pi("Raspberry Pi 5 Model B Rev 1.0");
    Finding finding = only(Id.UART_OFF);
    assertEquals(State.ERROR, finding.state());
    assertTrue(finding.command().startsWith("echo enable_uart=1 | sudo tee -a /boot/firmware/"));
  }

  @Test
  void aPortOnUsbIsNoUart() throws IOException {
    tree.pi("Raspberry Pi 5 Model B Rev 1.0").usb("ttyUSB0");
    assertEquals(0, UartChecks.find(tree.with("ports: [{path: /dev/ttyUSB0, name: u}]")).size());
  }
}
