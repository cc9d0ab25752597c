package io.tidegate.gateway.gpio;

/// Takes a fault to where it becomes an [Outcome]. Only this package makes it.
public final class Unreadable extends Exception {
  private static final long serialVersionUID = 1L;

  final transient Fault fault;

  Unreadable(Fault.Kind kind, String words) {
    super(words, null, false, false);
    this.fault = new Fault(kind, words);
  }
}
