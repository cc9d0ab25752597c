package io.tidegate.sim.lx106.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.lx106.Toolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MangledTest {
  private static final Path SOURCE = Path.of("src/test/lx106/trace/names.cpp");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "loop | loop",
        "_Z5yieldv | yield",
        "_ZL12loop_wrapperv | loop_wrapper",
        "_ZN12PubSubClient7publishEPKcS1_ | PubSubClient::publish",
        "_ZNK6String6lengthEv | String::length",
        "_ZN6StringaSERKS_ | String::operator=",
        "_ZN5PrintC2Ev | Print::Print",
        "_ZN10WiFiClientD0Ev | WiFiClient::~WiFiClient",
        "_ZN12_GLOBAL__N_14tickEv | (anonymous namespace)::tick",
        "_Z4takeIiLj5EEvT_.constprop.0 | take<int, 5u>",
        "_ZN4Ring4pushEi.isra.0.part.1 | Ring::push",
        "_ZZ5setupENKUlvE_clEv | setup::{lambda()#1}::operator()",
        "_ZZN3Web5beginEiENKUliRK6StringE0_clEiS2_"
            + " | Web::begin(int)::{lambda(int, String const&)#2}::operator()",
        "_ZNSt17_Function_handlerIFvvEZ5setupEUlvE_E9_M_invokeERKSt9_Any_data"
            + " | std::_Function_handler<void (), setup::{lambda()#1}>::_M_invoke",
        "_ZNKSt8functionIFviPKcEEclEiS1_ | std::function<void (int, char const*)>::operator()",
        "_ZNSs6appendEPKc | std::string::append",
        "_ZNSsC1ERKSs | std::string::string",
        "_ZSt20__throw_length_errorPKc | std::__throw_length_error",
        "_ZGVZN7Updater3getEvE3one | guard variable for Updater::get()::one",
        "_ZTV7WiFiUDP | vtable for WiFiUDP",
        "_ZTI6Stream | typeinfo for Stream",
        "_ZThn4_N7WiFiUDP5writeEh | non-virtual thunk to WiFiUDP::write(unsigned char)",
        "_ZTv0_n12_N4BothD1Ev | virtual thunk to Both::~Both()",
        "_Znwj | operator new",
        "_ZdaPv | operator delete[]",
        "_ZN1ADv | _ZN1ADv",
        "_ZN1AIXplLi1ELi2EEE1fEv | _ZN1AIXplLi1ELi2EEE1fEv",
        "_Z | _Z",
        "_ZN | _ZN",
        "_Z99x | _Z99x",
        "_ZS_ | _ZS_",
        "_ZTQ | _ZTQ",
      })
  void namesAreWrittenAsPeopleDo(String name, String expected) {
    assertEquals(expected, Mangled.readable(name));
  }

  /// All names of a program, by binutils.
  private List<String> names() throws IOException {
    Path object = folder.resolve("names.o");
    Toolchain.run(
        folder,
        List.of(
            "xtensa-lx106-elf-g++",
            "-std=gnu++17",
            "-fkeep-inline-functions",
            "-ffreestanding",
            "-w",
            "-c",
            SOURCE.toString(),
            "-o",
            object.toString()));
    Toolchain.run(folder, List.of("xtensa-lx106-elf-nm", "--format=just-symbols", object + ""));
    return Files.readAllLines(folder.resolve("said")).stream()
        .filter(name -> name.startsWith("_Z"))
        .toList();
  }

  private List<String> oracle(List<String> names) throws IOException {
    Path asked = folder.resolve("asked");
    Files.write(asked, names);
    Toolchain.run(folder, List.of("xtensa-lx106-elf-c++filt", "-p", "-i", "@" + asked));
    return Files.readAllLines(folder.resolve("said"));
  }

  /// Where tools differ: blanks between brackets, and what is taken the address of.
  private static String plain(String name) {
    String same = name.replaceAll(">(?= >)> ?", ">").replaceAll("> (?=>)", ">");
    return same.replaceAll("&\\(([^()]*)\\(\\)\\)", "&$1");
  }

  @Test
  @Tag("lx106")
  void theyAreThoseThatBinutilsFind() throws IOException {
    List<String> names = names();
    assertTrue(names.size() > 110, "names: " + names.size());
    List<String> theirs = oracle(names);
    List<String> different = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String ours = Mangled.readable(names.get(i));
      if (!plain(ours).equals(plain(theirs.get(i)))) {
        different.add(names.get(i) + "\n  " + ours + "\n  " + theirs.get(i));
      }
    }
    assertTrue(different.isEmpty(), () -> String.join("\n", different));
  }

  @Test
  @Tag("lx106")
  void noNameThrowsOrGoesOnForEver() throws IOException {
    List<String> names = names();
    String letters = "NEIJSTZKPROFALXC123_0vi.";
    int read = 0;
    for (int seed = 0; seed < 60_000; seed++) {
      Random random = new Random(seed);
      StringBuilder name = new StringBuilder(names.get(random.nextInt(names.size())));
      for (int n = random.nextInt(4); n >= 0; n--) {
        int at = 2 + random.nextInt(name.length() - 2);
        char letter = letters.charAt(random.nextInt(letters.length()));
        switch (random.nextInt(4)) {
          case 0 -> name.setCharAt(at, letter);
          case 1 -> name.insert(at, letter);
          case 2 -> name.insert(at, names.get(random.nextInt(names.size())).substring(2));
          default -> name.setLength(Math.max(3, at));
        }
      }
      String found = Mangled.readable(name.toString());
      assertFalse(found.isEmpty(), name.toString());
      read += found.equals(name.toString()) ? 0 : 1;
    }
    assertTrue(read > 10_000, "read in spite of it: " + read);
  }

  @Test
  void whatWouldGrowWithoutEndIsLeftAsItIs() {
    String deep = "_Z1f" + "P".repeat(3_000) + "i";
    assertEquals("f", Mangled.readable(deep), "its parameters do not matter");
    String deeper = "_ZN1AI" + "P".repeat(3_000) + "iE1fEv";
    assertEquals(deeper, Mangled.readable(deeper));
    // each pair has the one before twice
    StringBuilder pairs = new StringBuilder("_ZN1AI1PIiiE");
    for (int i = 0; i < 60; i++) {
      String last = Integer.toString(1 + i, 36).toUpperCase(java.util.Locale.ROOT);
      pairs.append("S1_I").append("S").append(last).append("_S").append(last).append("_E");
    }
    String name = pairs.append("E1fEv").toString();
    assertTrue(Mangled.readable(name).length() < 40_000);
    assertEquals("x".repeat(9_000), Mangled.readable("x".repeat(9_000)));
  }
}
