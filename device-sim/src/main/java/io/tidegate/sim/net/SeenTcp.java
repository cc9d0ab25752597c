package io.tidegate.sim.net;

/// A connection at which somebody looks on: what was written into it is shown.
public final class SeenTcp implements Tcp {
  /// Sees what a connection has taken.
  @FunctionalInterface
  public interface Onlooker {
    /// The bytes may be others afterwards.
    void wrote(byte[] bytes, int length);
  }

  private final Tcp tcp;
  private final Onlooker onlooker;

  public SeenTcp(Tcp tcp, Onlooker onlooker) {
    this.tcp = tcp;
    this.onlooker = onlooker;
  }

  @Override
  public State state() {
    return tcp.state();
  }

  @Override
  public String words() {
    return tcp.words();
  }

  @Override
  public int available() {
    return tcp.available();
  }

  @Override
  public int peek(int skip, byte[] into, int offset, int length) {
    return tcp.peek(skip, into, offset, length);
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    return tcp.read(into, offset, length);
  }

  @Override
  public int write(byte[] from, int offset, int length) {
    int taken = tcp.write(from, offset, length);
    if (taken > 0) {
      onlooker.wrote(java.util.Arrays.copyOfRange(from, offset, offset + taken), taken);
    }
    return taken;
  }

  @Override
  public int unacknowledged() {
    return tcp.unacknowledged();
  }

  @Override
  public void staysOpen() {
    tcp.staysOpen();
  }

  @Override
  public void end() {
    tcp.end();
  }

  @Override
  public void close() {
    tcp.close();
  }

  @Override
  public void reset() {
    tcp.reset();
  }

  @Override
  public void vanish() {
    tcp.vanish();
  }
}
