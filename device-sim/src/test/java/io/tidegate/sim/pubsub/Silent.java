package io.tidegate.sim.pubsub;

import io.tidegate.sim.net.ByteQueue;
import io.tidegate.sim.net.Network;
import io.tidegate.sim.net.Tcp;

/// A network with one connection that does what a test says.
final class Silent implements Network, Tcp {
  int room = 10_000;
  int unacknowledged;
  private final ByteQueue incoming = new ByteQueue(1_000);
  private State state = State.CONNECTING;

  /// The other side is there, and says this.
  void accept(byte[] bytes) {
    state = State.ESTABLISHED;
    incoming.put(bytes, 0, bytes.length);
  }

  @Override
  public Tcp connect(String host, int port, Runnable changed) {
    return this;
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public String words() {
    return state == State.CLOSED ? "closed here" : "";
  }

  @Override
  public int available() {
    return incoming.size();
  }

  @Override
  public int peek(int skip, byte[] into, int offset, int length) {
    return incoming.peek(skip, into, offset, length);
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    return incoming.take(into, offset, length);
  }

  @Override
  public int write(byte[] from, int offset, int length) {
    int taken = Math.min(room, length);
    room -= taken;
    return taken;
  }

  @Override
  public int unacknowledged() {
    return unacknowledged;
  }

  @Override
  public void close() {
    state = State.CLOSED;
  }

  @Override
  public void vanish() {
    close();
  }
}
