package io.tidegate.sim.cli;

import io.tidegate.sim.net.AccessPoint;
import io.tidegate.sim.proxy.Address;
import io.tidegate.sim.scenario.ChipKind;
import io.tidegate.sim.scenario.SensorPlan;
import io.tidegate.sim.scenario.SensorWords;
import io.tidegate.sim.scenario.WifiPlan;
import java.io.IOException;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// What surrounds a board that is run alone, whatever runs on it.
final class OneBoardOptions {
  private static final int USUAL_BROKER_PORT = 1883;

  @Option(
      names = "--sensor",
      paramLabel = "KIND[@PLACE][=VALUE][,NAME=VALUE]...",
      description = {
        "What is wired to it: ds18b20@D2=21.5, dht22@D4=21.5,humidity=48, bme280@0x77, analog=0.5."
            + " PLACE is a pin, an address, or both: D2/28FF641E8216C3A1. A value is a number, or a"
            + " signal as in a scenario: {signal: sine, middle: 20, amplitude: 5}. May be given"
            + " again."
      })
  List<String> sensors = new ArrayList<>();

  @Option(
      names = "--broker",
      paramLabel = "HOST[:PORT]",
      defaultValue = "localhost",
      description = "Where connections to port 1883 lead; default ${DEFAULT-VALUE}:1883.")
  String broker = "localhost";

  @Option(
      names = "--lead",
      paramLabel = "NAME[:PORT]=HOST[:PORT]",
      description =
          "Where connections and datagrams to that name lead, at that port or at any; may be given"
              + " again.")
  List<String> leads = new ArrayList<>();

  @Option(
      names = "--wifi",
      paramLabel = "NAME[:PASSWORD]",
      description = {
        "The access point that there is. Default: one that takes every name and password, whatever"
            + " the sketch has."
      })
  String wifi;

  @Option(
      names = "--speed",
      paramLabel = "X",
      defaultValue = "1",
      description =
          "Seconds that pass for it in one of ours, 0.01 to 100; default ${DEFAULT-VALUE}.")
  double speed = 1;

  @Option(
      names = "--virtual",
      description = {
        "As fast as it can, with --seconds of the sketch's time, no port, and a broker of its own:"
            + " the same seed gives the same output."
      })
  boolean virtual;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Stops after so many seconds. Default: runs until Ctrl-C.")
  Long seconds;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description =
          "Draws its pins and its serial line as VCD, as programs for logic analysers read it.")
  Path trace;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Its chip id and all chance; default ${DEFAULT-VALUE}.")
  long seed = 1;

  @Option(
      names = "--link-dir",
      paramLabel = "FOLDER",
      description = {
        "Where the link to its port is made, with the sketch's name. Default:"
            + " $$XDG_RUNTIME_DIR/tidegate-sim, else tidegate-sim-USER in the folder for"
            + " temporary files."
      })
  Path linkFolder;

  /// Throws with what was expected.
  void check() {
    demand(speed >= 0.01 && speed <= 100, "--speed: expected 0.01 to 100", speed);
    demand(seconds == null || seconds >= 1, "--seconds: expected 1 or more", seconds);
    demand(!virtual || seconds != null, "--virtual: expected --seconds beside it", "none");
    demand(!virtual || leads.isEmpty(), "--lead: expected no --virtual beside it", leads);
    Leads.of(leads);
    broker();
    AccessPoint.check(wifi().ssid(), wifi().password());
  }

  static void demand(boolean holds, String words, Object got) {
    if (!holds) {
      throw new IllegalArgumentException(words + ", got " + got);
    }
  }

  InetSocketAddress broker() {
    return Address.unresolved(broker, USUAL_BROKER_PORT);
  }

  WifiPlan wifi() {
    if (wifi == null) {
      return WifiPlan.ANY;
    }
    int colon = wifi.indexOf(':');
    return colon < 0
        ? new WifiPlan(wifi, "")
        : new WifiPlan(wifi.substring(0, colon), wifi.substring(colon + 1));
  }

  /// What hangs on the pins of this chip; throws with what was expected.
  List<SensorPlan> wired(ChipKind chip) {
    List<SensorPlan> wired = new ArrayList<>();
    for (String each : sensors) {
      try {
        wired.add(SensorWords.read(each, chip));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("--sensor " + each + ": " + e.getMessage(), e);
      }
    }
    if (wired.isEmpty()) {
      return wired;
    }
    try {
      SensorPlan.tryOut(chip, wired);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--sensor: " + e.getMessage(), e);
    }
    return wired;
  }

  /// Null where nothing is drawn.
  Writer traced() throws IOException {
    return trace == null ? null : Files.newBufferedWriter(trace);
  }
}
