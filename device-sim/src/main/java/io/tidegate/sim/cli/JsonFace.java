package io.tidegate.sim.cli;

import io.tidegate.bridge.JsonWriter;
import io.tidegate.sim.check.Report;
import io.tidegate.sim.net.Door;
import io.tidegate.sim.scenario.Scenario;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A JSON object a line: what begins, what happens, a picture each second, the counts as the last.
final class JsonFace implements RunFace {
  private static final long SECOND = 1_000_000_000L;
  private static final double NANOS = 1e9;

  private final PrintWriter out;
  private long nextNanos;

  JsonFace(PrintWriter out) {
    this.out = out;
  }

  @Override
  public synchronized void begins(Scenario scenario, Path port, int proxyPort) {
    String ports =
        scenario.names().stream()
            .map(
                name ->
                    new JsonWriter()
                        .add("board", name)
                        .add("port", port.resolveSibling(name).toString())
                        .toString())
            .collect(Collectors.joining(",", "[", "]"));
    say(
        new JsonWriter()
            .add("scenario", scenario.title())
            .add("seed", scenario.seed())
            .add("broker_port", proxyPort)
            .addRaw("boards", ports));
  }

  @Override
  public synchronized void told(long nanos, String words) {
    say(new JsonWriter().addRaw("s", seconds(nanos)).add("event", words));
  }

  @Override
  public synchronized void show(RunPicture picture) {
    if (picture.nanos() < nextNanos) {
      return;
    }
    nextNanos = picture.nanos() + SECOND;
    String rows = each(picture.rows(), JsonFace::row);
    say(
        new JsonWriter()
            .addRaw("s", seconds(picture.nanos()))
            .addRaw("network", names(picture.network()))
            .addRaw("boards", rows));
  }

  private static String row(RunPicture.Row row) {
    JsonWriter json = new JsonWriter().add("board", row.glance().board());
    if (row.glance().hasWifi()) {
      json.add("wifi", row.glance().inWifi());
    }
    if (!row.glance().doors().isEmpty()) {
      json.addRaw("doors", each(row.glance().doors(), JsonFace::door));
    }
    return json.add("plugged", row.glance().plugged())
        .add("opened", row.glance().opened())
        .add("measured", row.glance().measured())
        .add("arrived", row.arrived())
        .add("last_line", row.glance().lastLine())
        .addRaw("faults", names(row.faults()))
        .toString();
  }

  private static String door(Door door) {
    JsonWriter json = new JsonWriter().add("protocol", door.wireName()).add("port", door.port());
    if (!door.within().isEmpty()) {
      json.add("own_network", door.within());
    }
    return json.add("at", door.at()).toString();
  }

  private static String names(List<String> names) {
    return names.stream()
        .collect(Collectors.joining("\",\"", "[\"", "\"]"))
        .replace("[\"\"]", "[]");
  }

  private static String seconds(long nanos) {
    return Double.toString(Math.round(nanos / NANOS * 1_000) / 1_000.0);
  }

  @Override
  public synchronized void end(Report report, String unjudged) {
    boolean judged = unjudged.isEmpty();
    say(
        new JsonWriter()
            .add("judged", judged)
            .add("passed", judged && report.passed())
            .add("missed", judged ? report.missed() : 0)
            .add("troubles", String.join("; ", report.troubles()))
            .add("seed", report.seed())
            .add("again", report.again())
            .add("published", report.published().taken())
            .add("not_published", report.published().tried() - report.published().taken())
            .addRaw("expectations", judged ? each(report.verdicts(), JsonFace::verdict) : "[]")
            .addRaw(
                "boards",
                each(report.rows(), report.heard() ? JsonFace::counts : JsonFace::measured)));
  }

  private static String verdict(Report.Verdict verdict) {
    return new JsonWriter()
        .add("expected", verdict.name())
        .add("met", !verdict.outcome().isMissed())
        .add("words", verdict.outcome().words())
        .toString();
  }

  private static String counts(Report.Row row) {
    return new JsonWriter()
        .add("board", row.board())
        .add("measured", row.measured())
        .add("arrived", row.arrived())
        .add("lost", row.lost())
        .add("repeated", row.repeated())
        .add("doubled", row.doubled())
        .add("late", row.late())
        .add("strange", row.strange())
        .add("how", row.how())
        .toString();
  }

  /// Nobody listened for what arrived.
  private static String measured(Report.Row row) {
    return new JsonWriter().add("board", row.board()).add("measured", row.measured()).toString();
  }

  private static <T> String each(List<T> all, Function<T, String> json) {
    return all.stream().map(json).collect(Collectors.joining(",", "[", "]"));
  }

  private void say(JsonWriter json) {
    out.println(json);
    out.flush();
  }

  @Override
  public void close() {}
}
