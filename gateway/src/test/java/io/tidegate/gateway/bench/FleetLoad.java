package io.tidegate.gateway.bench;

import io.tidegate.gateway.system.Eventually;
import io.tidegate.gateway.system.MosquittoProcess;
import io.tidegate.gateway.system.Onlooker;
import io.tidegate.sim.pty.OpenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// 5,000 boards on Mosquitto from one process, each publishing every ten seconds: how fast they
/// connect, that all that was published arrives, and what a board costs. Then the same with a peer.
///
/// What a board costs is the resident memory with all of them less that with one, for both alike.
final class FleetLoad implements Bench.Group {
  private static final int BOARDS = 5_000;
  private static final int EVERY_MILLIS = 10_000;
  private static final int SPARE_FILES = 100;
  private static final long LOOK_MILLIS = 50;
  private static final long CONNECT_LIMIT_MILLIS = 120_000;
  private static final long SETTLE_MILLIS = 12_000;
  private static final long MEASURE_MILLIS = 20_000;
  private static final long STOP_SECONDS = 20;
  private static final String CONNECTED = "New client connected";

  private record Round(double connectsPerSecond, double messagesPerSecond, double megabytes) {}

  @Override
  public String name() {
    return "fleet";
  }

  @Override
  public List<String> figures() {
    return List.of(
        "fleet_5000_connects",
        "fleet_5000_messages",
        "fleet_5000_trouble",
        "fleet_5000_resident",
        "fleet_per_board",
        "fleet_peer_connects",
        "fleet_peer_resident",
        "fleet_peer_per_board");
  }

  @Override
  public List<Figure> measure(Bench bench) throws IOException {
    OpenFiles.makeRoom(BOARDS + SPARE_FILES, "connections of a broker");
    List<Figure> figures = new ArrayList<>();
    FleetPeer peer = FleetPeer.find(bench.root, bench.folder());
    try (MosquittoProcess broker =
        MosquittoProcess.start(bench.folder(), "127.0.0.1", "allow_anonymous true")) {
      Path said = bench.folder().resolve("said");
      Round one = round(broker, ours(broker.port(), 1), 1, said);
      Round all = round(broker, ours(broker.port(), BOARDS), BOARDS, said);
      double each = kilobytesEach(one, all);
      Round peerOne = null;
      Round peerAll = null;
      if (peer != null) {
        System.out.println("peer:       " + peer.name());
        peerOne = round(broker, peer.fleet(broker.port(), 1, EVERY_MILLIS), 1, null);
        peerAll = round(broker, peer.fleet(broker.port(), BOARDS, EVERY_MILLIS), BOARDS, null);
      }
      double due = BOARDS * 1e3 / EVERY_MILLIS;
      figures.add(Figure.stated("fleet_5000_connects", all.connectsPerSecond, "1/s"));
      figures.add(Figure.atLeast("fleet_5000_messages", all.messagesPerSecond, "1/s", 0.99 * due));
      figures.add(Figure.atMost("fleet_5000_trouble", trouble(said), "times", 0));
      figures.add(Figure.stated("fleet_5000_resident", all.megabytes, "MB"));
      if (peerAll == null) {
        figures.add(Figure.stated("fleet_per_board", each, "KB"));
        String why = "neither MQTTX CLI nor MQTT.js is here, and npm gives no MQTT.js";
        figures.add(Figure.leftOut("fleet_peer_connects", why));
        figures.add(Figure.leftOut("fleet_peer_resident", why));
        figures.add(Figure.leftOut("fleet_peer_per_board", why));
      } else {
        double peerEach = kilobytesEach(peerOne, peerAll);
        figures.add(Figure.atMost("fleet_per_board", each, "KB", peerEach));
        figures.add(Figure.stated("fleet_peer_connects", peerAll.connectsPerSecond, "1/s"));
        figures.add(Figure.stated("fleet_peer_resident", peerAll.megabytes, "MB"));
        figures.add(Figure.stated("fleet_peer_per_board", peerEach, "KB"));
      }
    }
    return figures;
  }

  private static double kilobytesEach(Round one, Round all) {
    return (all.megabytes - one.megabytes) * 1_024 / (BOARDS - 1);
  }

  private static ProcessBuilder ours(int port, int count) {
    List<String> command = new ArrayList<>(Ptys.JAVA);
    command.add("io.tidegate.sim.cli.TidegateSim");
    command.addAll(List.of("fleet", "--broker", "127.0.0.1:" + port, "--count", "" + count));
    command.addAll(List.of("--every", EVERY_MILLIS + "ms", "--connect-rate", "0", "--json"));
    return new ProcessBuilder(command);
  }

  /// What it says goes to the file; nowhere when that is null.
  private static Round round(MosquittoProcess broker, ProcessBuilder builder, int count, Path said)
      throws IOException {
    long before = broker.timesLogged(CONNECTED);
    builder.redirectErrorStream(true);
    builder.redirectOutput(
        said == null ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.to(said.toFile()));
    Process process = builder.start();
    try {
      await(broker, before + 1, process);
      long firstNanos = System.nanoTime();
      await(broker, before + count, process);
      double seconds = (System.nanoTime() - firstNanos) / 1e9;
      Eventually.pass(count == 1 ? SETTLE_MILLIS / 2 : SETTLE_MILLIS);
      double messages = count == 1 ? 0 : messages(broker.port());
      double megabytes = Meter.residentMegabytes(process.pid());
      return new Round(count / seconds, messages, megabytes);
    } finally {
      end(process);
    }
  }

  private static void await(MosquittoProcess broker, long connected, Process process)
      throws IOException {
    long untilNanos = System.nanoTime() + CONNECT_LIMIT_MILLIS * 1_000_000;
    // looking costs the broker's log a walk, so not too often
    while (broker.timesLogged(CONNECTED) < connected) {
      if (System.nanoTime() > untilNanos || !process.isAlive()) {
        throw new IOException(
            "%d connected, expected %d; the fleet %s"
                .formatted(
                    broker.timesLogged(CONNECTED),
                    connected,
                    process.isAlive() ? "runs" : "has ended"));
      }
      Eventually.pass(LOOK_MILLIS);
    }
  }

  /// What arrives each second at a subscriber of all.
  private static double messages(int port) throws IOException {
    try (Onlooker onlooker = Onlooker.at(port)) {
      onlooker.subscribe("/sensors/#", 0);
      int before = onlooker.count();
      long fromNanos = System.nanoTime();
      Eventually.pass(MEASURE_MILLIS);
      return (onlooker.count() - before) * 1e9 / (System.nanoTime() - fromNanos);
    }
  }

  /// Refusals, losses and messages that did not go out, from the fleet's own last word.
  private static double trouble(Path said) throws IOException {
    List<String> lines = Files.readAllLines(said);
    String last = lines.isEmpty() ? "" : lines.getLast();
    if (!last.contains("\"event\":\"ended\"")) {
      throw new IOException("the fleet did not say how it went: " + last);
    }
    return number(last, "refused") + number(last, "lost") + number(last, "unpublished");
  }

  private static double number(String object, String name) {
    return Double.parseDouble(object.replaceAll(".*\"" + name + "\":(\\d+).*", "$1"));
  }

  private static void end(Process process) {
    process.toHandle().destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
