package io.tidegate.gateway.doctor;

import java.util.ArrayList;
import java.util.List;

/// Is the time right, who keeps it, and what is left of it after a power cut.
final class ClockChecks {
  private static final String TIMESYNC = "/run/systemd/timesync";
  private static final List<String> KEEPERS = List.of("chronyd", "ntpd", "openntpd");

  private ClockChecks() {}

  static List<Finding> find(Situation at) {
    List<Finding> found = new ArrayList<>();
    found.add(clock(at));
    if (!at.machine().raspberryPi().isEmpty()) {
      found.add(battery(at.machine()));
    }
    return found;
  }

  /// The gateway itself goes by the same file of systemd-timesyncd.
  private static Finding clock(Situation at) {
    if (!at.clockPlausible()) {
      return Id.CLOCK.error("clock", "it is not " + at.now());
    }
    if (at.machine().has(TIMESYNC)) {
      return at.machine().has(TIMESYNC + "/synchronized")
          ? Id.CLOCK.ok("clock", "synchronised by systemd-timesyncd")
          : Id.CLOCK.warning("clock", "systemd-timesyncd has not reached a time server yet");
    }
    if (at.kernelClock() == KernelClock.SYNCHRONISED) {
      return Id.CLOCK.ok("clock", "synchronised, says the kernel");
    }
    for (String keeper : KEEPERS) {
      if (at.machine().runs(keeper)) {
        return at.kernelClock() == KernelClock.FREE
            ? Id.CLOCK.warning("clock", keeper + " has not reached a time server yet")
            : Id.CLOCK.ok("clock", "kept by " + keeper);
      }
    }
    return Id.CLOCK
        .warning("clock", "no program keeps it right")
        .with("sudo apt-get install systemd-timesyncd");
  }

  /// The Pi 5 has a clock of its own; its battery is sold apart.
  private static Finding battery(Machine machine) {
    List<String> clocks = machine.names("/sys/class/rtc");
    if (clocks.isEmpty()) {
      return Id.RTC.note("clock", "no clock with a battery", "file", machine.firmwareConfig());
    }
    return clocks.size() == 1 && machine.raspberryPi().startsWith("Raspberry Pi 5")
        ? Id.RTC.unchecked(
            "clock",
            "the Pi 5's own clock needs a battery at J5, of which the kernel tells nothing",
            "vcgencmd pmic_read_adc BATT_V")
        : Id.RTC.ok("clock", "there is " + clocks.getFirst());
  }
}
