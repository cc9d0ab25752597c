package io.tidegate.bridge;

/// What a frame of a byte stream is for.
public enum StreamWord implements WireName {
  OPEN("o"),
  DATA("d"),
  CLOSE("c");

  private final String wireName;

  StreamWord(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String wireName() {
    return wireName;
  }
}
