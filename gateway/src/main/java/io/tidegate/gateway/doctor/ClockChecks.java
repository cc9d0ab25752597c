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
    for (String keeper : KEEPERS) {
      if (at.machine().runs(keeper)) {
        return Id.CLOCK.ok("clock", "kept by " + keeper);
      }
    }
    return Id.CLOCK
        .warning("clock", "no program keeps it right")
        .with("sudo apt-get install systemd-timesyncd");
  }

  private static Finding battery(Machine machine) {
    List<String> clocks = machine.names("/sys/class/rtc");
    return clocks.isEmpty()
        ? Id.RTC.note("clock", "no clock with a battery", "file", machine.firmwareConfig())
        : Id.RTC.ok("clock", "there is " + clocks.getFirst());
  }
}
