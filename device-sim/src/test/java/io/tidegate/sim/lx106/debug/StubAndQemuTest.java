package io.tidegate.sim.lx106.debug;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.tidegate.sim.lx106.Toolchain;
import io.tidegate.sim.lx106.chip.Esp8266;
import io.tidegate.sim.lx106.chip.Flash;
import io.tidegate.sim.lx106.image.Elf;
import io.tidegate.sim.lx106.trace.Onlookers;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The same debugger's talk with the stub here and with QEMU's, about the same program: the answers
/// are the same, and QEMU's registers are laid out for gdb's LX106.
@Tag("lx106")
@Tag("qemu")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StubAndQemuTest {
  private static final int PC = 16;
  private static final int LIMIT_MILLIS = 60_000;

  /// Registers that the program gives values, by gdb's numbers, `pc` among them.
  private static final List<Integer> COMPARED =
      List.of(
          0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, PC, 17, 18, 21, 28, 29, 30, 31, 32,
          33, 34, 35, 36, 40, 41, 42, 48, 49);

  private static final String PROGRAM =
      """
      	.section .reset,"ax"
      	j go
      	.align 4
      start:	.long _start
      go:	l32r a0, start
      	jx a0
      	.data
      	.global word
      word:	.word 7
      	.text
      	.literal_position
      	.global _start
      	.global again
      _start:	movi a2, 0x12345678
      	.irp register, epc1, epc2, epc3, depc, excsave1, excsave2, excsave3, excvaddr, ccompare0
      	addi a2, a2, 17
      	wsr a2, \\register
      	.endr
      	movi a2, 0x21
      	wsr a2, eps2
      	movi a2, 0x12
      	wsr a2, eps3
      	movi a2, 9
      	wsr a2, exccause
      	movi a2, 0
      	wsr a2, intenable
      	movi a2, 0x40201000
      	wsr a2, vecbase
      	movi a2, 0x2f
      	wsr a2, ps
      	movi a2, 13
      	wsr a2, sar
      	rsync
      	.irp number, 0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
      	movi a\\number, 0x100 + \\number * 3
      	.endr
      	movi a2, word
      again:	l32i.n a3, a2, 0
      	addi.n a3, a3, 1
      	srai a4, a3, 1
      	s32i a3, a2, 0
      	call0 leaf
      	j again
      leaf:	addx4 a5, a3, a5
      	ret.n
      """;

  @TempDir Path folder;

  private interface Stub {
    String say(String text) throws IOException;
  }

  /// QEMU's, over TCP.
  private record Remote(Socket socket) implements Stub {
    @Override
    public String say(String text) throws IOException {
      int sum = text.chars().sum() & 0xff;
      socket.getOutputStream().write("$%s#%02x".formatted(text, sum).getBytes(ISO_8859_1));
      InputStream in = socket.getInputStream();
      int next = in.read();
      while (next != '$') {
        assertTrue(next >= 0, "QEMU is gone");
        next = in.read();
      }
      StringBuilder said = new StringBuilder();
      for (next = in.read(); next != '#'; next = in.read()) {
        assertTrue(next >= 0, "QEMU is gone");
        said.append((char) next);
      }
      in.readNBytes(2);
      socket.getOutputStream().write('+');
      return said.toString();
    }
  }

  /// The one here.
  private record Own(Esp8266 chip, Gdb gdb) implements Stub {
    @Override
    public String say(String text) {
      int sum = text.chars().sum() & 0xff;
      byte[] bytes = "$%s#%02x".formatted(text, sum).getBytes(ISO_8859_1);
      gdb.receive(bytes, bytes.length);
      if (!gdb.stopped()) {
        gdb.run(chip.cycles() + 100_000);
      }
      String said = new String(gdb.toSend(), ISO_8859_1);
      return said.substring(said.indexOf('$') + 1, said.length() - 3);
    }
  }

  @Test
  void aDebuggerHearsTheSameFromBoth() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("guest.S"), PROGRAM);
    String places = "-Wl,-Ttext=0x40200000,-Tdata=0x3ffe8000,--section-start=.reset=0x50000000";
    Elf elf =
        Toolchain.link(
            folder, "guest", List.of(places, "-e_start", folder.resolve("guest.S").toString()));
    List<String> here = talk(own(elf), elf);
    int port = freePort();
    Process qemu = qemu(port);
    try (Socket socket = connect(port, qemu)) {
      List<String> there = talk(new Remote(socket), elf);
      for (int i = 0; i < there.size(); i++) {
        assertEquals(there.get(i), here.get(i), "answer " + i);
      }
      assertEquals(there.size(), here.size());
    } finally {
      qemu.destroyForcibly().waitFor();
    }
  }

  /// What is heard, made alike where stubs may differ.
  private List<String> talk(Stub stub, Elf elf) throws IOException {
    List<String> heard = new ArrayList<>();
    String again = "%x".formatted(Toolchain.address(elf, "again"));
    String word = "%x".formatted(Toolchain.address(elf, "word"));
    assertTrue(stub.say("?").startsWith("T05"));
    heard.add(stub.say("Z0," + again + ",2"));
    heard.add(stub.say("c").substring(0, 3));
    Map<Integer, String> all = registers(stub);
    assertEquals(COMPARED.size(), all.size());
    assertNotEquals(all.get(28), all.get(29), "registers have values of their own");
    heard.add("all " + all);
    for (int i = 0; i < 12; i++) {
      heard.add(stub.say("vCont;s:1").substring(0, 3));
      heard.add("step %d: %s".formatted(i, registers(stub)));
      heard.add(stub.say("m" + word + ",4"));
    }
    heard.add(stub.say("M" + word + ",4:10203040"));
    heard.add(stub.say("c").substring(0, 3));
    heard.add("again: " + registers(stub));
    heard.add(stub.say("m" + word + ",6"));
    heard.add(stub.say("z0," + again + ",2"));
    heard.add(stub.say("Z2," + word + ",4"));
    heard.add(stub.say("c").substring(0, 3));
    heard.add(stub.say("z2," + word + ",4"));
    return heard;
  }

  /// By `g`, and by `p` what is not in it.
  private static Map<Integer, String> registers(Stub stub) throws IOException {
    String general = stub.say("g");
    Map<Integer, String> found = new TreeMap<>();
    for (int number : COMPARED) {
      found.put(
          number,
          8 * number < general.length()
              ? general.substring(8 * number, 8 * number + 8)
              : stub.say("p%x".formatted(number)));
    }
    return found;
  }

  private static Own own(Elf elf) {
    Esp8266 chip =
        new Esp8266(
            Flash.erased(1 << 20),
            new Esp8266.Surroundings() {
              @Override
              public void sent(int port, byte value, long cycles) {}

              @Override
              public void driven(int pin, boolean drives, boolean high, long cycles) {}
            });
    Toolchain.place(elf, chip.memory());
    Runnable begin = () -> chip.reset(Toolchain.address(elf, "_start"));
    begin.run();
    Gdb gdb = new Gdb(chip, new Onlookers(chip.processor()), begin);
    gdb.connected();
    return new Own(chip, gdb);
  }

  private Process qemu(int port) throws IOException {
    return new ProcessBuilder(
            ("qemu-system-xtensa -cpu lx106 -M sim -display none -monitor none -serial none -S"
                    + " -gdb tcp:127.0.0.1:%d -kernel %s")
                .formatted(port, folder.resolve("guest.elf"))
                .split(" "))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said").toFile())
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private Socket connect(int port, Process qemu) throws IOException {
    while (qemu.isAlive()) {
      try {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(LIMIT_MILLIS);
        return socket;
      } catch (IOException _) {
        Thread.onSpinWait();
      }
    }
    return fail("QEMU has ended: " + Files.readString(folder.resolve("said")));
  }
}
