package io.tidegate.gateway.gpio;

import io.tidegate.gateway.gpio.Fault.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the kernel has the PWM of a line: `<sysfs>/class/pwm/pwmchip<chip>/pwm<channel>`.
///
/// A Raspberry Pi 5 (its chip RP1) has a channel for each of the four lines, the ones before it
/// have two channels, each on two lines.
record PwmChannel(int chip, int channel) {
  /// The lines that can have a PWM, on any Pi.
  static final Map<Integer, Integer> RP1 = Map.of(12, 0, 13, 1, 18, 2, 19, 3);

  private static final Map<Integer, Integer> BCM = Map.of(12, 0, 13, 1, 18, 0, 19, 1);

  /// The address of the header's PWM in the RP1, part of the path that a chip's link leads to.
  private static final String RP1_ADDRESS = "1f00098000.pwm";

  private static final Pattern CHIP = Pattern.compile("pwmchip([0-9]{1,4})");

  static Path folder(Path sysfs) {
    return sysfs.resolve("class/pwm");
  }

  static PwmChannel of(int line, Path sysfs) throws Unreadable {
    int first = -1;
    for (String name : SysFile.names(folder(sysfs))) {
      Matcher chip = CHIP.matcher(name);
      if (chip.matches()) {
        int number = Integer.parseInt(chip.group(1));
        if (isRp1(folder(sysfs).resolve(name))) {
          return new PwmChannel(number, RP1.get(line));
        }
        first = first < 0 ? number : first;
      }
    }
    if (first < 0) {
      throw new Unreadable(
          Kind.ABSENT,
          "GPIO "
              + line
              + ": there is no PWM in "
              + folder(sysfs)
              + "; on a Raspberry Pi dtoverlay=pwm-2chan in config.txt makes one, after a restart");
    }
    return new PwmChannel(first, BCM.get(line));
  }

  private static boolean isRp1(Path chip) {
    try {
      return Files.readSymbolicLink(chip).toString().contains(RP1_ADDRESS);
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }
}
