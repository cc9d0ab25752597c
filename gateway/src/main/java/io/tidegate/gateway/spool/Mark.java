package io.tidegate.gateway.spool;

/// How far a session of a board has come; of the numbers up to there, rules held back so many.
public record Mark(String device, String session, long number, long held) {
  public Mark(String device, String session, long number) {
    this(device, session, number, 0);
  }
}
