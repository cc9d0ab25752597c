package io.tidegate.sim.cli;

import io.tidegate.sim.check.Report;
import io.tidegate.sim.check.Span;
import io.tidegate.sim.scenario.Scenario;
import io.tidegate.sim.stage.Glance;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Lines: where the ports are, what happens, a sum every ten seconds, and the counts as the last.
final class PlainFace implements RunFace {
  private static final long EVERY_NANOS = 10_000_000_000L;

  private final PrintWriter out;
  private long nextNanos = EVERY_NANOS;

  PlainFace(PrintWriter out) {
    this.out = out;
  }

  @Override
  public synchronized void begins(Scenario scenario, Path port, int proxyPort) {
    out.println(scenario.title() + ": seed " + scenario.seed());
    for (String name : scenario.names()) {
      out.printf("%-20s %s%n", name, port.resolveSibling(name));
    }
    if (proxyPort != 0) {
      out.println("the broker is reached by 127.0.0.1:" + proxyPort);
    }
    out.flush();
  }

  @Override
  public synchronized void told(long nanos, String words) {
    out.printf("%9s  %s%n", Span.seconds(nanos), words);
    out.flush();
  }

  @Override
  public synchronized void show(RunPicture picture) {
    if (picture.nanos() < nextNanos) {
      return;
    }
    nextNanos = picture.nanos() / EVERY_NANOS * EVERY_NANOS + EVERY_NANOS;
    long measured = picture.rows().stream().mapToLong(row -> row.glance().measured()).sum();
    long arrived = picture.rows().stream().mapToLong(RunPicture.Row::arrived).sum();
    long stations = count(picture, Glance::hasWifi);
    long wired = picture.rows().size() - stations;
    List<String> said = new ArrayList<>();
    if (wired > 0) {
      long open = count(picture, each -> !each.hasWifi() && each.opened());
      said.add("%d of %d ports open".formatted(open, wired));
    }
    if (stations > 0) {
      long in = count(picture, Glance::inWifi);
      said.add("%d of %d in the WiFi".formatted(in, stations));
    }
    said.add("measured " + measured);
    if (picture.counts()) {
      said.add("arrived " + arrived);
    }
    out.printf("%9s  %s%n", Span.seconds(picture.nanos()), String.join(", ", said));
    out.flush();
  }

  private static long count(RunPicture picture, Predicate<Glance> meant) {
    return picture.rows().stream().map(RunPicture.Row::glance).filter(meant).count();
  }

  @Override
  public synchronized void end(Report report, String unjudged) {
    print(out, report, unjudged);
  }

  /// Everything when it was judged; else the counts.
  static void print(PrintWriter out, Report report, String unjudged) {
    if (unjudged.isEmpty()) {
      report.lines().forEach(out::println);
    } else {
      report.counts().forEach(out::println);
      report.troubles().forEach(each -> out.println("TROUBLE " + each));
      out.println("run again: " + report.again());
      out.println(unjudged + "; expectations were not judged");
    }
    out.flush();
  }

  @Override
  public void close() {}
}
