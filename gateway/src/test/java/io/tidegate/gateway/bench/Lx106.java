package io.tidegate.gateway.bench;

import io.tidegate.sim.lx106.core.Io;
import io.tidegate.sim.lx106.core.Memory;
import io.tidegate.sim.lx106.core.Processor;
import io.tidegate.sim.lx106.core.Translations;
import io.tidegate.sim.lx106.image.BadImage;
import io.tidegate.sim.lx106.image.Elf;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// How many instructions of an LX106 the simulator's processor runs in a second of one core, when
/// the program is always busy: checksums, sorting, text, calls, ports, and a machine with states,
/// as Debian's compiler makes them (`-Os -mlongcalls`, as the Arduino core has it). Interpreted and
/// translated in turns, so that what else the machine does hits both alike; time is that of the
/// thread; the middle of the rounds for each program, and all programs with the same weight:
///
/// - interpreted, translated: millions of instructions in a second;
/// - least: the same for the slowest program, translated;
/// - ratio: translated against interpreted;
/// - peer, peer_ratio: only with [a peer][Lx106Peer], the same for it and translated against it,
///   the peer's turn after ours for each program;
/// - [qemu_ratio][Lx106Qemu]: how many times as long QEMU takes as translated.
///
/// And [boards][Lx106Boards] with a program that waits.
final class Lx106 implements Bench.Group {
  private static final int PROGRAMS = 6;
  private static final int ROUNDS = 9;
  private static final int WARM_UP = 3;
  private static final long INSTRUCTIONS = 20_000_000;
  private static final long LIMIT_SECONDS = 60;
  private static final int PORT = 0x60000400;
  private static final List<String> COMPILER =
      List.of(
          "xtensa-lx106-elf-gcc",
          "-nostdlib",
          "-Os",
          "-mlongcalls",
          "-ffreestanding",
          "-fno-builtin",
          "-Wa,--text-section-literals",
          "-Wl,-Ttext=0x40210000",
          "-Wl,--section-start=.rodata=0x3ffe8000",
          "-Wl,--section-start=.vectors=0x40100000",
          "-Wl,-Tdata=0x3ffe9000");

  private static final List<String> OWN =
      List.of("lx106_interpreted", "lx106_translated", "lx106_translated_least", "lx106_ratio");

  private static final List<String> COMPARED = List.of("lx106_peer", "lx106_peer_ratio");

  private static final ThreadMXBean TIME = ManagementFactory.getThreadMXBean();

  /// Seconds that a million instructions of a program take; 0 where there is no peer.
  private record Pace(double interpreted, double translated, double peer) {}

  private final Lx106Peer peer = Lx106Peer.find();

  @Override
  public String name() {
    return "lx106";
  }

  @Override
  public List<String> figures() {
    List<String> figures = new ArrayList<>(OWN);
    if (peer != null) {
      figures.addAll(COMPARED);
    }
    figures.add(Lx106Qemu.FIGURE);
    figures.addAll(Lx106Boards.figures());
    return figures;
  }

  @Override
  public List<Figure> measure(Bench bench) throws IOException {
    List<Pace> paces = new ArrayList<>();
    for (int work = 1; work <= PROGRAMS; work++) {
      paces.add(pace(bench, work));
    }
    double interpreted = perSecond(paces, Pace::interpreted);
    double translated = perSecond(paces, Pace::translated);
    double slowest = paces.stream().mapToDouble(Pace::translated).max().orElseThrow();
    List<Figure> figures = new ArrayList<>();
    Collections.addAll(
        figures,
        Figure.stated("lx106_interpreted", interpreted, "M/s"),
        Figure.atLeast("lx106_translated", translated, "M/s", 160),
        Figure.atLeast("lx106_translated_least", 1 / slowest, "M/s", 160),
        Figure.stated("lx106_ratio", translated / interpreted, "x"));
    if (peer != null) {
      double other = perSecond(paces, Pace::peer);
      figures.add(Figure.stated("lx106_peer", other, "M/s"));
      figures.add(Figure.atLeast("lx106_peer_ratio", translated / other, "x", 1));
    }
    figures.add(new Lx106Qemu(bench).measure(PROGRAMS));
    figures.addAll(new Lx106Boards(bench).measure());
    return figures;
  }

