package io.tidegate.sim.cli;

import io.tidegate.sim.board.Quirks;
import io.tidegate.sim.net.AccessPoint;
import io.tidegate.sim.net.host.HostNetwork;
import io.tidegate.sim.proxy.Address;
import io.tidegate.sim.pty.Place;
import io.tidegate.sim.pty.PortPlan;
import io.tidegate.sim.pty.PortRoom;
import io.tidegate.sim.pty.Rack;
import io.tidegate.sim.scenario.Air;
import io.tidegate.sim.scenario.BoardPlan;
import io.tidegate.sim.scenario.Built;
import io.tidegate.sim.scenario.ChipKind;
import io.tidegate.sim.scenario.SensorPlan;
import io.tidegate.sim.scenario.SensorWords;
import io.tidegate.sim.scenario.WifiPlan;
import io.tidegate.sim.sketch.build.Bits;
import io.tidegate.sim.sketch.build.BuildFailed;
import io.tidegate.sim.sketch.build.BuildOptions;
import io.tidegate.sim.sketch.build.BuiltSketch;
import io.tidegate.sim.sketch.build.SketchBuild;
import io.tidegate.sim.sketch.build.Target;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "sketch",
    description = {
      "Builds an Arduino sketch, unchanged, and runs it as a board.",
      "Its Serial is on a port that any program opens, and is shown here; what is typed goes to it."
          + " Its WiFi finds one access point, and connections to port 1883 of any name lead to the"
          + " broker.",
      "",
      "Libraries are found by the headers that are included: those that are named, then the user's"
          + " Arduino folder, then those that come with this program. A C++ compiler is needed.",
      ""
    },
    optionListHeading = "Options:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped, by Ctrl-C or because the time was over",
      "1:it could not be built or run; the words say why",
      "2:no such option, or a value that cannot be"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidegate-sim sketch arduino-sketches/esp8266-json-lines",
      "  tidegate-sim sketch Weather --library PubSubClient --broker localhost",
      "  tidegate-sim sketch Weather --sensor dht22@D4=21.5,humidity=48 --sensor analog=0.5",
      "  tidegate-sim sketch Weather --virtual --seconds 3600",
      "  tidegate-sim sketch Weather --sanitize"
    })
final class SketchCommand implements Callable<Integer> {
  private static final int USUAL_BROKER_PORT = 1883;
  private static final double LOOK_AT_NETWORK_NANOS = 5e6;

  @Spec private CommandSpec spec;
  @Mixin private Help help;

  @Parameters(index = "0", paramLabel = "FOLDER", description = "The sketch: FOLDER/FOLDER.ino.")
  private Path folder;

  @Option(
      names = "--library",
      paramLabel = "FOLDER",
      description = "A library, or a folder of some, before all others; may be given again.")
  private List<Path> libraries = List.of();

  @Option(
      names = "--target",
      paramLabel = "CHIP",
      defaultValue = "esp8266",
      description = "What it is built for: esp8266 or uno; default ${DEFAULT-VALUE}.")
  private String target;

  @Option(
      names = "--sensor",
      paramLabel = "KIND[@PLACE][=VALUE][,NAME=VALUE]...",
      description = {
        "What is wired to it: ds18b20@D2=21.5, dht22@D4=21.5,humidity=48, bme280@0x77, analog=0.5."
            + " PLACE is a pin, an address, or both: D2/28FF641E8216C3A1. A value is a number, or a"
            + " signal as in a scenario: {signal: sine, middle: 20, amplitude: 5}. May be given"
            + " again."
      })
  private List<String> sensors = List.of();

  @Option(
      names = "--bits",
      paramLabel = "N",
      defaultValue = "auto",
      description =
          "How many bits long, size_t and pointers have: 32, as on the chip, if need be by qemu-user;"
              + " 64; auto: 32 where the kernel runs such programs itself, else 64; default auto.")
  private String bits;

  @Option(
      names = "--millis",
      paramLabel = "TIME",
      description = "What millis() gives at its first start, to 4294967s; default: 0s.",
      converter = Durations.class)
  private Duration millis = Duration.ZERO;

