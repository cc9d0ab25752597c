package io.tidegate.gateway.run;

/// The version of this program; a test compares it with the build's.
public final class Version {
  public static final String TEXT = "0.1.0";

  private Version() {}
}
