package io.tidegate.sim.net;

/// What cannot be opened.
record Closed(String words) implements Listener, Udp {
  @Override
  public Guest accept(Runnable changed) {
    return null;
  }

  @Override
  public int port() {
    return 0;
  }

  @Override
  public String place() {
    return "";
  }

  @Override
  public void send(String host, int port, byte[] bytes) {
    // nobody is there who could take it
  }

  @Override
  public Datagram next() {
    return null;
  }

  @Override
  public void join(String group) {
    // nothing comes here
  }

  @Override
  public void close() {
    // it is
  }
}