  @Option(
      names = "--broker",
      paramLabel = "HOST[:PORT]",
      defaultValue = "localhost",
      description = "Where connections to port 1883 lead; default ${DEFAULT-VALUE}:1883.")
  private String broker;

  @Option(
      names = "--lead",
      paramLabel = "NAME[:PORT]=HOST[:PORT]",
      description =
          "Where connections to that name lead, at that port or at any; may be given again.")
  private List<String> leads = List.of();

  @Option(
      names = "--wifi",
      paramLabel = "NAME[:PASSWORD]",
      description = {
        "The access point that there is. Default: one that takes every name and password, whatever"
            + " the sketch has."
      })
  private String wifi;

  @Option(
      names = "--speed",
      paramLabel = "X",
      defaultValue = "1",
      description =
          "Seconds that pass for it in one of ours, 0.01 to 100; default ${DEFAULT-VALUE}.")
  private double speed;

  @Option(
      names = "--virtual",
      description = {
        "As fast as it can, with --seconds of the sketch's time, no port, and a broker of its own:"
            + " the same seed gives the same output."
      })
  private boolean virtual;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Stops after so many seconds. Default: runs until Ctrl-C.")
  private Long seconds;

  @Option(
      names = "--sanitize",
      description = "Looks for wrong use of memory and undefined behaviour; it is slower.")
  private boolean sanitize;

