package io.tidegate.sim.cli;

import io.tidegate.sim.load.Fleet;
import io.tidegate.sim.load.FleetCount;
import io.tidegate.sim.load.FleetPlan;
import io.tidegate.sim.load.Resident;
import io.tidegate.sim.load.Template;
import io.tidegate.sim.proxy.Address;
import io.tidegate.terminal.Terminal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "fleet",
    description = {
      "Connects thousands of boards to a broker, from this one process.",
      "They behave as the library PubSubClient does: QoS 0, a clean session, 15 s keep-alive, packets"
          + " of at most 256 bytes, and a new attempt five seconds after a lost connection.",
      "",
      "Topics and payloads are filled in for each message:",
      "  {id}     @|faint the board's name, which is its client id|@",
      "  {i}      @|faint its number, from 1|@",
      "  {n}      @|faint how many it has published|@",
      "  {t}      @|faint whole seconds since 1970|@",
      "  {value}  @|faint a number around 22.5 that wanders|@",
      ""
    },
    optionListHeading = "Options:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every board was connected all the time, and every message went out",
      "1:not so, or a limit of this machine was in the way; the words say which",
      "2:no such option or value, or no broker there"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidegate-sim fleet --count 5000 --seconds 60",
      "  tidegate-sim fleet --broker broker.lan:1883 --user lab --password-file lab.txt",
      "  tidegate-sim fleet --topic 'site/{i}/t' --payload '{\"temp\": {value}}' --every 1s"
    })
final class FleetCommand implements Callable<Integer> {
  private static final int DIAL_MILLIS = 5_000;
  private static final int STOP_SECONDS = 10;
  private static final int MOST_PASSWORD_BYTES = 1_024;

  @Spec private CommandSpec spec;
  @Mixin private Help help;

  @Option(
      names = "--broker",
      paramLabel = "HOST[:PORT]",
      defaultValue = "localhost:1883",
      converter = Broker.class,
      description = "Default: ${DEFAULT-VALUE}.")
  private InetSocketAddress broker;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many boards, 1 to " + FleetPlan.MOST_BOARDS + "; ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--every",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = Durations.class,
      description = "How often each publishes: 500ms, 10s, 1m; ${DEFAULT-VALUE}.")
  private Duration every;

  @Option(
      names = "--topic",
      paramLabel = "TEXT",
      defaultValue = FleetPlan.TOPIC,
      description = "Default: ${DEFAULT-VALUE}.")
  private String topic;

  @Option(
      names = "--payload",
      paramLabel = "TEXT",
      defaultValue = FleetPlan.PAYLOAD,
      description = "Default: ${DEFAULT-VALUE}.")
  private String payload;

  @Option(
      names = "--connect-rate",
      paramLabel = "N",
      defaultValue = "200",
      description = "Connections a second, 0 for as many as go; ${DEFAULT-VALUE}.")
  private int connectRate;

  @Option(
      names = "--name",
      paramLabel = "TEXT",
      description = "Boards are called TEXT-1, TEXT-2, ... Default: another one each time.")
  private String name;

  @Option(names = "--user", paramLabel = "TEXT", description = "Default: none.")
  private String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "Its first line is the password.")
  private Path passwordFile;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Chance begins here; ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Stops after so many seconds. Default: runs until Ctrl-C.")
  private Long seconds;

  @Option(names = "--json", description = "A JSON object a line, for programs.")
  private boolean json;

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopped;
  private volatile int result = TidegateSim.FAILED;

  /// Where no port is said, it is the usual one.
  private static final class Broker extends ProxyCommand.Target {
    Broker() {
      super(1_883);
    }
  }

  @Override
  public Integer call() throws IOException {
    FleetPlan plan = plan();
    String trouble = trouble();
    if (!trouble.isEmpty()) {
      return TidegateSim.misused(spec, trouble);
    }
    TidegateSim.whenEnding(this::stop);
    try {
      result = run(plan);
    } finally {
      ended.countDown();
    }
    return result;
  }

  private int run(FleetPlan plan) throws IOException {
    FleetFace face = FleetFace.of(spec.commandLine().getOut(), json);
    long beforeBytes = Resident.bytes();
    FleetCount count;
    try (Fleet fleet = Fleet.of(plan, seed, InstantSource.system())) {
      face.begins(plan);
      count =
          fleet.run(
              now -> {
                face.shows(now, fleet.nanos());
                return stopped || Terminal.isGone() || isOver(fleet.nanos());
              });
      face.ends(count, fleet.nanos(), beforeBytes, Resident.bytes());
    }
    return count.isWell() ? TidegateSim.OK : TidegateSim.FAILED;
  }

  private boolean isOver(long nanos) {
    return seconds != null && nanos >= TimeUnit.SECONDS.toNanos(seconds);
  }

  private FleetPlan plan() {
    TidegateSim.demand(
        spec, seconds == null || seconds >= 1, "--seconds: expected 1 or more", seconds);
    TidegateSim.demand(
        spec,
        passwordFile == null || user != null,
        "--password-file: expected --user as well",
        "none");
    Template topics = template("--topic", topic);
    Template payloads = template("--payload", payload);
    byte[] salt = new byte[2];
    new SecureRandom().nextBytes(salt);
    String called = name == null ? "fleet-" + HexFormat.of().formatHex(salt) : name;
    try {
      return FleetPlan.of(broker.getHostString(), broker.getPort(), called, count)
          .withEvery(every.toNanos())
          .withMessages(topics, payloads)
          .withConnectsPerSecond(connectRate)
          .withUser(user, password());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage());
    }
  }

  private Template template(String option, String text) {
    try {
      return Template.of(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage());
    }
  }

  private String password() {
    if (passwordFile == null) {
      return null;
    }
    String words;
    try {
      if (Files.size(passwordFile) <= MOST_PASSWORD_BYTES) {
        return Files.readString(passwordFile).lines().findFirst().orElse("");
      }
      words = "expected at most " + MOST_PASSWORD_BYTES + " bytes";
    } catch (MalformedInputException _) {
      words = "expected UTF-8";
    } catch (IOException e) {
      words = "cannot be read (" + e.getClass().getSimpleName() + ")";
    }
    throw new ParameterException(
        spec.commandLine(), "--password-file " + passwordFile + ": " + words);
  }

  /// Why no board could reach the broker; empty when one could.
  private String trouble() {
    String there = Address.text(broker);
    if (broker.isUnresolved()) {
      return "no broker at " + there + ": no machine has this name";
    }
    try (Socket socket = new Socket()) {
      socket.connect(broker, DIAL_MILLIS);
      return "";
    } catch (IOException e) {
      return "no broker at " + there + ": " + e.getMessage();
    }
  }

  /// By a signal: boards say goodbye and the counts are told before the process ends.
  private int stop() {
    stopped = true;
    try {
      ended.await(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return result;
  }
}
