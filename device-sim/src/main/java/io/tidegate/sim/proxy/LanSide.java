package io.tidegate.sim.proxy;

import io.tidegate.sim.net.Lan;
import io.tidegate.sim.net.Tcp;
import io.tidegate.sim.world.World;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;

/// An end of a connection in virtual time. There is no half of an end there: who sends no more
/// hears no more.
final class LanSide implements Side {
  private final World world;
  private final Ground.Task ready;
  private final Lan.Wire tcp;
  private boolean connected;
  private boolean readable;
  private boolean writable;
  private boolean planned;
  private boolean left;

  /// Somebody has come.
  LanSide(World world, Lan.Wire accepted, Ground.Task ready) {
    this.world = world;
    this.ready = ready;
    this.tcp = accepted;
    this.connected = true;
  }

  /// Begins to connect.
  LanSide(World world, Lan lan, String host, int port, Ground.Task ready) {
    this.world = world;
    this.ready = ready;
    this.tcp = lan.connect(host, port, this::look);
  }

  /// Something has changed at the connection.
  void look() {
    planned = false;
    if (!left && (!connected || writable || readable && isReadable())) {
      ready.run(world.nowNanos());
    }
  }

  @Override
  public boolean isConnected() {
    return connected;
  }

  @Override
  public boolean connect() throws IOException {
    if (!connected && tcp.state() == Tcp.State.CLOSED) {
      throw new ConnectException(tcp.words());
    }
    connected = connected || tcp.state() == Tcp.State.ESTABLISHED;
    return connected;
  }

  @Override
  public boolean isReadable() {
    return tcp.available() > 0 || tcp.state() == Tcp.State.CLOSED;
  }

  @Override
  public void await(boolean readable, boolean writable) {
    this.readable = readable;
    this.writable = writable;
    if (readable && isReadable() && !planned) {
      planned = true;
      world.at(world.nowNanos(), this::look);
    }
  }

  @Override
  public int read(ByteBuffer into) {
    byte[] bytes = new byte[Math.min(into.remaining(), tcp.available())];
    int count = tcp.read(bytes, 0, bytes.length);
    into.put(bytes, 0, count);
    return count == 0 && tcp.state() == Tcp.State.CLOSED ? -1 : count;
  }

  @Override
  public int write(ByteBuffer from) {
    byte[] bytes = new byte[from.remaining()];
    from.duplicate().get(bytes);
    int count = tcp.write(bytes, 0, bytes.length);
    from.position(from.position() + count);
    return count;
  }

  @Override
  public void finish() {
    tcp.close();
  }

  @Override
  public void leave(long nowNanos) {
    close();
  }

  @Override
  public void reset() {
    left = true;
    tcp.reset();
  }

  @Override
  public void close() {
    left = true;
    tcp.close();
  }
}
