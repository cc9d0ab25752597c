package io.tidegate.gateway.doctor;

import io.tidegate.gateway.gpio.SensorSettings;
import java.util.ArrayList;
import java.util.List;

/// What kind of machine it is, its supply, and the kernel's drivers for sensors.
final class MachineChecks {
  private static final String HWMON = "/sys/class/hwmon/";

  private MachineChecks() {}

  static List<Finding> find(Situation at) {
    Machine machine = at.machine();
    List<Finding> found = new ArrayList<>();
    String model = machine.raspberryPi();
    if (model.isEmpty()) {
      found.add(Id.RASPBERRY_PI.note("machine", "not a Raspberry Pi"));
    } else {
      found.add(Id.RASPBERRY_PI.ok("machine", model));
      supply(machine, found);
    }
    sensors(at, found);
    return found;
  }

  private static void supply(Machine machine, List<Finding> found) {
    for (String each : machine.names(HWMON.substring(0, HWMON.length() - 1))) {
      if (machine.text(HWMON + each + "/name").equals("rpi_volt")) {
        boolean low = machine.text(HWMON + each + "/in0_lcrit_alarm").equals("1");
        found.add(
            low
                ? Id.UNDER_VOLTAGE.error("supply", "the supply was below 4.63 V just now")
                : Id.UNDER_VOLTAGE.ok("supply", "enough voltage"));
        return;
      }
    }
    found.add(
        Id.UNDER_VOLTAGE.unchecked(
            "supply", "this kernel does not tell the voltage", "vcgencmd get_throttled"));
  }

  private static void sensors(Situation at, List<Finding> found) {
    if (at.configuration() == null) {
      return;
    }
    String sysfs = at.configuration().gpio().sysfs().toString();
    for (SensorSettings sensor : at.configuration().gpio().sensors()) {
      String name = sensor.name();
      switch (sensor.source()) {
        case SensorSettings.W1 _ ->
            found.add(
                at.machine().names(sysfs + "/bus/w1/devices").isEmpty()
                    ? Id.ONE_WIRE.error(
                        name, "no 1-Wire bus", "file", at.machine().firmwareConfig())
                    : Id.ONE_WIRE.ok(name, "there is a 1-Wire bus"));
        case SensorSettings.Iio(String device, _) ->
            found.add(
                isThere(at.machine(), sysfs + "/bus/iio/devices", device)
                    ? Id.IIO.ok(name, device + " is there")
                    : Id.IIO.error(name, "no IIO device goes by the name " + device));
        case SensorSettings.I2c chip ->
            found.add(
                at.machine().names(sysfs + "/class/i2c-dev").contains(chip.busName())
                    ? Id.TWO_WIRE.ok(name, chip.busName() + " is there")
                    : Id.TWO_WIRE.error(name, "there is no /dev/" + chip.busName()));
      }
    }
  }

  private static boolean isThere(Machine machine, String folder, String device) {
    return machine.names(folder).stream()
        .anyMatch(
            each ->
                each.equals(device) || machine.text(folder + "/" + each + "/name").equals(device));
  }
}
