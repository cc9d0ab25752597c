package io.tidegate.sim.lx106.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.Toolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("lx106")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LinesTest {
  private static final int CODE_BYTES = 0x600;

  @TempDir Path folder;

  private Elf built(String... options) throws IOException {
    Path sources = Path.of("src/test/lx106");
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("-O2", "-mlongcalls", "-ffreestanding", "-ffunction-sections"));
    all.add("-Wl,--gc-sections,--undefined=main,-Ttext=0x40201000,-e_start");
    all.add("-Wl,--section-start=.vectors=0x40100000,-Tbss=0x3ffe9000,-Tdata=0x3ffea000");
    all.add(sources.resolve("chip/start.S").toString());
    all.add(sources.resolve("debug/counter.c").toString());
    return Toolchain.link(folder, "lines", all);
  }

  /// What binutils say of these addresses, one a line; `??:0` and the like for none.
  private List<String> oracle(List<String> addresses) throws IOException {
    Path asked = folder.resolve("asked");
    Files.write(asked, addresses);
    Path program = folder.resolve("lines.elf");
    Toolchain.run(
        folder, List.of("xtensa-lx106-elf-addr2line", "-e", program.toString(), "@" + asked));
    return Files.readAllLines(folder.resolve("said")).stream()
        .map(line -> line.replaceFirst(" \\(discriminator \\d+\\)$", ""))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-gdwarf-2", "-gdwarf-3", "-gdwarf-4", "-gdwarf-5"})
  void eachAddressHasTheLineThatBinutilsFind(String version) throws IOException {
    Lines lines = built(version, "-g").lines();
    List<String> addresses = new ArrayList<>();
    List<String> ours = new ArrayList<>();
    for (int part : new int[] {0x40100000, 0x40201000}) {
      for (int at = part; at < part + CODE_BYTES; at++) {
        addresses.add("0x%08x".formatted(at));
        ours.add(lines.at(at).map(Lines.Line::toString).orElse(""));
      }
    }
    List<String> theirs = oracle(addresses);
    assertEquals(addresses.size(), theirs.size());
    int told = 0;
    for (int i = 0; i < ours.size(); i++) {
      String their = theirs.get(i).contains("?") ? "" : theirs.get(i);
      // up to DWARF 4 the folder in which the compiler ran is told elsewhere
      boolean same = ours.get(i).isEmpty() ? their.isEmpty() : their.endsWith(ours.get(i));
      assertTrue(same, addresses.get(i) + ": " + ours.get(i) + " and " + their);
      told += their.isEmpty() ? 0 : 1;
    }
    assertTrue(told > 400, "with a line: " + told);
  }

  @Test
  void wholePathsAreTold() throws IOException {
    Elf elf = built("-gdwarf-5");
    int add = Toolchain.address(elf, "add");
    String line = elf.lines().at(add).orElseThrow().toString();
    Path source = Path.of("src/test/lx106/debug/counter.c").toAbsolutePath();
    int number = 1 + Files.readAllLines(source).indexOf("NOINLINE int add(int a, int b)");
    String begin = source + ":";
    assertTrue(line.startsWith(begin), line);
    int told = Integer.parseInt(line.substring(begin.length()));
    assertTrue(told >= number && told <= number + 3, () -> line + ", it stands in " + number);
  }

  @Test
  void aProgramThatTellsNoneHasNone() throws IOException {
    Elf elf = built("-g0");
    assertTrue(elf.lines().at(elf.entry()).isEmpty());
    assertTrue(Lines.NONE.at(0).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-gdwarf-2", "-gdwarf-4", "-gdwarf-5"})
  void nothingInTheseSectionsCanMakeItThrowOrGoOnForEver(String version) throws IOException {
    built(version, "-g");
    byte[] file = Files.readAllBytes(folder.resolve("lines.elf"));
    byte[][] parts = {
      section(file, ".debug_line"), section(file, ".debug_str"), section(file, ".debug_line_str")
    };
    int told = 0;
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      byte[][] broken = new byte[parts.length][];
      for (int i = 0; i < parts.length; i++) {
        int cut = random.nextInt(1 + 9 * (seed % 2));
        broken[i] = Arrays.copyOf(parts[i], Math.max(0, parts[i].length - cut));
        for (int n = random.nextInt(12); n > 0 && broken[i].length > 0; n--) {
          broken[i][random.nextInt(broken[i].length)] = (byte) random.nextInt();
        }
      }
      Lines lines = new Lines(broken[0], broken[1], broken[2]);
      for (int at = 0x40201000; at < 0x40201000 + CODE_BYTES; at += 37) {
        told += lines.at(at).isPresent() ? 1 : 0;
      }
    }
    assertTrue(told > 1_000, "in spite of it: " + told);
  }

  /// By what binutils copy out of it.
  private byte[] section(byte[] file, String name) throws IOException {
    if (!new String(file, UTF_8).contains(name + "\0")) {
      return new byte[0];
    }
    Path copy = folder.resolve("copy");
    Files.write(copy, new byte[0]);
    Toolchain.run(
        folder,
        List.of(
            "xtensa-lx106-elf-objcopy",
            "-O",
            "binary",
            "--set-section-flags",
            name + "=alloc",
            "--only-section=" + name,
            folder.resolve("lines.elf").toString(),
            copy.toString()));
    return Files.readAllBytes(copy);
  }
}
