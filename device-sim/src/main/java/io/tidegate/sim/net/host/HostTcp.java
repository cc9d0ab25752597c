package io.tidegate.sim.net.host;

import io.tidegate.sim.net.ByteQueue;
import io.tidegate.sim.net.Tcp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/// One socket. What it holds for the board is as little as an ESP8266 holds; the kernel's own
/// buffers come on top.
final class HostTcp implements Tcp, HostNetwork.Served {
  private static final int SEND_BYTES = 2 * 536;
  private static final int WINDOW_BYTES = 4 * 536;

  private final HostNetwork network;
  private Runnable changed;
  private final ByteQueue outgoing = new ByteQueue(SEND_BYTES);
  private final ByteQueue incoming = new ByteQueue(WINDOW_BYTES);
  private State state = State.CONNECTING;
  private String words = "";
  private SocketChannel channel;
  private SelectionKey key;
  private boolean vanished;
  private boolean staysOpen;

  /// It is to say nothing more, and the socket was told.
  private boolean ending;

  private boolean endTold;

  HostTcp(HostNetwork network, Runnable changed) {
    this.network = network;
    this.changed = changed;
  }

  @Override
  public State state() {
    return state;
  }

  @Override
  public String words() {
    return words;
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
    int count = incoming.take(into, offset, length);
    if (count > 0 && state == State.ESTABLISHED) {
      want();
    }
    return count;
  }

  @Override
  public int write(byte[] from, int offset, int length) {
    if (!state.isOpen() || ending) {
      return 0;
    }
    int taken = outgoing.put(from, offset, length);
    flush();
    return taken;
  }

  @Override
  public int unacknowledged() {
    return outgoing.size();
  }

  @Override
  public void staysOpen() {
    staysOpen = true;
  }

  @Override
  public void end() {
    if (state.isOpen()) {
      ending = true;
      flush();
    } else {
      close();
    }
  }

  /// What was written goes out first, if there is somebody who takes it.
  @Override
  public void close() {
    if (state.isOpen() && outgoing.size() > 0) {
      leave();
      want();
    } else if (state != State.CLOSED) {
      state = State.CLOSED;
      words = "closed here";
      drop();
    }
  }

  /// What the kernel does not take at once is lost.
  @Override
  public void reset() {
    if (state.isOpen()) {
      flush();
    }
    try {
      if (channel != null && channel.isOpen()) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    } catch (IOException _) {
      // it ends all the same
    }
    outgoing.clear();
    close();
  }

  @Override
  public void vanish() {
    if (state.isOpen()) {
      vanished = true;
      outgoing.clear();
      leave();
    } else {
      close();
    }
  }

  /// It is over for its owner, and the socket stays for a while.
  private void leave() {
    state = State.CLOSED;
    words = "closed here";
    incoming.clear();
    network.left(this);
  }

  /// It is one who has come.
  void takes(SocketChannel accepted) throws IOException {
    channel = accepted;
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    key = channel.register(network.selector(), SelectionKey.OP_READ, this);
    state = State.ESTABLISHED;
  }

  void changed(Runnable wanted) {
    changed = wanted;
  }

  void dial(InetSocketAddress address) {
    if (state != State.CONNECTING) {
      return;
    }
    try {
      channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      boolean done = channel.connect(address);
      key = channel.register(network.selector(), SelectionKey.OP_CONNECT, this);
      if (done) {
        connected();
      }
    } catch (IOException e) {
      fail(reason(e));
    }
  }

  /// The connection is over, or never was.
  void fail(String why) {
    if (state != State.CLOSED) {
      state = State.CLOSED;
      words = why;
      changed.run();
    }
    drop();
  }

  /// Ends the socket.
  void drop() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException _) {
      // closing is all that was wanted
    }
  }

  @Override
  public void ready() {
    try {
      if (key.isConnectable() && channel.finishConnect()) {
        connected();
        return;
      }
      if (key.isWritable()) {
        flush();
      }
      if (key.isValid() && key.isReadable()) {
        receive();
      }
    } catch (IOException e) {
      fail(reason(e));
    }
  }

  private void connected() {
    state = State.ESTABLISHED;
    want();
    changed.run();
  }

  private void receive() throws IOException {
    ByteBuffer chunk = network.chunk();
    if (!vanished) {
      chunk.limit(Math.min(chunk.capacity(), incoming.room()));
    }
    int count = channel.read(chunk);
    if (count < 0) {
      ended();
      return;
    }
    if (vanished || count == 0) {
      return;
    }
    byte[] bytes = new byte[count];
    chunk.flip().get(bytes);
    incoming.put(bytes, 0, count);
    want();
    changed.run();
  }

  /// The other side has no more to say.
  private void ended() {
    if (!staysOpen || endTold || !state.isOpen()) {
      fail(ENDED);
      return;
    }
    state = State.ENDED;
    want();
    changed.run();
  }

  private void flush() {
    try {
      ByteBuffer chunk = network.chunk();
      byte[] bytes = new byte[outgoing.size()];
      outgoing.peek(bytes, 0, bytes.length);
      chunk.put(bytes).flip();
      outgoing.drop(channel.write(chunk));
      if (outgoing.size() == 0 && !flushed()) {
        return;
      }
      want();
    } catch (IOException e) {
      fail(reason(e));
    }
  }

  /// All that was written is with the kernel. False when that was the end.
  private boolean flushed() throws IOException {
    if (state == State.CLOSED && !vanished) {
      drop();
      return false;
    }
    if (ending && !endTold) {
      endTold = true;
      channel.shutdownOutput();
      if (state == State.ENDED) {
        fail(ENDED);
        return false;
      }
    }
    return true;
  }

  /// What the selector is to look for.
  private void want() {
    boolean reads = incoming.room() > 0 && (state == State.ESTABLISHED || vanished);
    int wanted = reads ? SelectionKey.OP_READ : 0;
    wanted |= outgoing.size() > 0 ? SelectionKey.OP_WRITE : 0;
    key.interestOps(wanted);
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
