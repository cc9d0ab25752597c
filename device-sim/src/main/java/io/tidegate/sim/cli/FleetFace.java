package io.tidegate.sim.cli;

import io.tidegate.bridge.JsonWriter;
import io.tidegate.sim.load.FleetCount;
import io.tidegate.sim.load.FleetPlan;
import io.tidegate.sim.load.Resident;
import io.tidegate.sim.proxy.Address;
import io.tidegate.terminal.Terminal;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What [FleetCommand] shows: a line that is drawn over itself on a terminal, else a line every ten
/// seconds; objects for programs.
abstract class FleetFace {
  private static final double SECOND = 1e9;

  final PrintWriter out;
  private final long everyNanos;
  private long shownNanos;
  private FleetCount shown;

  private FleetFace(PrintWriter out, long everySeconds) {
    this.out = out;
    this.everyNanos = everySeconds * 1_000_000_000L;
  }

  static FleetFace of(PrintWriter out, boolean json) {
    if (json) {
      return new Objects(out);
    }
    return new Plain(out, Terminal.isCapable());
  }

  abstract void begins(FleetPlan plan);

  abstract void ends(FleetCount count, long nanos, long beforeBytes, long atEndBytes);

  /// `messages`: each second since this was last shown.
  abstract void show(FleetCount count, long nanos, double messages);

  /// Asked often; shows something now and then.
  final void shows(FleetCount count, long nanos) {
    if (shown == null) {
      shown = count;
      shownNanos = nanos;
    } else if (nanos - shownNanos >= everyNanos) {
      show(count, nanos, (count.published() - shown.published()) * SECOND / (nanos - shownNanos));
      shown = count;
      shownNanos = nanos;
    }
  }

  private static String reasons(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(each -> each.getKey() + " " + number(each.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static final class Plain extends FleetFace {
    private static final long LIVE_SECONDS = 1;
    private static final long LINE_SECONDS = 10;
    private static final int ENOUGH_TO_DIVIDE = 1_000;
    private static final String CLEAR = "\r\u001b[K";

    private final boolean draws;

    Plain(PrintWriter out, boolean draws) {
      super(out, draws ? LIVE_SECONDS : LINE_SECONDS);
      this.draws = draws;
    }

    @Override
    void begins(FleetPlan plan) {
      out.printf(
          Locale.ROOT,
          "%,d boards, %s to %s, on %s; each publishes every %s s. Ctrl-C stops.%n",
          plan.count(),
          plan.id(1),
          plan.id(plan.count()),
          Address.text(plan.host(), plan.port()),
          decimal(plan.everyNanos() / SECOND));
      out.flush();
    }

    @Override
    void show(FleetCount count, long nanos, double messages) {
      String line =
          String.format(
              Locale.ROOT,
              "%6.0f s  %,d of %,d connected  %,.0f messages/s  refused %,d  lost %,d  %,d MB",
              nanos / SECOND,
              count.connected(),
              count.boards(),
              messages,
              count.refusals(),
              count.losses(),
              Resident.bytes() >> 20);
      if (draws) {
        out.print(CLEAR + line);
      } else {
        out.println(line);
      }
      out.flush();
    }

    @Override
    void ends(FleetCount count, long nanos, long beforeBytes, long atEndBytes) {
      out.print(draws ? CLEAR : "");
      row("boards", number(count.boards()));
      row("connected", "%,d at the end, %,d never", count.connected(), count.never());
      row(
          "connections",
          "%,d; %,d boards in %s s, %,.0f a second",
          count.connects(),
          count.boards() - count.never(),
          decimal(count.connectingNanos() / SECOND),
          count.connectsPerSecond());
      row("refused", with(count.refusals(), count.refused()));
      row("lost", with(count.losses(), count.lost()));
      row("reconnected", number(count.reconnects()));
      row(
          "published",
          "%,d in %s s; %,d not, %,d late",
          count.published(),
          decimal(nanos / SECOND),
          count.unpublished(),
          count.late());
      row("memory", memory(count.boards(), beforeBytes, atEndBytes));
      out.flush();
    }

    /// A few boards are lost in what a Java takes for itself.
    private static String memory(int boards, long beforeBytes, long atEndBytes) {
      String whole =
          String.format(
              Locale.ROOT, "%,d MB, %,d MB before the boards", atEndBytes >> 20, beforeBytes >> 20);
      long eachBytes = Math.max(0, atEndBytes - beforeBytes) / boards;
      return boards < ENOUGH_TO_DIVIDE
          ? whole
          : whole + String.format(Locale.ROOT, ": %,d KB each", (eachBytes + 1_023) >> 10);
    }

    private void row(String name, String shape, Object... values) {
      out.printf(Locale.ROOT, "%-12s ", name);
      out.println(values.length == 0 ? shape : String.format(Locale.ROOT, shape, values));
    }

    private static String with(long sum, Map<String, Long> counts) {
      return counts.isEmpty() ? number(sum) : number(sum) + ": " + reasons(counts);
    }

    private static String decimal(double value) {
      String text = String.format(Locale.ROOT, "%.2f", value);
      return text.replaceAll("\\.?0+$", "");
    }
  }

  private static final class Objects extends FleetFace {
    private static final long LINE_SECONDS = 1;

    Objects(PrintWriter out) {
      super(out, LINE_SECONDS);
    }

    @Override
    void begins(FleetPlan plan) {
      say(
          new JsonWriter()
              .add("event", "begins")
              .add("broker", Address.text(plan.host(), plan.port()))
              .add("boards", plan.count())
              .add("name", plan.name())
              .add("every_seconds", plan.everyNanos() / SECOND));
    }

    @Override
    void show(FleetCount count, long nanos, double messages) {
      say(
          counts("running", count, nanos)
              .add("messages_per_second", messages)
              .add("resident_bytes", Resident.bytes()));
    }

    @Override
    void ends(FleetCount count, long nanos, long beforeBytes, long atEndBytes) {
      say(
          counts("ended", count, nanos)
              .add("never", count.never())
              .add("connects", count.connects())
              .add("connecting_seconds", count.connectingNanos() / SECOND)
              .add("connects_per_second", count.connectsPerSecond())
              .add("reconnects", count.reconnects())
              .add("late", count.late())
              .addRaw("refused_by_reason", object(count.refused()))
              .addRaw("lost_by_reason", object(count.lost()))
              .add("resident_bytes_before", beforeBytes)
              .add("resident_bytes", atEndBytes)
              .add("bytes_per_board", Math.max(0, atEndBytes - beforeBytes) / count.boards())
              .add("well", count.isWell()));
    }

    private static JsonWriter counts(String event, FleetCount count, long nanos) {
      return new JsonWriter()
          .add("event", event)
          .add("seconds", nanos / SECOND)
          .add("boards", count.boards())
          .add("connected", count.connected())
          .add("refused", count.refusals())
          .add("lost", count.losses())
          .add("published", count.published())
          .add("unpublished", count.unpublished());
    }

    private static String object(Map<String, Long> counts) {
      JsonWriter object = new JsonWriter();
      counts.forEach(object::add);
      return object.toString();
    }

    private void say(JsonWriter line) {
      out.println(line);
      out.flush();
    }
  }
}
