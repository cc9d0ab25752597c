package io.tidegate.sim.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/// One end of a connection: a socket that never waits.
///
/// Guarded by the lock of its loop.
final class Side {
  /// How long an end that is closed takes what was still under way. Closing with bytes unread would
  /// be a reset, and what we sent last could be lost with it.
  private static final long LINGER_NANOS = Loop.SECOND_NANOS;

  private static final int SCRAP_BYTES = 4_096;

  private final Loop loop;
  private final SocketChannel channel;
  private final SelectionKey key;
  private boolean connected;
  private boolean finished;

  private Side(Loop loop, SocketChannel channel, int interest, Loop.Task task) throws IOException {
    this.loop = loop;
    this.channel = channel;
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    this.key = loop.register(channel, interest, task);
  }

  static Side accepted(Loop loop, SocketChannel channel, Loop.Task task) throws IOException {
    try {
      Side side = new Side(loop, channel, 0, task);
      side.connected = true;
      return side;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// Begins to connect; the task is run when [#connect] has something to say.
  static Side connecting(Loop loop, InetSocketAddress to, Loop.Task task) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      Side side = new Side(loop, channel, SelectionKey.OP_CONNECT, task);
      side.connected = channel.connect(to);
      return side;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  boolean isConnected() {
    return connected;
  }

  /// True when it stands now.
  boolean connect() throws IOException {
    connected = connected || channel.finishConnect();
    return connected;
  }

  boolean isReadable() {
    return key.isValid() && key.isReadable();
  }

  /// What the task is run for; not to be asked before it is connected.
  void await(boolean readable, boolean writable) {
    int interest = (readable ? SelectionKey.OP_READ : 0) | (writable ? SelectionKey.OP_WRITE : 0);
    if (key.isValid() && key.interestOps() != interest) {
      key.interestOps(interest);
      loop.wake();
    }
  }

  /// Less than 0: the other end sends no more.
  int read(ByteBuffer into) throws IOException {
    return channel.read(into);
  }

  int write(ByteBuffer from) throws IOException {
    return channel.write(from);
  }

  /// The other end is told that we send no more.
  void finish() throws IOException {
    if (!finished && connected) {
      finished = true;
      channel.shutdownOutput();
    }
  }

  /// Closes in good order.
  void leave(long nowNanos) {
    try {
      if (!connected) {
        reset();
        return;
      }
      finish();
      key.attach((Loop.Task) _ -> discard());
      await(true, false);
      loop.at(nowNanos + LINGER_NANOS, _ -> close());
      loop.wake();
    } catch (IOException _) {
      close();
    }
  }

  private void discard() {
    ByteBuffer scrap = ByteBuffer.allocate(SCRAP_BYTES);
    try {
      int count = channel.read(scrap);
      if (count < 0) {
        close();
      }
    } catch (IOException _) {
      close();
    }
  }

  /// Closes with a reset; what is under way is lost.
  void reset() {
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException _) {
      // it is gone already
    }
    close();
  }

  void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // closing is all that was wanted
    }
    // the loop's next turn lets go of the socket, only then the other end is told
    loop.wake();
  }
}
