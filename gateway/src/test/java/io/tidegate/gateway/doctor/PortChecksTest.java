package io.tidegate.gateway.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.gateway.serial.SysTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortChecksTest {
  private static final String GARDEN = "ports: [{path: /dev/ttyUSB0, name: garden}]";

  @TempDir Path folder;
  private Tree tree;

  @BeforeEach
  void machine() throws IOException {
    tree = new Tree(folder);
  }

  private Finding only(Id id, String... yaml) {
    return Tree.only(id, tree.with(yaml), PortChecks::find);
  }

  @Test
  void aPortThatIsNotThereIsNamedAsItIsConfigured() {
    assertEquals(
        new Finding(
            Id.PORT_PRESENT,
            State.WARNING,
            "garden",
            "/dev/ttyUSB0 is not there",
            "tidegate ports"),
        only(Id.PORT_PRESENT, GARDEN));
  }

  @Test
  void aPortIsFoundByItsUsbIdsToo() throws IOException {
    tree.usb("ttyUSB0").user(0, "");
    assertEquals(
        State.OK, only(Id.PORT_HOLDER, "ports: [{usb: '1a86:7523', name: garden}]").state());
  }

  @Test
  void aPortOfAGroupThatTheUserIsNotInNamesTheCommand() throws IOException {
    tree.usb("ttyUSB0").group("/dev/ttyUSB0", "dialout");
    Finding finding = only(Id.PORT_PERMISSION, GARDEN);
    assertEquals(State.ERROR, finding.state());
    assertEquals("sudo usermod -aG dialout pi", finding.command());
    assertEquals("pi may not open /dev/ttyUSB0, which is for the group dialout", finding.words());
  }

  @Test
  void aUserOfTheGroupMayOpenThePort() throws IOException {
    tree.usb("ttyUSB0").user(1000, Integer.toString(tree.gid("/dev/ttyUSB0")));
    assertEquals(State.OK, only(Id.PORT_PERMISSION, GARDEN).state());
  }

  @Test
  void aGroupJoinedAfterTheLoginIsToldApart() throws IOException {
    tree.usb("ttyUSB0").group("/dev/ttyUSB0", "dialout", "pi");
    Finding finding = only(Id.GROUP_LOGIN, GARDEN);
    assertEquals(State.ERROR, finding.state());
    assertEquals("newgrp dialout", finding.command());
  }

  @Test
  void theServicesConfigurationIsJudgedForTheServicesUserWhoeverAsks() throws IOException {
    tree.usb("ttyUSB0").user(0, "").group("/dev/ttyUSB0", "uucp");
    tree.file = Path.of("/etc/tidegate/tidegate.yaml");
    assertEquals(State.OK, only(Id.PORT_PERMISSION, GARDEN).state(), "root may");
    tree.write("/etc/passwd", "tidegate:x:990:990::/var/lib/tidegate:/usr/sbin/nologin");
    assertEquals("sudo usermod -aG uucp tidegate", only(Id.PORT_PERMISSION, GARDEN).command());
    tree.write("/usr/lib/systemd/system/tidegate.service", "SupplementaryGroups=gpio uucp");
    Finding finding = only(Id.PORT_PERMISSION, GARDEN);
    assertEquals("tidegate may open /dev/ttyUSB0", finding.words());
  }

  @Test
  void anotherProgramThatHasThePortIsNamedWithItsProcess() throws IOException {
    tree.usb("ttyUSB0").user(0, "").process(1234, "minicom");
    Files.createDirectories(tree.path("/proc/1234/fd"));
    SysTree.link(tree.path("/proc/1234/fd/3"), tree.path("/dev/ttyUSB0").toRealPath());
    Finding finding = only(Id.PORT_HOLDER, GARDEN);
    assertEquals(State.ERROR, finding.state());
    assertEquals("/dev/ttyUSB0 is held by minicom (process 1234)", finding.words());
    assertEquals("sudo kill 1234", finding.command());
  }

  @Test
  void anotherGatewayThatHasThePortIsStoppedAndNotKilled() throws IOException {
    tree.usb("ttyUSB0").user(0, "").process(1234, "java");
    tree.write("/proc/1234/cmdline", "java -cp x io.tidegate.gateway.cli.Tidegate run");
    Files.createDirectories(tree.path("/proc/1234/fd"));
    SysTree.link(tree.path("/proc/1234/fd/3"), tree.path("/dev/ttyUSB0").toRealPath());
    assertEquals("sudo systemctl stop tidegate", only(Id.PORT_HOLDER, GARDEN).command());
  }

  @Test
  void aPortThatIsForItsOwnerOnlyGetsARuleAndNobodyJoinsRootsGroup() throws IOException {
    tree.usb("ttyUSB0").device("/dev/ttyUSB0", "---------");
    Finding finding = only(Id.DEVICE_MODE, GARDEN);
    assertEquals(State.ERROR, finding.state());
    assertEquals("/dev/ttyUSB0 is for its owner only", finding.words());
    assertTrue(
        finding.command().startsWith("echo 'KERNEL==\"ttyUSB0\", GROUP=\"dialout\", MODE="),
        finding.command());
  }

  @Test
  void gpioChipsAndBusesAreNotedAndWrongForNobody() throws IOException {
    assertEquals(List.of(), DeviceAccess.find(tree.bare()));
    tree.device("/dev/gpiochip0", "---rw----").device("/dev/i2c-1", "---------");
    tree.group("/dev/gpiochip0", "gpio");
    List<Finding> found = DeviceAccess.find(tree.bare());
    assertEquals(
        List.of(Id.GPIO_PERMISSION, Id.DEVICE_MODE), found.stream().map(Finding::id).toList());
    assertEquals("sudo usermod -aG gpio pi", found.getFirst().command());
    assertTrue(found.getLast().command().contains("GROUP=\"i2c\""), found.toString());
    assertTrue(found.stream().allMatch(each -> each.state() == State.NOTE), found.toString());
    tree.user(0, "");
    assertEquals(
        List.of(State.OK, State.OK),
        DeviceAccess.find(tree.bare()).stream().map(Finding::state).toList());
  }

  @Test
  void theChipOfConfiguredPinsHasToBeThereAndOpenToTheUser() throws IOException {
    Situation pins = tree.with("gpio: {chip: gpiochip0, pins: {door: {input: 17}}}");
    Finding missing = Tree.only(Id.GPIO_CHIP, pins, DeviceAccess::find);
    assertEquals(State.ERROR, missing.state());
    assertEquals("there is no gpiochip0", missing.words());
    tree.device("/dev/gpiochip0", "---rw----").device("/dev/gpiochip1", "---rw----");
    tree.group("/dev/gpiochip0", "gpio");
    List<Finding> found = DeviceAccess.find(pins);
    assertEquals(List.of(State.ERROR, State.NOTE), found.stream().map(Finding::state).toList());
    assertEquals("sudo usermod -aG gpio pi", found.getFirst().command());
  }

  @Test
  void severalPortsOrNoneForOnePairOfIdsIsToldSo() {
    assertEquals(
        "not exactly one is USB 1a86:7523",
        only(Id.PORT_PRESENT, "ports: [{usb: '1a86:7523', name: garden}]").words());
  }

  @Test
  void whoIsNotRootIsToldThatHeDoesNotSeeAllHolders() throws IOException {
    tree.usb("ttyUSB0");
    Finding finding = only(Id.PORT_HOLDER, GARDEN);
    assertEquals(State.UNCHECKED, finding.state());
    assertEquals("sudo tidegate doctor /home/pi/tidegate.yaml", finding.command());
    tree.user(0, "");
    assertEquals(State.OK, only(Id.PORT_HOLDER, GARDEN).state());
  }

  @Test
  void aPortThatTheRunningGatewayHasIsWell() throws IOException {
    tree.usb("ttyUSB0");
    tree.running =
        new Running.Yes(Map.of(tree.path("/dev/ttyUSB0").toRealPath(), "garden"), 1, 0, 0, 0);
    List<Finding> all = PortChecks.find(tree.with(GARDEN));
    assertEquals(1, all.size(), all.toString());
    assertEquals("in use by the running gateway as garden", all.getFirst().words());
  }

  @Test
  void modemManagerIsToldWhereNothingKeepsItAway() throws IOException {
    tree.usb("ttyUSB0");
    assertTrue(Tree.none(Id.MODEM_MANAGER, tree.with(GARDEN), PortChecks::find));
    tree.process(77, "ModemManager").write("/sys/class/tty/ttyUSB0/dev", "188:0");
    Finding finding = only(Id.MODEM_MANAGER, GARDEN);
    assertEquals(State.WARNING, finding.state());
    assertEquals("sudo systemctl mask --now ModemManager", finding.command());
    tree.write("/run/udev/data/c188:0", "S:tidegate/at-1-1.2", "E:ID_MM_PORT_IGNORE=1");
    assertEquals(State.OK, only(Id.MODEM_MANAGER, GARDEN).state());
  }

  @Test
  void aServiceWithUsbPortsWantsTheirDriversLoaded() throws IOException {
    assertTrue(Tree.none(Id.PORT_DRIVER, tree.with(GARDEN), PortChecks::find));
    tree.file = Path.of("/etc/tidegate/tidegate.yaml");
    tree.write("/proc/devices", "Character devices:", "  4 ttyS", "166 ttyACM");
    Finding finding = only(Id.PORT_DRIVER, GARDEN);
    assertEquals(State.WARNING, finding.state());
    assertEquals("the kernel knows no ttyUSB yet", finding.words());
    assertTrue(finding.command().contains("/etc/modules-load.d/tidegate.conf"));
    tree.write("/proc/devices", "166 ttyACM", "188 ttyUSB");
    assertEquals(State.OK, only(Id.PORT_DRIVER, GARDEN).state());
    assertTrue(
        Tree.none(Id.PORT_DRIVER, tree.with("ports: [{path: /dev/ttyS3}]"), PortChecks::find));
  }

  @Test
  void withoutAConfigurationThePortsThatAreThereAreLookedAt() throws IOException {
    assertEquals(List.of(), PortChecks.find(tree.bare()));
    tree.usb("ttyUSB0");
    assertEquals("ttyUSB0", Tree.only(Id.PORT_PERMISSION, tree.bare(), PortChecks::find).subject());
  }
}
