package io.tidegate.sim.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;

/// One end of a connection. No call waits.
interface Side {
  boolean isConnected();

  /// True when it stands now.
  boolean connect() throws IOException;

  /// There are bytes to read, or the other end sends no more.
  boolean isReadable();

  /// What the task is run for; not to be asked before it is connected.
  void await(boolean readable, boolean writable);

  /// Less than 0: the other end sends no more.
  int read(ByteBuffer into) throws IOException;

  int write(ByteBuffer from) throws IOException;

  /// The other end is told that we send no more.
  void finish() throws IOException;

  /// Closes in good order.
  void leave(long nowNanos);

  /// Closes with a reset; what is under way is lost.
  void reset();

  void close();
}