  private static double perSecond(List<Pace> paces, ToDoubleFunction<Pace> which) {
    return 1 / paces.stream().mapToDouble(which).average().orElseThrow();
  }

  private Pace pace(Bench bench, int work) throws IOException {
    Path file = compile(bench, "busy.c", List.of("-DWORK=" + work));
    Pace ours;
    try {
      ours = pace(Elf.read(Files.readAllBytes(file)));
    } catch (BadImage e) {
      throw new IOException(e);
    }
    return peer == null
        ? ours
        : new Pace(ours.interpreted, ours.translated, 1 / peer.perSecond(file.getParent(), file));
  }

  /// The linker's file of a program that lies among the tests.
  static Path compile(Bench bench, String source, List<String> options) throws IOException {
    Path sources = sources(bench);
    List<String> words = new ArrayList<>(COMPILER);
    words.addAll(options);
    words.add(sources.resolve("chip/start.S").toString());
    words.add(sources.resolve("speed").resolve(source).toString());
    words.add("-lgcc");
    return compile(bench, words);
  }

  /// The SDK in small, which publishes.
  static Path compileSdk(Bench bench) throws IOException {
    Path sources = sources(bench).resolve("sdk");
    List<String> words = new ArrayList<>(List.of(COMPILER.getFirst()));
    words.add("@" + sources.resolve("options"));
    words.add("-DPUBLISHES=1");
    words.add(sources.resolve("start.S").toString());
    try (Stream<Path> all = Files.list(sources)) {
      all.map(Path::toString).filter(each -> each.endsWith(".c")).sorted().forEach(words::add);
    }
    return compile(bench, words);
  }

  private static Path sources(Bench bench) {
    return bench.root.resolve("device-sim/src/test/lx106");
  }

  private static Path compile(Bench bench, List<String> words) throws IOException {
    Path folder = bench.folder();
    Path file = folder.resolve("program.elf");
    words.addAll(List.of("-o", file.toString()));
    Path said = folder.resolve("said");
    Process compiler =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      if (!compiler.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
        throw new IOException("expected a program for the LX106, got: " + Files.readString(said));
      }
      return file;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      compiler.destroyForcibly();
    }
  }

  private static Pace pace(Elf program) {
    Processor interpreted = processor(program, Translations.none());
    Processor translated = processor(program, new Translations(Translations.USUAL));
    List<Double> one = new ArrayList<>();
    List<Double> other = new ArrayList<>();
    for (int round = 0; round < WARM_UP + ROUNDS; round++) {
      double first = round(interpreted);
      double second = round(translated);
      if (round >= WARM_UP) {
        one.add(first);
        other.add(second);
      }
    }
    return new Pace(Bench.median(one), Bench.median(other), 0);
  }

  private static Processor processor(Elf program, Translations translations) {
    Memory memory = new Memory(new byte[1 << 20]);
    program.segments().forEach(each -> memory.poke(each.address(), each.bytes()));
    memory.io(PORT, PORT + 0x100, new Port());
    Processor processor = new Processor(memory, translations);
    processor.reset(program.entry());
    return processor;
  }

  /// What was written last is read.
  private static final class Port implements Io {
    private int last;

    @Override
    public int read(int address) {
      return last & 0x7fffffff;
    }

    @Override
    public void write(int address, int value) {
      last = value;
    }
  }

  private static double round(Processor processor) {
    long from = processor.cycles();
    long begunNanos = TIME.getCurrentThreadCpuTime();
    if (processor.run(from + INSTRUCTIONS) != Processor.Stop.TIME) {
      throw new IllegalStateException("stopped at 0x%08x".formatted(processor.pc()));
    }
    return (TIME.getCurrentThreadCpuTime() - begunNanos) / 1e3 / (processor.cycles() - from);
  }
}
