package io.tidegate.gateway.bench;

import io.tidegate.bridge.FlatJson;
import io.tidegate.gateway.ops.ControlClient;
import io.tidegate.gateway.system.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Bytes written per message, by the spool's own counter and by the block device's, while all is
/// well and while the broker is away. What others write to the device in an equal time before is
/// taken off; on a busy machine that is rough.
final class Writes implements Bench.Group {
  private static final int ONLINE_PER_SECOND = 100;
  private static final int OUTAGE_PER_SECOND = 500;
  private static final long MEASURE_MILLIS = 10_000;

  @Override
  public String name() {
    return "writes";
  }

  @Override
  public List<String> figures() {
    return List.of(
        "written_online_spool",
        "written_online_device",
        "written_outage_spool",
        "written_outage_device",
        "syncs_online",
        "syncs_outage");
  }

  private record Counts(long spoolBytes, long deviceBytes, long syncs, long lines) {
    Counts since(Counts before) {
      return new Counts(
          spoolBytes - before.spoolBytes,
          deviceBytes - before.deviceBytes,
          syncs - before.syncs,
          lines - before.lines);
    }
  }

  @Override
  public List<Figure> measure(Bench bench) throws IOException {
    Counts online = period(bench, ONLINE_PER_SECOND);
    Counts outage;
    bench.broker.stop();
    try {
      outage = period(bench, OUTAGE_PER_SECOND);
    } finally {
      bench.broker.start();
    }
    double seconds = MEASURE_MILLIS / 1_000.0;
    return List.of(
        each("written_online_spool", online.spoolBytes(), online),
        each("written_online_device", online.deviceBytes(), online),
        each("written_outage_spool", outage.spoolBytes(), outage),
        each("written_outage_device", outage.deviceBytes(), outage),
        Figure.stated("syncs_online", online.syncs() / seconds, "1/s"),
        Figure.stated("syncs_outage", outage.syncs() / seconds, "1/s"));
  }

  private static Figure each(String name, long bytes, Counts counts) {
    return Figure.stated(name, Math.max(0, bytes) / (double) counts.lines(), "B/message");
  }

  private static Counts period(Bench bench, int perSecond) throws IOException {
    Path device = Meter.device(bench.work);
    if (device == null) {
      throw new IOException(bench.work + " is on no block device");
    }
    long quietBefore = Meter.deviceBytes(device);
    Eventually.pass(MEASURE_MILLIS);
    long background = Meter.deviceBytes(device) - quietBefore;
    try (Feeder feeder = bench.feeder();
        Subject subject = bench.gateway(feeder.paths())) {
      Bench.awaitReady(feeder);
      feeder.atRate(perSecond);
      Eventually.pass(3_000);
      Counts before = counts(subject, device, feeder);
      Eventually.pass(MEASURE_MILLIS);
      Counts made = counts(subject, device, feeder).since(before);
      return new Counts(
          made.spoolBytes(), made.deviceBytes() - background, made.syncs(), made.lines());
    }
  }

  private static Counts counts(Subject subject, Path device, Feeder feeder) throws IOException {
    try (ControlClient client = ControlClient.connect(subject.folder.resolve("run"))) {
      byte[] answer = client.ask("{\"ask\":\"buffer\"}").getBytes(StandardCharsets.UTF_8);
      if (FlatJson.parse(answer, 0, answer.length, FlatJson.Mode.OBJECT)
          instanceof FlatJson.Parsed(FlatJson json)) {
        return new Counts(
            number(json, "written_bytes"),
            Meter.deviceBytes(device),
            number(json, "syncs"),
            feeder.fed());
      }
      throw new IOException("no answer to use: " + new String(answer, StandardCharsets.UTF_8));
    }
  }

  private static long number(FlatJson json, String name) {
    return Long.parseLong(json.get(name).orElseThrow().raw());
  }
}
