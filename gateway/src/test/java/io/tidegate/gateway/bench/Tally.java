package io.tidegate.gateway.bench;

import io.tidegate.gateway.system.MqttPacket;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// The subscriber of all subjects: counts numbered lines, finds repeats, takes the time each took
/// from the port. QoS 0, so that it costs the broker little.
final class Tally implements AutoCloseable {
  private final Socket socket;
  private final Map<Long, BitSet> seenByPort = new HashMap<>();
  private volatile long unique;
  private volatile long repeats;
  private long[] tookNanos = new long[1 << 16];
  private int tookCount;
  private volatile boolean timing;

  Tally(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    socket.getOutputStream().write(MqttPacket.connect("tally", true, null, null).toBytes());
    MqttPacket.read(in);
    socket.getOutputStream().write(MqttPacket.subscribe(1, "/sensors/#", 0).toBytes());
    MqttPacket.read(in);
    Thread.ofPlatform().name("tally").daemon(true).start(() -> read(in));
  }

  /// Different lines that came.
  long unique() {
    return unique;
  }

  long repeats() {
    return repeats;
  }

  /// From now on times are kept; those from before are forgotten.
  synchronized void time() {
    tookCount = 0;
    timing = true;
  }

  /// Milliseconds that this part of all lines took at most.
  synchronized double tookMillis(double part) {
    long[] sorted = Arrays.copyOf(tookNanos, tookCount);
    Arrays.sort(sorted);
    int index = Math.min(tookCount - 1, (int) Math.ceil(part * tookCount) - 1);
    return tookCount == 0 ? Double.NaN : sorted[index] / 1e6;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void read(InputStream in) {
    try {
      for (MqttPacket next = MqttPacket.read(in); next != null; next = MqttPacket.read(in)) {
        if (next.type() == MqttPacket.PUBLISH) {
          take(next.payload(), System.nanoTime());
        }
      }
    } catch (IOException _) {
      // closed
    }
  }

  private synchronized void take(byte[] payload, long nowNanos) {
    long port = number(payload, 'p');
    long n = number(payload, 'n');
    if (port < 0 || n < 0) {
      return;
    }
    BitSet seen = seenByPort.computeIfAbsent(port, _ -> new BitSet());
    if (seen.get((int) n)) {
      repeats++;
      return;
    }
    seen.set((int) n);
    unique++;
    if (timing) {
      if (tookCount == tookNanos.length) {
        tookNanos = Arrays.copyOf(tookNanos, 2 * tookCount);
      }
      tookNanos[tookCount++] = nowNanos - number(payload, 't');
    }
  }

  /// The number of a member whose name is this one letter; -1 when there is none.
  private static long number(byte[] json, char name) {
    for (int i = 0; i + 4 < json.length; i++) {
      if (json[i] == '"' && json[i + 1] == name && json[i + 2] == '"' && json[i + 3] == ':') {
        long value = 0;
        for (int at = i + 4; at < json.length && json[at] >= '0' && json[at] <= '9'; at++) {
          value = value * 10 + json[at] - '0';
        }
        return value;
      }
    }
    return -1;
  }
}
