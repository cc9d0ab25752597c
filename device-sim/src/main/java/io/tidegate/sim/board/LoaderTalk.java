package io.tidegate.sim.board;

/// What an Arduino's loader hears after one reset. It waits for commands of one byte and the space
/// that ends each; at anything else it gives up, once.
final class LoaderTalk {
  private boolean inCommand;
  private boolean over;

  boolean givesUp(byte[] bytes, int length) {
    for (int i = 0; i < length && !over; i++) {
      if (inCommand && bytes[i] != ' ') {
        over = true;
        return true;
      }
      inCommand = !inCommand;
    }
    return false;
  }
}
