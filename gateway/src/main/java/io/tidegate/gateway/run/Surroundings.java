package io.tidegate.gateway.run;

import io.tidegate.gateway.core.Disk;
import io.tidegate.gateway.core.Journal;
import io.tidegate.gateway.gpio.GpioSettings;
import io.tidegate.gateway.gpio.Lines;
import io.tidegate.gateway.gpio.Sensors;
import io.tidegate.gateway.serial.SerialScan;
import io.tidegate.gateway.service.Orders;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// What a gateway takes from the machine it runs on; tests and the demo replace parts of it.
/// `disk` is put before the real one. `orders` are systemd's. `everySecond` is run by the core's
/// thread, and may not block.
public record Surroundings(
    Journal journal,
    SerialScan scan,
    WallClock clock,
    UnaryOperator<String> environment,
    UnaryOperator<Disk> disk,
    Orders orders,
    Function<GpioSettings, Lines> lines,
    Function<GpioSettings, Sensors> sensors,
    Runnable everySecond) {

  public static Surroundings ofThisMachine(LogJournal journal) {
    Orders orders = Orders.of(System::getenv, ProcessHandle.current().pid());
    return with(journal, orders, journal::tick);
  }

  /// This machine with another journal; not as a service.
  public static Surroundings with(Journal journal) {
    return with(journal, Orders.NONE, () -> {});
  }

  private static Surroundings with(Journal journal, Orders orders, Runnable everySecond) {
    return new Surroundings(
        journal,
        SerialScan.ofSystem(),
        WallClock.ofSystem(),
        System::getenv,
        UnaryOperator.identity(),
        orders,
        Lines::ofThisMachine,
        settings -> new Sensors(settings.sysfs()),
        everySecond);
  }

  public Surroundings withScan(SerialScan wanted) {
    return new Surroundings(
        journal, wanted, clock, environment, disk, orders, lines, sensors, everySecond);
  }

  public Surroundings withDisk(UnaryOperator<Disk> wanted) {
    return new Surroundings(
        journal, scan, clock, environment, wanted, orders, lines, sensors, everySecond);
  }

  public Surroundings withEnvironment(UnaryOperator<String> wanted) {
    return new Surroundings(
        journal, scan, clock, wanted, disk, orders, lines, sensors, everySecond);
  }

  public Surroundings withOrders(Orders wanted) {
    return new Surroundings(
        journal, scan, clock, environment, disk, wanted, lines, sensors, everySecond);
  }

  public Surroundings withLines(Lines wanted) {
    return new Surroundings(
        journal, scan, clock, environment, disk, orders, _ -> wanted, sensors, everySecond);
  }

  public Surroundings withSensors(Function<GpioSettings, Sensors> wanted) {
    return new Surroundings(
        journal, scan, clock, environment, disk, orders, lines, wanted, everySecond);
  }
}
