package io.tidegate.gateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A day of ten boards with all that days bring, in virtual time: how long it takes, and whether
/// the same seed gives the same bytes again.
final class Day implements Bench.Group {
  private static final int ROUNDS = 2;
  private static final long LIMIT_SECONDS = 600;

  @Override
  public String name() {
    return "day";
  }

  @Override
  public List<String> figures() {
    return List.of("day_ten_boards", "day_transcript", "day_transcripts_differ");
  }

  @Override
  public List<Figure> measure(Bench bench) throws IOException {
    List<Double> seconds = new ArrayList<>();
    List<Path> transcripts = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      Path folder = bench.folder();
      transcripts.add(folder.resolve("transcript"));
      long begunNanos = System.nanoTime();
      play(bench.root, folder, transcripts.getLast());
      seconds.add((System.nanoTime() - begunNanos) / 1e9);
    }
    boolean same = Files.mismatch(transcripts.getFirst(), transcripts.getLast()) < 0;
    return List.of(
        Figure.atMost("day_ten_boards", Bench.median(seconds), "s", 60),
        Figure.stated("day_transcript", Files.size(transcripts.getFirst()) / 1e6, "MB"),
        Figure.atMost("day_transcripts_differ", same ? 0 : 1, "-", 0));
  }

  /// As a person calls it, its start included.
  private static void play(Path root, Path folder, Path transcript) throws IOException {
    Path log = folder.resolve("log");
    Process lab =
        new ProcessBuilder(
                root.resolve("gateway/bin/tidegate").toString(),
                "lab",
                root.resolve("device-sim/scenarios/day.yaml").toString(),
                "--quiet",
                "--transcript",
                transcript.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!lab.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || lab.exitValue() != 0) {
        throw new IOException("the day did not pass: " + Files.readString(log));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      lab.destroyForcibly();
    }
  }
}
