package io.tidegate.sim.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tidegate.sim.board.Board;
import io.tidegate.sim.lx106.debug.Workbench;
import io.tidegate.sim.lx106.trace.Counter;
import io.tidegate.sim.pty.PortPlan;
import io.tidegate.sim.pty.Rack;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("lx106")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GdbServerTest {
  private static final long STRIDE_NANOS = 1_000_000;

  @TempDir Path folder;

  private final World world = new World(1);

  /// An emulated chip, without what surrounds one otherwise.
  private record Emulated(Workbench bench) implements Board {
    @Override
    public void receive(byte[] bytes, int length, long nowNanos) {}

    @Override
    public void pin(int pin, int level, long nowNanos) {}

    @Override
    public long run(long nowNanos, Outside out) {
      bench.run(nowNanos / 25 * 2);
      return nowNanos + STRIDE_NANOS;
    }
  }

  private record Client(Socket socket) {
    void send(String text) throws IOException {
      int sum = text.chars().sum() & 0xff;
      socket.getOutputStream().write("$%s#%02x".formatted(text, sum).getBytes(ISO_8859_1));
    }

    /// The next packet.
    String hear() throws IOException {
      InputStream in = socket.getInputStream();
      int next = in.read();
      while (next != '$') {
        assertTrue(next >= 0, "the server is gone");
        next = in.read();
      }
      StringBuilder said = new StringBuilder();
      for (next = in.read(); next != '#'; next = in.read()) {
        said.append((char) next);
      }
      in.readNBytes(2);
      return said.toString();
    }

    String say(String text) throws IOException {
      send(text);
      return hear();
    }
  }

  private long worldNanos(Rack rack) throws IOException {
    return rack.ask(world::nowNanos);
  }

  @Test
  void timeStandsStillForTheWholeWorldWhileADebuggerHasTheBoardStopped() throws IOException {
    Counter counter = new Counter(folder);
    Workbench bench = new Workbench(counter.chip, counter.symbols, counter::begin);
    Queue<String> told = new ConcurrentLinkedQueue<>();
    try (Rack rack = new Rack(world)) {
      rack.add(new Emulated(bench), PortPlan.of(folder.resolve("board")));
      try (GdbServer server = new GdbServer(rack, bench.gdb(), 0, told::add)) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        Client client = new Client(socket);
        assertEquals("T05", client.say("?"));
        long stands = worldNanos(rack);
        int add = counter.address("add");
        assertEquals("OK", client.say("Z0,%x,3".formatted(add)));
        assertEquals("T05", client.say("c"), "it comes there");
        int at = Integer.reverseBytes(Integer.parseUnsignedInt(client.say("p10"), 16));
        assertEquals(add, at);
        long later = worldNanos(rack);
        assertTrue(later >= stands);
        for (int i = 0; i < 50; i++) {
          assertEquals("T05", client.say("?"));
          assertEquals(later, worldNanos(rack));
        }
        try (Socket second = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
          assertEquals(-1, second.getInputStream().read(), "one at a time");
        }
        assertEquals("OK", client.say("z0,%x,3".formatted(add)));
        client.send("c");
        while (worldNanos(rack) < later + 20 * STRIDE_NANOS) {
          Thread.onSpinWait();
        }
        socket.getOutputStream().write(3);
        assertEquals("T02", client.hear());
        socket.close();
        while (told.stream().noneMatch(words -> words.startsWith("gdb is gone"))) {
          Thread.onSpinWait();
        }
      }
      long last = worldNanos(rack);
      while (worldNanos(rack) < last + 20 * STRIDE_NANOS) {
        Thread.onSpinWait();
      }
    }
  }
}
