package io.tidegate.sim.sketch.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compilers and emulators of which nothing is here but what they do for [Machines]: scripts that
/// keep a list of their calls.
class MachinesTest {
  /// What the kernel does not run by itself: a shell does.
  private static final String FOREIGN =
      """
      out=; for word; do [ "$before" = -o ] && out=$word; before=$word; done
      case "$*" in *-print-file-name=*) echo /somewhere/lib.so; exit;; esac
      printf '#!/bin/sh\\nprintf .; cat; exit 32\\n' >"$out"; chmod +x "$out"
      """;

  private static final String HAS_NO_LIBRARIES = "echo libstdc++.so\n";

  @TempDir private Path folder;
  private Path bin;
  private BuildCache cache;

  @BeforeEach
  void write() throws IOException {
    bin = Files.createDirectory(folder.resolve("bin"));
    cache = new BuildCache(folder.resolve("cache"), BuildCache.MOST_BYTES);
    program("g++", HAS_NO_LIBRARIES);
  }

  @Test
  void withSixtyFourWantedNothingElseIsLookedFor() throws Exception {
    program("arm-linux-gnueabihf-g++", FOREIGN);
    Machine machine = find("amd64", Bits.PC);
    assertEquals(64, machine.width().bits());
    assertNull(machine.width().lack());
    assertEquals(List.of(), machine.flags());
    assertEquals(0, calls());
  }

  @Test
  void whereNoCompilerHasThirtyTwoWhatIsNotSeenIsToldAndWhatToInstall() throws Exception {
    Machine pc = find("amd64", Bits.AUTO);
    assertEquals(64, pc.width().bits());
    assertTrue(pc.width().lack().contains("millis() after 49.7 days"), pc.width().lack());
    assertTrue(pc.width().lack().contains("sudo apt install g++-multilib"), pc.width().lack());
    String pi = find("aarch64", Bits.AUTO).width().lack();
    assertTrue(pi.contains("sudo apt install g++-arm-linux-gnueabihf;"), pi);
    String other = find("riscv64", Bits.AUTO).width().lack();
    assertTrue(other.contains("no way to them is known from this processor"), other);

    assertEquals(
        "32 bits: there is no compiler for them (sudo apt install g++-multilib; qemu-user too where"
            + " the kernel runs no such programs)",
        refused("amd64", Bits.CHIP));
  }

  @Test
  void whereTheKernelDoesNotRunThemTheEmulatorIsNamed() throws Exception {
    program("g++", FOREIGN);
    Machine machine = find("amd64", Bits.AUTO);
    assertEquals(64, machine.width().bits());
    assertTrue(machine.width().lack().contains("sudo apt install qemu-user"), machine.toString());
    assertTrue(refused("amd64", Bits.CHIP).contains("sudo apt install qemu-user"));
  }

  @Test
  void anEmulatorRunsThemWhereThirtyTwoAreWantedOnly() throws Exception {
    program("g++", FOREIGN);
    program("qemu-i386", "exec sh \"$1\"\n");
    Machine machine = find("amd64", Bits.CHIP);
    assertEquals("32 bits by qemu-i386", machine.width().toString());
    assertEquals(List.of(bin.resolve("qemu-i386").toString()), machine.width().launcher());
    assertTrue(machine.flags().containsAll(List.of("-m32", "-malign-double", "-D_TIME_BITS=64")));

    Machine auto = find("amd64", Bits.AUTO);
    assertEquals("64 bits", auto.width().toString());
    assertTrue(auto.width().lack().contains("--bits 32"), auto.width().lack());
  }

  @Test
  void onAPiItIsTheCompilerForItsOlderPrograms() throws Exception {
    program("arm-linux-gnueabihf-g++", FOREIGN);
    program("qemu-arm", "exec sh \"$1\"\n");
    Machine machine = find("aarch64", Bits.CHIP);
    assertEquals("32 bits by qemu-arm", machine.width().toString());
    assertEquals(
        List.of(
            "-Wl,--dynamic-linker=/somewhere/lib.so", "-Wl,--disable-new-dtags,-rpath=/somewhere"),
        machine.linkerFlags());
  }

  @Test
  void anEmulatorThatDoesNotWorkIsNamed() throws Exception {
    program("g++", FOREIGN);
    program("qemu-i386", "exit 1\n");
    String words = refused("amd64", Bits.CHIP);
    assertTrue(words.endsWith(bin.resolve("qemu-i386") + " runs such programs"), words);
  }

  @Test
  void whatWasFoundIsKnownUntilSomethingElseIsThere() throws Exception {
    program("g++", FOREIGN);
    find("amd64", Bits.AUTO);
    long once = calls();
    find("amd64", Bits.AUTO);
    assertEquals(once, calls());
    program("qemu-i386", "exec sh \"$1\"\n");
    assertEquals(32, find("amd64", Bits.CHIP).width().bits());
  }

  @Test
  void aMachineOfThirtyTwoBitsHasThemAnyway() throws Exception {
    Machine machine = find("arm", Bits.AUTO);
    assertEquals("32 bits", machine.width().toString());
    assertTrue(machine.flags().contains("-D_TIME_BITS=64"), machine.toString());
    assertEquals("64 bits: a processor arm has 32", refused("arm", Bits.PC));
  }

  @Test
  @Tag("gpp")
  void aKernelThatRunsThemItselfIsTakenWithoutBeingAsked() throws Exception {
    Path source = folder.resolve("own.cpp");
    Files.writeString(
        source,
        "#include <unistd.h>\nint main() { char c = '.'; write(1, &c, 1);"
            + " while (read(0, &c, 1) > 0) {} return 32; }\n");
    program(
        "g++",
        FOREIGN.lines().limit(2).reduce("", (all, line) -> all + line + "\n")
            + "PATH="
            + System.getenv("PATH")
            + " exec g++ -w "
            + source
            + " -o \"$out\"\n");
    program("qemu-i386", "exec sh \"$1\"\n");
    Machine machine = find("amd64", Bits.AUTO);
    assertEquals("32 bits", machine.width().toString());
    assertNull(machine.width().lack());
  }

  private Machine find(String processor, Bits bits) throws Exception {
    Machines.Place alone = new Machines.Place(bin.toString(), processor, "1.0");
    BuildOptions options = new BuildOptions(Target.ESP8266, List.of(), false, bits);
    return new Machines(Compiler.find("g++", bin.toString()), cache, alone).find(options);
  }

  private String refused(String processor, Bits bits) {
    return assertThrows(BuildFailed.class, () -> find(processor, bits)).getMessage();
  }

  private long calls() throws IOException {
    Path log = folder.resolve("calls");
    return Files.exists(log) ? Files.readAllLines(log).size() : 0;
  }

  private void program(String name, String script) throws IOException {
    Path file = bin.resolve(name);
    Files.writeString(file, "#!/bin/sh\necho x >>" + folder.resolve("calls") + "\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
