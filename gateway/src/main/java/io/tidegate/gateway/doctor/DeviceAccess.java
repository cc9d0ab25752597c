package io.tidegate.gateway.doctor;

import io.tidegate.gateway.gpio.PinSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// May the gateway's user open a device file: of ports, and of GPIO chips and I2C buses where there
/// are any.
final class DeviceAccess {
  private static final String CHIP = "gpiochip";
  private static final int GROUP_READ_WRITE = 060;

  private DeviceAccess() {}

  /// Pins and buses are not everybody's concern: nothing is wrong where nothing needs them.
  static List<Finding> find(Situation at) {
    PinSettings pins =
        at.configuration() == null ? PinSettings.NONE : at.configuration().gpio().pins();
    List<Finding> found = new ArrayList<>();
    boolean chip = false;
    for (String name : at.machine().names("/dev")) {
      if (name.startsWith(CHIP) || name.startsWith("i2c-")) {
        boolean wanted = wants(pins, name);
        chip |= wanted;
        Finding finding = of(at, Id.GPIO_PERMISSION, name, at.machine().at("/dev/" + name));
        found.add(wanted ? finding : finding.unwanted());
      }
    }
    if (!pins.rules().isEmpty() && !chip) {
      String missing = pins.chip().isEmpty() ? "no GPIO chip" : "no " + pins.chip();
      found.add(Id.GPIO_CHIP.error("pins", "there is " + missing));
    }
    return found;
  }

  /// Without a name it is one of all.
  private static boolean wants(PinSettings pins, String name) {
    return !pins.rules().isEmpty()
        && name.startsWith(CHIP)
        && (pins.chip().isEmpty() || pins.chip().equals(name));
  }

  /// `denied` is what is found when the user is not in the group.
  static Finding of(Situation at, Id denied, String subject, Path device) {
    Machine machine = at.machine();
    String path = machine.shown(device);
    Machine.Owner owner = machine.owner(device);
    User user = at.user();
    if (owner == null) {
      return denied.unchecked(
          subject, "rights of " + path + " cannot be read", "ls -l " + Id.quoted(path));
    }
    if (user.mayUse(owner)) {
      String who = user.isRoot() ? "root" : user.name();
      return denied.ok(subject, who + " may open " + path);
    }
    String group = User.groupName(machine, owner.gid());
    if (user.afterLogin(machine).mayUse(owner)) {
      return Id.GROUP_LOGIN.error(
          subject,
          user.name() + " is in the group " + group + " of " + path + "; this login began before",
          "group",
          group);
    }
    if (owner.gid() == 0 || (owner.mode() & GROUP_READ_WRITE) != GROUP_READ_WRITE) {
      return Id.DEVICE_MODE.error(
          subject,
          path + " is for " + (owner.gid() == 0 ? "root" : "its owner") + " only",
          "name",
          device.getFileName().toString(),
          "group",
          usualGroup(device.getFileName().toString()));
    }
    return denied.error(
        subject,
        user.name() + " may not open " + path + ", which is for the group " + group,
        "group",
        group,
        "user",
        user.name());
  }

  private static String usualGroup(String name) {
    return name.startsWith(CHIP) ? "gpio" : name.startsWith("i2c-") ? "i2c" : "dialout";
  }
}
