package io.tidegate.sim.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/// A socket that never waits.
///
/// Guarded by the lock of its loop.
final class SocketSide implements Side {
  /// How long an end that is closed takes what was still under way. Closing with bytes unread would
  /// be a reset, and what we sent last could be lost with it.
  private static final long LINGER_NANOS = Ground.SECOND_NANOS;

  private static final int SCRAP_BYTES = 4_096;

  private final Loop loop;
  private final SocketChannel channel;
  private final SelectionKey key;
  private boolean connected;
  private boolean finished;

  private SocketSide(Loop loop, SocketChannel channel, int interest, Ground.Task task)
      throws IOException {
    this.loop = loop;
    this.channel = channel;
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    this.key = loop.register(channel, interest, task);
  }

  static SocketSide accepted(Loop loop, SocketChannel channel, Ground.Task task)
      throws IOException {
    try {
      SocketSide side = new SocketSide(loop, channel, 0, task);
      side.connected = true;
      return side;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// Begins to connect; the task is run when [#connect] has something to say.
  static SocketSide connecting(Loop loop, InetSocketAddress to, Ground.Task task)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      SocketSide side = new SocketSide(loop, channel, SelectionKey.OP_CONNECT, task);
      side.connected = channel.connect(to);
      return side;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public boolean isConnected() {
    return connected;
  }

  @Override
  public boolean connect() throws IOException {
    connected = connected || channel.finishConnect();
    return connected;
  }

  @Override
  public boolean isReadable() {
    return key.isValid() && key.isReadable();
  }

  @Override
  public void await(boolean readable, boolean writable) {
    int interest = (readable ? SelectionKey.OP_READ : 0) | (writable ? SelectionKey.OP_WRITE : 0);
    if (key.isValid() && key.interestOps() != interest) {
      key.interestOps(interest);
      loop.wake();
    }
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    return channel.read(into);
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    return channel.write(from);
  }

  @Override
  public void finish() throws IOException {
    if (!finished && connected) {
      finished = true;
      channel.shutdownOutput();
    }
  }

  @Override
  public void leave(long nowNanos) {
    try {
      if (!connected) {
        reset();
        return;
      }
      finish();
      key.attach((Ground.Task) _ -> discard());
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

  @Override
  public void reset() {
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException _) {
      // it is gone already
    }
    close();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // closing is all that was wanted
    }
    // the loop's next turn lets go of the socket, only then the other end is told
    loop.wake();
  }
}
