package io.tidegate.gateway.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The machine itself, its clock and supply.
class MachineChecksTest {
  private static final String SENSORS =
      "gpio: {sensors: {shed: {w1: 28-0316a2797baa}, air: {iio: bmp280, channel: temp},"
          + " soil: {i2c: 1, address: 0x48, chip: ads1115, channel: a0}}}";

  @TempDir Path folder;
  private Tree tree;

  @BeforeEach
  void machine() throws IOException {
    tree = new Tree(folder);
  }

  private Finding machine(Id id) {
    return Tree.only(id, tree.bare(), MachineChecks::find);
  }

  private Finding clock(Id id) {
    return Tree.only(id, tree.bare(), ClockChecks::find);
  }

  @Test
  void anotherMachineIsToldToBeNoPiOnce() throws IOException {
    tree.write("/proc/device-tree/model", "Some Other Board");
    assertEquals(
        List.of(new Finding(Id.RASPBERRY_PI, State.NOTE, "machine", "not a Raspberry Pi", "")),
        MachineChecks.find(tree.bare()));
  }

  @Test
  void aPiIsKnownByItsDeviceTree() throws IOException {
    tree.pi("Raspberry Pi 4 Model B Rev 1.4\0");
    assertEquals("Raspberry Pi 4 Model B Rev 1.4", machine(Id.RASPBERRY_PI).words());
  }

  @Test
  void theKernelsWordOnTheSupplyIsTaken() throws IOException {
    tree.pi("Raspberry Pi 4 Model B Rev 1.4");
    assertEquals(State.UNCHECKED, machine(Id.UNDER_VOLTAGE).state());
    tree.write("/sys/class/hwmon/hwmon0/name", "cpu_thermal");
    tree.write("/sys/class/hwmon/hwmon1/name", "rpi_volt");
    tree.write("/sys/class/hwmon/hwmon1/in0_lcrit_alarm", "0");
    assertEquals(State.OK, machine(Id.UNDER_VOLTAGE).state());
    tree.write("/sys/class/hwmon/hwmon1/in0_lcrit_alarm", "1");
    assertEquals(State.ERROR, machine(Id.UNDER_VOLTAGE).state());
    assertEquals("sudo dmesg --ctime | grep -i voltage", machine(Id.UNDER_VOLTAGE).command());
  }

  @Test
  void sensorsWithoutTheirDriverAreTold() throws IOException {
    tree.pi("Raspberry Pi 4 Model B Rev 1.4");
    Situation at = tree.with(SENSORS);
    Finding bus = Tree.only(Id.ONE_WIRE, at, MachineChecks::find);
    assertEquals(State.ERROR, bus.state());
    assertTrue(bus.command().startsWith("echo dtoverlay=w1-gpio | sudo tee -a /boot/firmware/"));
    assertEquals(State.ERROR, Tree.only(Id.IIO, at, MachineChecks::find).state());
    assertEquals(State.ERROR, Tree.only(Id.TWO_WIRE, at, MachineChecks::find).state());
    tree.write("/sys/class/i2c-dev/i2c-1/name", "x");
    assertEquals(State.OK, Tree.only(Id.TWO_WIRE, at, MachineChecks::find).state());
    tree.write("/sys/bus/w1/devices/w1_bus_master1/name", "x");
    tree.write("/sys/bus/iio/devices/iio:device0/name", "bmp280");
    assertEquals(State.OK, Tree.only(Id.ONE_WIRE, at, MachineChecks::find).state());
    assertEquals(State.OK, Tree.only(Id.IIO, at, MachineChecks::find).state());
  }

  @Test
  void aClockThatTimesyncdHasNotSetIsTold() throws IOException {
    tree.write("/run/systemd/timesync/x");
    Finding finding = clock(Id.CLOCK);
    assertEquals(State.WARNING, finding.state());
    assertEquals("sudo timedatectl set-ntp true", finding.command());
    tree.write("/run/systemd/timesync/synchronized");
    assertEquals(State.OK, clock(Id.CLOCK).state());
  }

  @Test
  void aClockThatNobodyKeepsIsTold() throws IOException {
    assertEquals("sudo apt-get install systemd-timesyncd", clock(Id.CLOCK).command());
    tree.process(50, "chronyd");
    assertEquals("kept by chronyd", clock(Id.CLOCK).words());
  }

  @Test
  void whoeverKeepsTheClockTheKernelKnowsWhetherItIsRight() throws IOException {
    tree.kernelClock = KernelClock.SYNCHRONISED;
    assertEquals(State.OK, clock(Id.CLOCK).state());
    tree.kernelClock = KernelClock.FREE;
    tree.process(50, "chronyd");
    assertEquals("chronyd has not reached a time server yet", clock(Id.CLOCK).words());
    assertEquals(KernelClock.FREE, KernelClock.of(5));
    assertEquals(KernelClock.UNKNOWN, KernelClock.of(-1));
    assertEquals(KernelClock.SYNCHRONISED, KernelClock.of(0));
    assertTrue(KernelClock.ofSystem() != KernelClock.UNKNOWN, "this Linux can be asked");
  }

  @Test
  void theClockOfAPi5IsWorthWhatItsBatteryIs() throws IOException {
    tree.pi("Raspberry Pi 5 Model B Rev 1.0").write("/sys/class/rtc/rtc0/name", "rpi");
    assertEquals(State.UNCHECKED, clock(Id.RTC).state());
    tree.write("/sys/class/rtc/rtc1/name", "rtc-ds1307");
    assertEquals(State.OK, clock(Id.RTC).state());
  }

  @Test
  void aClockThatCannotBeRightIsAnError() throws IOException {
    tree.write("/run/systemd/timesync/synchronized").clockPlausible = false;
    assertEquals(State.ERROR, clock(Id.CLOCK).state());
  }

  @Test
  void onlyAPiIsAskedForAClockWithABattery() throws IOException {
    assertTrue(Tree.none(Id.RTC, tree.bare(), ClockChecks::find));
    tree.pi("Raspberry Pi 4 Model B Rev 1.4");
    assertEquals(State.NOTE, clock(Id.RTC).state());
    assertTrue(clock(Id.RTC).command().startsWith("echo dtoverlay=i2c-rtc,ds3231 | "));
    tree.write("/sys/class/rtc/rtc0/name", "rtc-ds1307");
    assertEquals(State.OK, clock(Id.RTC).state());
  }
}
