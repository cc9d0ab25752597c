package io.tidegate.sim.sketch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tidegate.arduino.Checkout;
import io.tidegate.arduino.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A program of the host core, talked to frame by frame: a world in which nothing happens but what
/// a test types, and no time passes but what it lets pass.
final class HostCoreBoard implements AutoCloseable {
  static final int CHIP_ID = 0xABCDEF;
  static final long HEAP_BYTES = 50_000;
  private static final long QUANTUM_NANOS = 10_000_000;
  private static final int PASS_NANOS = 20_000;
  private static final int RTC_BYTES = 512;
  private static final long LONGEST_SECONDS = 120;

  /// Its last words.
  record Death(int how, long cause, long sleepMicros, String words, byte[] rtc) {}

  /// What one is started with.
  record Begin(
      int cause, byte[] rtc, String flashFolder, long heapBytes, long micros, String card) {
    static Begin powerOn() {
      return at(0);
    }

    /// Its clock shows this.
    static Begin at(long micros) {
      return new Begin(0, new byte[RTC_BYTES], "", HEAP_BYTES, micros, "");
    }

    Begin after(int nextCause, byte[] kept) {
      return new Begin(nextCause, kept, flashFolder, heapBytes, micros, card);
    }

    Begin with(Path flash, long heap) {
      return new Begin(cause, rtc, flash.toString(), heap, micros, card);
    }

    Begin withCard(Path folder) {
      return new Begin(cause, rtc, flashFolder, heapBytes, micros, folder.toString());
    }
  }

  private final Process process;
  private final Talk talk;
  private final StringBuilder printed = new StringBuilder();
  private final List<In> told = new ArrayList<>();
  private long nowNanos;
  private Death death;
  private boolean ended;

  HostCoreBoard(Path program, Begin begin) {
    try {
      process =
          new ProcessBuilder(program.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      Executor later = CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS);
      later.execute(process::destroyForcibly);
      talk = new Talk(process.getInputStream(), process.getOutputStream());
      talk.send(
          new Out(Wire.START)
              .u64(42)
              .u32(CHIP_ID)
              .raw(new byte[] {0x5C, (byte) 0xCF, 0x7F, 1, 2, 3}, 6)
              .u8(begin.cause())
              .u64(begin.micros())
              .u32(begin.heapBytes())
              .u32(PASS_NANOS)
              .blob(begin.rtc())
              .text(begin.flashFolder())
              .text("ESP-ABCDEF")
              .u32(0)
              .text(begin.card()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// With every warning an error, and the sanitizers; `arguments` are flags and sources.
  static Path build(String name, String target, List<String> arguments) {
    return Program.build(name, command(name, target, arguments));
  }

  static Path folder() {
    return Checkout.ROOT.resolve("device-sim/host-core");
  }

  /// All that is to be compiled of a folder.
  static List<String> sources(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).filter(file -> file.endsWith(".cpp")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The core is compiled as one, as for a sketch.
  private static List<String> command(String name, String target, List<String> arguments) {
    List<String> parts = List.of("runtime", "cores/common", "cores/" + target);
    List<String> command =
        new ArrayList<>(
            List.of(
                "g++", "-std=gnu++17", "-O0", "-Wall", "-Wextra", "-Werror", "-fno-exceptions"));
    command.addAll(List.of("-fno-rtti", "-funsigned-char", "-DARDUINO=10819"));
    command.addAll(List.of("-fsanitize=address,undefined", "-fno-sanitize-recover=all"));
    try {
      for (String part : parts) {
        command.add("-I" + folder().resolve(part));
      }
      StringBuilder all = new StringBuilder();
      for (String part : parts) {
        sources(folder().resolve(part)).forEach(each -> all.append("#include \"" + each + "\"\n"));
      }
      Path made = Files.createDirectories(Path.of("target", "gpp").toAbsolutePath());
      command.add(Files.writeString(made.resolve(name + "-core.cpp"), all).toString());
      command.addAll(arguments);
      command.addAll(Files.readAllLines(folder().resolve("runtime/linker.flags")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return command;
  }

  /// Sends what arrives on its serial line with the next [#run].
  HostCoreBoard type(String text) {
    return event(new Out(Wire.SERIAL).blob(text.getBytes(ISO_8859_1)));
  }

  HostCoreBoard event(Out event) {
    try {
      talk.send(event);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /// Lets so much time pass, or as much as it lives; gives what it printed meanwhile.
  String run(long millis) {
    return run(millis, QUANTUM_NANOS);
  }

  /// The same, in turns of so long.
  String run(long millis, long quantumNanos) {
    long end = nowNanos + TimeUnit.MILLISECONDS.toNanos(millis);
    try {
      while (nowNanos < end && !ended) {
        long until = Math.min(end, nowNanos + quantumNanos);
        talk.send(new Out(Wire.RUN).u64(nowNanos).u64(until));
        talk.flush();
        nowNanos = Math.min(end, listen());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String text = printed.toString();
    printed.setLength(0);
    return text;
  }

  /// Until it hands over; gives when it wants to go on.
  private long listen() throws IOException {
    for (; ; ) {
      In in = talk.receive();
      if (in == null) {
        ended = true;
        return nowNanos;
      }
      switch (in.kind()) {
        case Wire.YIELD -> {
          return Math.max(in.nanos(), in.nanos());
        }
        case Wire.PRINT -> {
          in.u8();
          printed.append(new String(in.blob(), ISO_8859_1));
        }
        case Wire.CLOCK -> {
          talk.send(Reply.out().u64(1_790_000_000_000L).bool(true));
          talk.flush();
        }
        case Wire.DEATH -> death = new Death(in.u8(), in.u32(), in.u64(), in.text(), in.blob());
        default -> told.add(in);
      }
    }
  }

  /// What it told besides, by kind.
  List<In> told(int kind) {
    return told.stream().filter(in -> in.kind() == kind).toList();
  }

  long nowMillis() {
    return TimeUnit.NANOSECONDS.toMillis(nowNanos);
  }

  /// Null if it ended without a word, or has not ended.
  Death death() {
    return death;
  }

  boolean hasEnded() {
    return ended;
  }

  /// It must still be there.
  void lives() {
    assertNull(death);
    if (ended) {
      throw new AssertionError("the process has ended without a word");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
