package io.tidegate.gateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Another program that runs an ESP8266's instructions, by the command in `LX106_PEER`. It is given
/// the linker's file of a program that begins at its entry and never ends. What that writes to
/// 0x60000400 is read from there and from 0x60000404, without the highest bit. The peer's last line
/// is the number of millions of instructions that it ran in a second of its core, warmed up.
record Lx106Peer(List<String> command) {
  private static final String VARIABLE = "LX106_PEER";
  private static final long LIMIT_SECONDS = 120;

  /// Null when none is wanted.
  static Lx106Peer find() {
    String words = System.getenv().getOrDefault(VARIABLE, "").strip();
    return words.isEmpty() ? null : new Lx106Peer(List.of(words.split("\\s+")));
  }

  /// Millions of instructions in a second.
  double perSecond(Path folder, Path program) throws IOException {
    Path said = folder.resolve("peer");
    List<String> words = new ArrayList<>(command);
    words.add(program.toString());
    Process peer =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      boolean ended = peer.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      List<String> lines = Files.readAllLines(said);
      String last = lines.isEmpty() ? "nothing" : lines.getLast();
      if (!ended || peer.exitValue() != 0) {
        throw new IOException(
            "%s: expected an end with 0 within %d s, got %s; it said last: %s"
                .formatted(
                    VARIABLE,
                    LIMIT_SECONDS,
                    ended ? "exit code " + peer.exitValue() : "none",
                    last));
      }
      return Double.parseDouble(last.strip());
    } catch (NumberFormatException e) {
      throw new IOException(VARIABLE + ": expected a number on the last line: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      peer.destroyForcibly();
    }
  }
}
