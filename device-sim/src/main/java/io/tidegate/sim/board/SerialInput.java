package io.tidegate.sim.board;

/// A serial receiver's memory: a FIFO in the hardware, and a buffer into which an interrupt moves
/// what arrives. Both are small; what does not fit is lost, and counted.
final class SerialInput {
  private final byte[] fifo;
  private final byte[] buffer;
  private final boolean dropsOldest;
  private int fifoLength;
  private int length;
  private boolean interrupts = true;
  private long lost;

  /// `dropsOldest`: a full buffer makes room for what comes; otherwise that is lost.
  SerialInput(int fifoBytes, int bufferBytes, boolean dropsOldest) {
    this.fifo = new byte[fifoBytes];
    this.buffer = new byte[bufferBytes];
    this.dropsOldest = dropsOldest;
  }

  void receive(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      if (interrupts) {
        put(bytes[i]);
      } else if (fifoLength < fifo.length) {
        fifo[fifoLength++] = bytes[i];
      } else {
        lost++;
      }
    }
  }

  /// Off, bytes stay in the FIFO; on again, they are moved.
  void interrupts(boolean on) {
    interrupts = on;
    if (on) {
      int waiting = fifoLength;
      fifoLength = 0;
      for (int i = 0; i < waiting; i++) {
        put(fifo[i]);
      }
    }
  }

  /// What has arrived goes into `into`, which has room for all the buffer holds; gives how many.
  int take(byte[] into) {
    int taken = length;
    System.arraycopy(buffer, 0, into, 0, taken);
    length = 0;
    return taken;
  }

  /// Forgets everything, as a reset does.
  void clear() {
    length = 0;
    fifoLength = 0;
    interrupts = true;
  }

  /// Bytes came that nobody was there to take.
  void miss(int count) {
    lost += count;
  }

  int capacity() {
    return buffer.length;
  }

  long lost() {
    return lost;
  }

  private void put(byte value) {
    if (length == buffer.length) {
      lost++;
      if (!dropsOldest) {
        return;
      }
      System.arraycopy(buffer, 1, buffer, 0, --length);
    }
    buffer[length++] = value;
  }
}