  @Option(
      names = "--gdb",
      description = "Waits at each start for a debugger, and says how to give it one.")
  private boolean gdb;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description =
          "Draws its pins and its serial line as VCD, as programs for logic analysers read it.")
  private Path trace;

  @Option(
      names = "--flash",
      paramLabel = "FOLDER",
      description = "What its flash holds is kept here. Default: it is thrown away at the end.")
  private Path flash;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Its chip id and all chance; default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--link-dir",
      paramLabel = "FOLDER",
      description = {
        "Where the link to its port is made, with the sketch's name. Default:"
            + " $$XDG_RUNTIME_DIR/tidegate-sim, else tidegate-sim-USER in the folder for"
            + " temporary files."
      })
  private Path linkFolder;

  /// Of the options, once they were checked.
  private ChipKind chip;

  private final List<SensorPlan> wired = new ArrayList<>();
  private final CountDownLatch stop = new CountDownLatch(1);

  @Override
  public Integer call() throws Exception {
    Target chosen = check();
    BuildOptions options = new BuildOptions(chosen, libraries, sanitize, Bits.of(bits));
    BuiltSketch built;
    try {
      built = new SketchBuild(SketchBuild.Surroundings.ofThisUser()).build(folder, options);
    } catch (BuildFailed e) {
      say(e.getMessage());
      return TidegateSim.FAILED;
    }
    if (gdb && built.width().isEmulated()) {
      say("--gdb: a debugger cannot follow what an emulator runs; --bits 64 beside it can be");
      return TidegateSim.FAILED;
    }
    say(built.summary());
    StartCache.keep(trial());
    if (flash != null) {
      Files.createDirectories(flash);
    }
    Path kept = flash == null ? null : flash.toAbsolutePath();
    BoardPlan plan =
        BoardPlan.running(
                built.sketch().name(), new BoardPlan.Sketched(built, true, kept, gdb), chip, wired)
            .withQuirks(Quirks.NONE.withStartMillis(millis.toMillis()));
    if (virtual) {
      try (Writer drawn = traced()) {
        VirtualSketch.run(
            plan, seed, access(), seconds, spec.commandLine().getOut(), drawn, this::say);
      }
      return TidegateSim.OK;
    }
    return runOnPort(plan);
  }

  /// A start like this one that nobody sees.
  private List<String> trial() {
    List<String> trial = new ArrayList<>(List.of("sketch", folder.toAbsolutePath().toString()));
    libraries.forEach(each -> trial.addAll(List.of("--library", each.toAbsolutePath().toString())));
    trial.addAll(List.of("--target", target, "--virtual", "--seconds", "10"));
    if (sanitize) {
      trial.add("--sanitize");
    }
    return trial;
  }

  /// Null where nothing is drawn.
  private Writer traced() throws IOException {
    return trace == null ? null : Files.newBufferedWriter(trace);
  }

  private Target check() {
    TidegateSim.demand(spec, speed >= 0.01 && speed <= 100, "--speed: expected 0.01 to 100", speed);
    TidegateSim.demand(
        spec, seconds == null || seconds >= 1, "--seconds: expected 1 or more", seconds);
    TidegateSim.demand(
        spec, !virtual || seconds != null, "--virtual: expected --seconds beside it", "none");
    TidegateSim.demand(
        spec, !virtual || leads.isEmpty(), "--lead: expected no --virtual beside it", leads);
    TidegateSim.demand(
        spec, millis.toMillis() < 1L << 32, "--millis: expected at most 4294967s", millis);
    try {
      Leads.of(leads);
      Address.of(broker, USUAL_BROKER_PORT);
      Bits.of(bits);
      AccessPoint.check(access().ssid(), access().password());
      Target chosen = Target.of(target);
      chip = chosen == Target.ESP8266 ? ChipKind.ESP8266 : ChipKind.UNO;
      wire();
      return chosen;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private void wire() {
    for (String each : sensors) {
      try {
        wired.add(SensorWords.read(each, chip));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("--sensor " + each + ": " + e.getMessage(), e);
      }
    }
    try {
      SensorPlan.tryOut(chip, wired);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--sensor: " + e.getMessage(), e);
    }
  }

  private WifiPlan access() {
    if (wifi == null) {
      return WifiPlan.ANY;
    }
    int colon = wifi.indexOf(':');
    return colon < 0
        ? new WifiPlan(wifi, "")
        : new WifiPlan(wifi.substring(0, colon), wifi.substring(colon + 1));
  }

  private int runOnPort(BoardPlan plan) throws IOException, InterruptedException {
    PortRoom.make(1);
    LinkFolder links =
        LinkFolder.open(linkFolder == null ? LinkFolder.usual() : linkFolder.toAbsolutePath());
    World world = new World(seed);
    HostNetwork network = HostNetwork.open();
    Rack rack = new Rack(world, speed);
    Built[] built = new Built[1];
    Writer drawn = traced();
    Runnable end =
        () -> {
          BoardsCommand.end(rack, links);
          network.close();
          if (built[0] != null) {
            built[0].close();
          }
          close(drawn);
        };
    try {
      Place place = rack.ask(() -> place(rack, world, network, plan, links, built, drawn));
      say(plan.chip().wireName() + " on " + place.path());
      TypedLines.to(bytes -> rack.ask(() -> typed(place, bytes)));
    } catch (IOException e) {
      end.run();
      throw e;
    }
    TidegateSim.whenEnding(
        () -> {
          end.run();
          return TidegateSim.OK;
        });
    if (seconds == null) {
      stop.await();
    } else {
      stop.await(seconds, TimeUnit.SECONDS);
    }
    return TidegateSim.OK;
  }

  /// On the rack's thread.
  private Place place(
      Rack rack,
      World world,
      HostNetwork network,
      BoardPlan plan,
      LinkFolder links,
      Built[] built,
      Appendable drawn)
      throws IOException {
    network.joinWorld(world, (long) (LOOK_AT_NETWORK_NANOS * Math.max(1, speed)));
    InetSocketAddress led = Address.of(broker, USUAL_BROKER_PORT);
    Air air = new Air(world, access(), network, led.getHostString(), led.getPort());
    Leads.of(leads).into(air);
    long beganMillis = System.currentTimeMillis();
    air.date(nanos -> beganMillis + nanos / 1_000_000);
    built[0] = plan.build(seed, air, _ -> {}, drawn);
    built[0].tellTo(this::say);
    PortPlan port =
        PortPlan.of(links.link(plan.name())).withTap(new ShownText(spec.commandLine().getOut()));
    Place place = rack.add(built[0].board(), port);
    built[0].wakeBy(place.cable());
    return place;
  }

  private static Void typed(Place place, byte[] bytes) {
    place.cable().write(bytes, bytes.length);
    return null;
  }

  private void close(Writer drawn) {
    try {
      if (drawn != null) {
        drawn.close();
      }
    } catch (IOException e) {
      say(trace + ": the end of it is missing (" + e.getMessage() + ")");
    }
  }

  private void say(String words) {
    spec.commandLine().getErr().println("tidegate-sim: " + words);
    spec.commandLine().getErr().flush();
  }
}
