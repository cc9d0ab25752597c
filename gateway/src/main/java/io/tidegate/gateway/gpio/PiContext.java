package io.tidegate.gateway.gpio;

import com.pi4j.Pi4J;
import com.pi4j.boardinfo.definition.BoardModel;
import com.pi4j.boardinfo.util.BoardInfoHelper;
import com.pi4j.context.Context;
import com.pi4j.provider.Provider;
import io.tidegate.gateway.gpio.Fault.Kind;
import java.util.Map;

/// Opens Pi4J, the library that reaches pins, PWM and I2C. Nothing of it is touched before: a
/// gateway that needs none of these never loads it.
///
/// Each user has a context of its own with just the providers it needs: one provider that cannot
/// start would take the others of its context along.
final class PiContext {
  /// Names the chip of the pins; else Pi4J takes the one that says it is the Pi's.
  static final String CHIP = "gpio.chip.name";

  /// Pi4J brings native libraries for this one; the 32-bit one has no Java 25 worth running.
  private static final String ARCHITECTURE = "aarch64";

  private PiContext() {}

  static Context open(Map<String, String> properties, Provider<?, ?, ?>... providers)
      throws Unreadable {
    require(System.getProperty("os.arch"));
    try {
      if (!BoardInfoHelper.runningOnRaspberryPi()) {
        // It believes /proc/cpuinfo, which the service may not see; and refuses boards like a Pi.
        BoardInfoHelper.current().setBoardModel(BoardModel.GENERIC);
      }
      return build(properties, providers);
    } catch (RuntimeException | LinkageError e) {
      throw fault("Pi4J does not start", e);
    }
  }

  static void require(String architecture) throws Unreadable {
    if (!ARCHITECTURE.equals(architecture)) {
      throw new Unreadable(
          Kind.ABSENT,
          "this machine is no Raspberry Pi with a 64-bit system ("
              + architecture
              + "): it has no pins, no PWM and no I2C that the gateway could use; everything else"
              + " works");
    }
  }

  static Context build(Map<String, String> properties, Provider<?, ?, ?>... providers) {
    return Pi4J.newContextBuilder()
        .noAutoDetect()
        .noAutoInject()
        .disableShutdownHook()
        .properties(properties)
        .add(providers)
        .build();
  }

  /// `what` went wrong, for the reason that lies deepest in `failure`.
  static Unreadable fault(String what, Throwable failure) {
    Throwable deepest = failure;
    for (int depth = 0; depth < 16 && deepest.getCause() != null; depth++) {
      deepest = deepest.getCause();
    }
    String reason = deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
    String words = what + ": " + reason.replaceAll("\\s+", " ");
    return reason.contains("Permission denied") || reason.contains("Operation not permitted")
        ? new Unreadable(
            Kind.DENIED, words + "; the user has to be in the group gpio for pins, i2c for I2C")
        : new Unreadable(Kind.FAILED, words);
  }
}
