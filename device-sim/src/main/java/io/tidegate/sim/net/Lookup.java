package io.tidegate.sim.net;

/// The search for the address of a name.
public final class Lookup {
  private final Runnable changed;
  private String address;
  private String words = "";

  public Lookup(Runnable changed) {
    this.changed = changed;
  }

  /// It was over before it began.
  public static Lookup found(String address) {
    Lookup lookup = new Lookup(() -> {});
    lookup.end(address, "");
    return lookup;
  }

  public static Lookup failed(String words) {
    Lookup lookup = new Lookup(() -> {});
    lookup.end("", words);
    return lookup;
  }

  public boolean over() {
    return address != null;
  }

  /// Empty when there is none.
  public String address() {
    return address == null ? "" : address;
  }

  /// Why there is none.
  public String words() {
    return words;
  }

  /// For the network: this is what was found, or why nothing was.
  public void end(String found, String why) {
    if (address == null) {
      address = found;
      words = why;
      changed.run();
    }
  }
}
